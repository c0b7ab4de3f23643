import { expect } from 'vitest'
import { createDigestPool } from '../src/data-path/digest-pool.ts'
import {
  type Appliance,
  type CallerNow,
  type Conversion,
  type ConvertibleFormat,
  createApplianceService,
  createDownloadLinkService,
  createGenerationTask,
  createImageAccess,
  createImageDataService,
  createImageService,
  createMachineImageService,
  createPolicy,
  createTaskRunner,
  type GenerationStatus,
  type Image,
  type ImageCatalog,
  type LoggedIn,
  type MachineImage,
  type MachineImageCatalog,
  noPropertyProtection,
  type Packer,
  type ScratchFolder,
} from '../src/index.ts'
import { aCaller, admin, anImage, PATIENTLY, storesOf, stub, UNLIMITED } from './builders.ts'
import { readFixture } from './formats/fixtures.ts'
import { createMemoryImages } from './memory-images.ts'
import { createMemoryLinks } from './memory-links.ts'
import { createMemoryMachineImages } from './memory-machine-images.ts'
import { bytesOf, createMemoryStore, lent } from './memory-store.ts'
import { createMemoryTasks } from './memory-tasks.ts'

export const digests = createDigestPool(1)

export const bob: LoggedIn = { login: { id: 'user-a', name: 'bob' }, caller: aCaller() }
export const eve: LoggedIn = {
  login: { id: 'user-b', name: 'eve' },
  caller: aCaller({ userId: 'user-b', projectId: 'project-b' }),
}
export const root: LoggedIn = { login: { id: 'root', name: 'root' }, caller: admin }

const FIXTURES: Readonly<Record<ConvertibleFormat, string>> = {
  raw: 'mbr',
  qcow2: 'qcow2-v3',
  vmdk: 'vmdk-sparse',
  vhd: 'vhd-dynamic',
  vhdx: 'vhdx-dynamic',
  vdi: 'vdi-dynamic',
}

/** A real disk of the format. */
export function diskOf(format: ConvertibleFormat): Buffer {
  return readFixture(FIXTURES[format])
}

/** Not compressed: what is in it can be read off. */
const pack: Packer = async function* (files, { modifiedAt }) {
  for (const { name, size, open } of files) {
    yield Buffer.from(`${name} ${size} ${modifiedAt.toISOString()}\n`)
    yield* await open()
  }
}

export function packed(name: string, bytes: Buffer, modifiedAt: Date): Buffer {
  return Buffer.concat([Buffer.from(`${name} ${bytes.length} ${modifiedAt.toISOString()}\n`), bytes])
}

/** Goes on until it is aborted; `begun` answers the signal of the first. */
export function endlessConversion() {
  const { promise: begun, resolve } = Promise.withResolvers<AbortSignal>()
  const convert = ({ signal }: Conversion) => {
    resolve(signal)
    return new Promise<void>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  }
  return { convert, begun }
}

/** What several processes share. */
export function createShared() {
  return {
    images: createMemoryImages(),
    tasks: createMemoryTasks(),
    machineImages: createMemoryMachineImages(),
    links: createMemoryLinks(),
    bytes: createMemoryStore(),
  }
}

export type Workshop = ReturnType<typeof startWorkshop>

/** A service with an image of each disk format, and machine images of whatever; `shared` is that of another process. */
export function startWorkshop(
  given: {
    shared?: ReturnType<typeof createShared>
    rules?: Readonly<Record<string, string>>
    imageLimit?: number
    callerNow?: CallerNow
    catalog?: Partial<MachineImageCatalog>
    imageCatalog?: Partial<ImageCatalog>
    canConvert?: boolean
    convert?: (conversion: Conversion) => Promise<void>
    write?: ScratchFolder['write']
    pack?: Packer
    startTask?: () => Promise<never>
  } = {},
) {
  const shared = given.shared ?? createShared()
  const callerNow = given.callerNow ?? (async (caller) => caller)
  const clock = { now: new Date('2026-02-03T04:05:06Z') }
  const now = () => clock.now
  const log: string[] = []
  const imageCatalog = stub<ImageCatalog>({ ...shared.images.catalog, ...given.imageCatalog })
  const catalog = { ...shared.machineImages.catalog, ...given.catalog }
  const policy = createPolicy(given.rules)
  const access = createImageAccess({ catalog: imageCatalog, policy })
  const images = createImageService({
    catalog: imageCatalog,
    access,
    policy,
    protection: noPropertyProtection,
    quotas: { properties: -1, tags: -1 },
    imageLimit: given.imageLimit ?? -1,
    now,
    onDeleted: (id) => imageData.stopUpload(id),
    onDataChanged: () => undefined,
  })
  const imageData = createImageDataService({
    access,
    policy,
    catalog: imageCatalog,
    stores: storesOf(shared.bytes.store),
    digests,
    reaper: { reap: async () => undefined, remove: async () => undefined },
    hashAlgorithm: 'sha512',
    sizeCap: 2 ** 30,
    limits: UNLIMITED,
    formats: { requireMatch: true, gptNonFatal: [] },
    onWarning: () => undefined,
    now,
  })

  const scratch = new Map<string, Buffer>()
  const folder: ScratchFolder = {
    path: (name) => `/scratch/${name}`,
    async write(name, bytes, options) {
      await given.write?.(name, bytes, options)
      scratch.set(folder.path(name), await bytesOf(bytes))
    },
    size: async (name) => scratch.get(folder.path(name))?.length ?? 0,
    open: async (name) => lent(scratch.get(folder.path(name)) ?? Buffer.alloc(0)),
  }
  const converter = {
    available: given.canConvert ?? true,
    async convert(conversion: Conversion) {
      const { source, target, onProgress } = conversion
      log.push(`${source.path} of ${source.format} to ${target.path} of ${target.format}`)
      await given.convert?.(conversion)
      if (!scratch.get(source.path)?.equals(diskOf(source.format))) throw new Error('The source is not whole')
      onProgress?.(100)
      scratch.set(target.path, diskOf(target.format))
    },
  }

  const generations = createGenerationTask({
    catalog,
    imageCatalog,
    tasks: shared.tasks,
    images,
    imageData,
    callerNow,
    converter,
    scratch: {
      use: (work) => work(folder).finally(() => scratch.clear()),
    },
    pack: given.pack ?? pack,
    digests,
    now,
    onDeleted: (id) => log.push(`deleted ${id}`),
  })
  const runner = createTaskRunner({
    tasks: shared.tasks,
    work: {
      import: undefined,
      api_image_import: undefined,
      location_import: undefined,
      machine_image_generation: generations.work,
    },
    undo: { machine_image_generation: generations.undo },
    now,
    onError: (error) => log.push(String(error)),
    parallel: 4,
    leaseMs: 60_000,
  })
  const lifetimes = { usualMs: 24 * 3_600_000, longestMs: 7 * 24 * 3_600_000 }
  const links = createDownloadLinkService({ links: shared.links, access, imageData, lifetimes, now })
  const services = { catalog, images, imageData, policy, converter, generations, links, now }
  const appliances = createApplianceService(services)
  const machineImages = createMachineImageService({
    ...services,
    appliances,
    runner: given.startTask ? { start: given.startTask } : runner,
  })

  /** An active image with this disk. */
  async function anActiveImage(format: ConvertibleFormat, changes: Partial<Image> = {}): Promise<Image> {
    const bytes = diskOf(format)
    const key = `bytes of ${format}`
    shared.bytes.kept.set(key, bytes)
    const image = anImage({
      id: `0b97f37c-899d-44e8-aaa0-${format.padEnd(12, '0')}`,
      name: `debian of ${format}`,
      status: 'active',
      diskFormat: format,
      data: {
        locations: [{ store: 'file', key, metadata: {} }],
        size: bytes.length,
        checksum: null,
        hashAlgorithm: null,
        hashValue: null,
        virtualSize: null,
      },
      ...changes,
    })
    shared.images.kept.set(image.id, image)
    return image
  }

  /** One of bob's that something can be generated of. */
  async function anAppliance(format: ConvertibleFormat = 'qcow2', changes: Partial<Image> = {}): Promise<Appliance> {
    const { id: sourceImageId } = await anActiveImage(format, changes)
    const wanted = { name: 'debian', version: '12', description: null, sourceImageId, archName: null }
    const { id } = await appliances.create('bob', wanted, bob)
    return appliances.setOsProfile('bob', id, 'Minimal', bob)
  }

  return {
    shared,
    clock,
    log,
    scratch,
    catalog,
    images,
    imageData,
    callerNow,
    access,
    generations,
    runner,
    links,
    appliances,
    machineImages,
    anActiveImage,
    anAppliance,
    generate: (
      { id }: Pick<Appliance, 'id'>,
      changes: Partial<Parameters<typeof machineImages.generate>[2]> = {},
      who: LoggedIn = bob,
    ): Promise<MachineImage> =>
      machineImages.generate(
        'bob',
        id,
        { targetFormat: 'QCOW2', compress: true, memorySize: 512, diskSize: null, ...changes },
        { ...who, requestId: 'req-1' },
      ),
    pathOf: ({ applianceId, id }: MachineImage) => ({ userName: 'bob', applianceId, id }),
    becomes: ({ id }: MachineImage, status: GenerationStatus) =>
      expect.poll(() => shared.machineImages.machineImages.get(id), PATIENTLY).toMatchObject({ status }),
    /** Images of the catalogue besides the sources, as they are now. */
    generated: (): Image[] =>
      [...shared.images.kept.values()].filter(
        ({ properties, deletedAt }) => 'uforge_machine_image' in properties && deletedAt === null,
      ),
    recorded: (id: number): MachineImage | undefined => shared.machineImages.machineImages.get(id),
    fileOf: (image: Image | undefined): Buffer | undefined =>
      shared.bytes.kept.get(image?.data?.locations[0]?.key ?? ''),
  }
}
