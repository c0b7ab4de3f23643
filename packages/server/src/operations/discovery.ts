import type { Handlers, VersionList } from '@vitrine/api-types'
import type { HandlerContext } from '../http/dispatch.ts'
import { HttpError } from '../http/http-error.ts'
import { type ServedWith, servedVersions } from '../http/served-versions.ts'

export const discoveryOperations = ({ isReady, ...service }: ServedWith & { isReady: () => boolean }) => {
  const ids = servedVersions(service).map(({ id }) => id)
  return {
    listVersionsRoot: async ({ baseUrl }) => ({ status: 300, body: versionList(ids, baseUrl) }),

    listVersions: async ({ baseUrl }) => ({ status: 200, body: versionList(ids, baseUrl) }),

    showHealth: async () => {
      if (!isReady()) throw new HttpError(503, 'The service is stopping')
      return { status: 200, body: 'OK' }
    },
  } satisfies Pick<Handlers<HandlerContext>, 'listVersionsRoot' | 'listVersions' | 'showHealth'>
}

/** Every minor version leads to the major endpoint; the newest is the current one. */
function versionList(ids: readonly string[], baseUrl: string): VersionList {
  return {
    versions: ids.map((id, index) => ({
      id,
      status: index === 0 ? 'CURRENT' : 'SUPPORTED',
      links: [{ rel: 'self', href: `${baseUrl}/v2/` }],
    })),
  }
}
