import {
  type Accounts,
  type ApiKeyCatalog,
  type BlobReaper,
  createApiKeyService,
  createApplianceService,
  createCallerNow,
  createDownloadLinkService,
  createGenerationTask,
  createLinkedDownloads,
  createMachineImageService,
  type DigestPool,
  type DownloadLinkCatalog,
  type ImageAccess,
  type ImageCatalog,
  type ImageDataService,
  type ImageService,
  type MachineImageCatalog,
  type Policy,
  type TaskCatalog,
  type TaskRunner,
} from '@vitrine/core'
import type { AppDeps } from '@vitrine/server'
import type { composeConversion } from './compose-conversion.ts'
import type { Config } from './config.ts'

/** Machine images, which are also made to the end where the UForge API is not served any more, and links to images. */
export function composeUForge(deps: {
  readonly config: Config
  readonly conversion: Awaited<ReturnType<typeof composeConversion>>
  readonly catalog: ImageCatalog & {
    readonly tasks: TaskCatalog
    readonly machineImages: MachineImageCatalog
    readonly links: DownloadLinkCatalog
    readonly apiKeys: ApiKeyCatalog
  }
  readonly images: ImageService
  readonly imageData: ImageDataService
  readonly access: ImageAccess
  readonly policy: Policy
  readonly accounts: Accounts
  readonly digests: DigestPool
  readonly reaper: BlobReaper
  readonly now: () => Date
}) {
  const { config, conversion, catalog, imageData, access, policy, accounts, reaper, now } = deps
  const { tasks, machineImages, links: linkCatalog, apiKeys } = catalog
  const callerNow = createCallerNow(accounts)
  const generations = createGenerationTask({
    ...deps,
    ...conversion,
    catalog: machineImages,
    imageCatalog: catalog,
    tasks,
    callerNow,
    onDeleted: () => void reaper.reap(),
  })
  const { lifetimes, ...settings } = config.links
  const links = createDownloadLinkService({ links: linkCatalog, access, imageData, lifetimes, now })
  const linkedDownloads = createLinkedDownloads({ links: linkCatalog, imageData, callerNow, settings, now })

  /** Undefined where it is not served. */
  function createApi(runner: TaskRunner): AppDeps['uforge'] {
    if (config.uforge === undefined) return undefined
    const { apiKeyQuota: quota, ...settings } = config.uforge
    const shared = { ...deps, catalog: machineImages, generations }
    const appliances = createApplianceService(shared)
    const { converter } = conversion
    return {
      ...settings,
      accounts,
      apiKeys: createApiKeyService({ catalog: apiKeys, policy, quota, now }),
      appliances,
      machineImages: createMachineImageService({ ...shared, appliances, converter, runner, links }),
    }
  }

  return { generations, links, linkedDownloads, createApi }
}
