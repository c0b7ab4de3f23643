import type { Handlers } from '@vitrine/api-types'
import type { ImageDataService, LinkedDownloads, Policy } from '@vitrine/core'
import type { HandlerContext } from '../http/dispatch.ts'
import type { UForgeApi } from '../http/uforge/uforge-api.ts'
import type { UForgeOperationId } from './uforge-absent.ts'
import { uforgeApiKeyOperations } from './uforge-api-keys.ts'
import { uforgeApplianceOperations } from './uforge-appliances.ts'
import { uforgeDownloadOperations } from './uforge-downloads.ts'
import { uforgeGenerationOperations } from './uforge-generations.ts'
import { uforgeMachineImageOperations } from './uforge-machine-images.ts'
import { createFindUser, uforgeUserOperations } from './uforge-users.ts'

export const uforgeOperations = (deps: {
  uforge: UForgeApi
  imageData: ImageDataService
  linkedDownloads: LinkedDownloads
  policy: Policy
  isReady: () => boolean
}) => {
  const { uforge, isReady } = deps
  const services = { ...deps, findUser: createFindUser(deps) }
  return {
    showServiceStatus: async () => ({ status: 200, body: { alive: isReady(), version: uforge.version } }),
    ...uforgeUserOperations(services),
    ...uforgeApiKeyOperations(uforge),
    ...uforgeApplianceOperations(services),
    ...uforgeMachineImageOperations(services),
    ...uforgeGenerationOperations(services),
    ...uforgeDownloadOperations({ ...deps, ...uforge }),
  } satisfies Pick<Handlers<HandlerContext>, UForgeOperationId>
}
