import {
  createImageLocationService,
  createLocationSource,
  createLocationTask,
  type DigestPool,
  type ImageAccess,
  type ImageCatalog,
  type RemoteSource,
  type Stores,
  type TaskRunner,
} from '@vitrine/core'
import type { Config } from './config.ts'

/** The places of data, also such as `remote` reads where the operator has a store of it. */
export function composeLocations(deps: {
  readonly config: Config
  readonly stores: Stores
  readonly remote: RemoteSource
  readonly catalog: ImageCatalog
  readonly access: ImageAccess
  readonly digests: DigestPool
  readonly now: () => Date
}) {
  const { config, stores, remote, digests } = deps
  const elsewhere = stores.all.find(({ store }) => store === remote)
  const source =
    elsewhere && createLocationSource({ store: elsewhere.id, source: remote, digests, sizeCap: config.sizeCap })
  const shared = { ...deps, source, hashAlgorithm: config.hashAlgorithm }
  const { display, secureHash } = config.locations
  return {
    source,
    task: createLocationTask({ ...shared, secureHash }),
    createService: (runner: TaskRunner) =>
      createImageLocationService({ ...shared, runner, display, quota: config.quotas.locations }),
  }
}
