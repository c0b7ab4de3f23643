import { createDigestPool } from '../src/data-path/digest-pool.ts'
import {
  createImageAccess,
  createImageDataService,
  createImageRegistrationService,
  createImageService,
  createLocationSource,
  createPolicy,
  type DataOrigin,
  type Image,
  type ImageCatalog,
  type ImageStore,
  type NewTask,
  noPropertyProtection,
  type PropertyProtection,
  type RemoteSource,
  type Task,
  type TaskRunner,
} from '../src/index.ts'
import { collect, storesOf, stub, UNLIMITED } from './builders.ts'
import { createMemoryImages } from './memory-images.ts'

export const digests = createDigestPool(1)
export const BYTES = Buffer.from('machine image')
export const URL = 'https://images.example/debian'

/** The data of `BYTES`, in a request. */
export function uploading(upload: Partial<Extract<DataOrigin, { kind: 'upload' }>['upload']> = {}): DataOrigin & {
  kind: 'upload'
} {
  return { kind: 'upload', upload: { bytes: once(BYTES), declaredSize: undefined, ...upload } }
}

async function* once(chunk: Uint8Array) {
  yield chunk
}

/** The services behind a registration, with one store, and whatever is elsewhere; nobody does its tasks. */
export function startRegistration({
  images: kept = [],
  elsewhere = true,
  secureHash = true,
  ...given
}: {
  images?: readonly Image[]
  catalog?: Partial<ImageCatalog>
  rules?: Readonly<Record<string, string>>
  protection?: PropertyProtection
  /** What the server elsewhere says. */
  size?: () => Promise<number | undefined>
  /** Whether there is a store of what is elsewhere. */
  elsewhere?: boolean
  /** Whether what is elsewhere is read for its digests. */
  secureHash?: boolean
  start?: () => Promise<never>
} = {}) {
  const asked: string[] = []
  const started: NewTask[] = []
  const errors: unknown[] = []
  const memory = createMemoryImages(...kept)
  const catalog = stub<ImageCatalog>({ ...memory.catalog, ...given.catalog })
  const policy = createPolicy(given.rules)
  const access = createImageAccess({ catalog, policy })
  const now = () => new Date('2026-02-03T04:05:06Z')
  const source = stub<RemoteSource>({
    check: async () => undefined,
    async size(url) {
      asked.push(url)
      return given.size ? given.size() : BYTES.length
    },
  })
  const images = createImageService({
    catalog,
    access,
    policy,
    protection: given.protection ?? noPropertyProtection,
    quotas: { properties: 2, tags: -1 },
    imageLimit: -1,
    now,
    onDeleted: () => undefined,
    onDataChanged: () => undefined,
  })
  const imageData = createImageDataService({
    access,
    policy,
    catalog,
    stores: storesOf(
      stub<ImageStore>({ put: async (_, bytes) => ({ size: Buffer.concat(await collect(bytes)).length }) }),
    ),
    digests,
    reaper: { reap: async () => undefined, remove: async () => undefined },
    hashAlgorithm: 'sha256',
    sizeCap: 1000,
    limits: UNLIMITED,
    formats: { requireMatch: true, gptNonFatal: [] },
    onWarning: () => undefined,
    now,
  })
  const runner: Pick<TaskRunner, 'start'> = {
    async start(task) {
      if (given.start) return given.start()
      started.push(task)
      return task as Task
    },
  }
  const registration = createImageRegistrationService({
    images,
    imageData,
    catalog,
    access,
    policy,
    runner,
    source,
    locationSource: elsewhere ? createLocationSource({ store: 'http', source, digests, sizeCap: 1000 }) : undefined,
    secureHash,
    now,
    onError: (...error) => errors.push(error),
  })
  return { ...registration, images, imageData, kept: memory.kept, asked, started, errors }
}
