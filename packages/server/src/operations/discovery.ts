import type { Handlers, VersionList } from '@vitrine/api-types'
import type { HandlerContext } from '../http/dispatch.ts'
import { HttpError } from '../http/http-error.ts'
import { type ServedWith, servedVersions } from '../http/served-versions.ts'

export const discoveryOperations = ({ isReady, ...service }: ServedWith & { isReady: () => boolean }) => {
  const served = servedVersions(service)
  return {
    listVersionsRoot: async ({ baseUrl }) => ({ status: 300, body: versionList(served, baseUrl) }),

    listVersions: async ({ baseUrl }) => ({ status: 200, body: versionList(served, baseUrl) }),

    showHealth: async () => {
      if (!isReady()) throw new HttpError(503, 'The service is stopping')
      return { status: 200, body: 'OK' }
    },
  } satisfies Pick<Handlers<HandlerContext>, 'listVersionsRoot' | 'listVersions' | 'showHealth'>
}

/** Every minor version leads to the major endpoint; the newest is the current one. */
function versionList(served: ReturnType<typeof servedVersions>, baseUrl: string): VersionList {
  return {
    versions: served.map(({ id, status, path }, index) => ({
      id,
      status: index === 0 ? 'CURRENT' : status,
      links: [{ rel: 'self', href: `${baseUrl}/${path}/` }],
    })),
  }
}
