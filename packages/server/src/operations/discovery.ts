import type { Handlers, VersionList } from '@vitrine/api-types'
import { servedVersions } from '../http/api-version.ts'
import type { HandlerContext } from '../http/dispatch.ts'
import { HttpError } from '../http/http-error.ts'

export const discoveryOperations = ({ isReady }: { isReady: () => boolean }) =>
  ({
    listVersionsRoot: async ({ baseUrl }) => ({ status: 300, body: versionList(baseUrl) }),

    listVersions: async ({ baseUrl }) => ({ status: 200, body: versionList(baseUrl) }),

    showHealth: async () => {
      if (!isReady()) throw new HttpError(503, 'The service is stopping')
      return { status: 200, body: 'OK' }
    },
  }) satisfies Pick<Handlers<HandlerContext>, 'listVersionsRoot' | 'listVersions' | 'showHealth'>

/** Every minor version leads to the major endpoint; the newest is the current one. */
function versionList(baseUrl: string): VersionList {
  return {
    versions: servedVersions.map(({ id }, index) => ({
      id,
      status: index === 0 ? 'CURRENT' : 'SUPPORTED',
      links: [{ rel: 'self', href: `${baseUrl}/v2/` }],
    })),
  }
}
