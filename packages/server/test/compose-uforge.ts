import { join } from 'node:path'
import type { SqliteCatalog } from '@vitrine/catalogs/sqlite'
import { packTarGz } from '@vitrine/converter/pack'
import { createFileScratch } from '@vitrine/converter/scratch'
import {
  type Accounts,
  createApiKeyService,
  createApplianceService,
  createCallerNow,
  createDownloadLinkService,
  createGenerationTask,
  createLinkedDownloads,
  createMachineImageService,
  type DigestPool,
  type DiskConverter,
  type ImageAccess,
  type ImageDataService,
  type ImageService,
  type Policy,
  Problem,
  type TaskRunner,
} from '@vitrine/core'
import { createNoIdentity } from '@vitrine/identity/none'
import type { AppDeps } from '../src/index.ts'

type LinkSettings = Parameters<typeof createDownloadLinkService>[0]['lifetimes'] &
  Parameters<typeof createLinkedDownloads>[0]['settings']

/** How machine images are made and given away in a test. */
export interface UForgeChoices {
  /** False: the API is switched off. */
  readonly isServed?: boolean
  /** Who comes by name; anybody, unless told otherwise. */
  readonly accounts?: Accounts
  /** None, unless told otherwise: a disk is had in the format that it has. */
  readonly converter?: DiskConverter
  readonly apiKeysQuota?: number
  readonly links?: Partial<LinkSettings>
}

interface Shared {
  readonly database: Pick<SqliteCatalog, 'machineImages' | 'links' | 'apiKeys'>
  readonly images: ImageService
  readonly imageData: ImageDataService
  readonly now: () => Date
}

const withoutConverter: DiskConverter = {
  available: false,
  convert: () => Promise.reject(new Problem('converterMissing', 'There is no converter here')),
}

/** What generates: the runner of tasks has it do its work. */
export async function composeGenerations(
  { accounts = createNoIdentity(), converter = withoutConverter }: UForgeChoices,
  shared: Shared &
    Pick<Parameters<typeof createGenerationTask>[0], 'imageCatalog' | 'tasks' | 'onDeleted'> & {
      readonly digests: DigestPool
      readonly dataDir: string
    },
) {
  const { database, dataDir, ...deps } = shared
  const callerNow = createCallerNow(accounts)
  const generations = createGenerationTask({
    ...deps,
    callerNow,
    catalog: database.machineImages,
    converter,
    scratch: await createFileScratch({ dir: join(dataDir, 'scratch') }),
    pack: packTarGz,
  })
  return { generations, converter, callerNow }
}

/** What answers: links to images, and the UForge API around them. */
export function composeUForge(
  choices: UForgeChoices,
  shared: Shared &
    Awaited<ReturnType<typeof composeGenerations>> & {
      readonly access: ImageAccess
      readonly policy: Policy
      readonly runner: TaskRunner
    },
): Pick<AppDeps, 'links' | 'linkedDownloads' | 'uforge'> {
  const { database, ...deps } = shared
  const { accounts = createNoIdentity(), apiKeysQuota = 2 } = choices
  const settings = { usualMs: HOUR_MS, longestMs: 7 * HOUR_MS, leaseMs: 60_000, strict: false, ...choices.links }
  const links = createDownloadLinkService({ ...deps, links: database.links, lifetimes: settings })
  const appliances = createApplianceService({ ...deps, catalog: database.machineImages })
  const uforge = {
    version: '3.8.13',
    unencodedBasic: false,
    accounts,
    apiKeys: createApiKeyService({ ...deps, catalog: database.apiKeys, quota: apiKeysQuota }),
    appliances,
    machineImages: createMachineImageService({ ...deps, catalog: database.machineImages, appliances, links }),
  }
  return {
    links,
    linkedDownloads: createLinkedDownloads({ ...deps, links: database.links, settings }),
    ...((choices.isServed ?? true) && { uforge }),
  }
}

const HOUR_MS = 3_600_000
