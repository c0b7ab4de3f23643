import type { DigestPool } from '../data-path/digest-pool.ts'
import { digesting } from '../data-path/digesting.ts'
import type { ImageDataService } from '../images/image-data-service.ts'
import type { ConvertibleFormat, DiskConverter } from '../ports/disk-converter.ts'
import type { Caller } from '../ports/identity.ts'
import type { Packer } from '../ports/packer.ts'
import type { Scratch } from '../ports/scratch.ts'
import { fileNames } from './file-names.ts'
import type { GenerationProgress } from './generation-progress.ts'
import type { MachineImage, MachineImageFile } from './machine-image.ts'
import type { Disk, SourceDisk } from './source-image.ts'
import type { TargetFormat } from './target-format.ts'

export interface FileMaking {
  readonly converter: DiskConverter
  readonly scratch: Scratch
  readonly pack: Packer
  readonly digests: DigestPool
  readonly imageData: Pick<ImageDataService, 'upload'>
}

/** What a file is made of, and where it goes. */
export interface FileOrder {
  readonly machineImage: MachineImage
  readonly format: TargetFormat
  readonly source: SourceDisk
  /** Id of the image that gets it. */
  readonly imageId: string
  readonly caller: Caller
  readonly signal: AbortSignal
  readonly progress: GenerationProgress
}

/** Percent of a generation, where it has all of its parts: what is measured least takes longest. */
const COPYING = 10
const CONVERTING = 20
const STORING = 70

/** Makes the disk into the wanted format, packs it where that is wanted, and uploads what comes of it as it comes. */
export async function makeFile(making: FileMaking, order: FileOrder): Promise<MachineImageFile> {
  const { source, format } = order
  if (source.format === format.diskFormat) return store(making, order, source, 100)
  return making.scratch.use(async (folder) => {
    const file = (name: string, diskFormat: ConvertibleFormat) => ({ path: folder.path(name), format: diskFormat })
    const { signal, progress } = order
    progress.begin('Copying the source image', COPYING)
    await folder.write('source', bytesOf(source, progress), { signal })
    progress.begin(`Converting the disk from ${source.format} to ${format.diskFormat}`, CONVERTING)
    await making.converter.convert({
      source: file('source', source.format),
      target: file('target', format.diskFormat),
      signal,
      onProgress: (percent) => progress.advance(percent / 100),
    })
    const disk = { size: await folder.size('target'), open: () => folder.open('target') }
    return store(making, order, disk, STORING)
  })
}

/** By the way of every upload, and so with the same rights, quotas and checks, as if the caller did. */
async function store(
  { pack, digests, imageData }: FileMaking,
  { machineImage, format, source, imageId, caller, signal, progress }: FileOrder,
  disk: Disk,
  share: number,
): Promise<MachineImageFile> {
  const { compress, createdAt } = machineImage
  const names = fileNames(machineImage, format)
  progress.begin(compress ? 'Packing and storing the disk' : 'Storing the disk', share)
  const unpacked = { name: names.disk, size: disk.size, open: async () => bytesOf(disk, progress) }
  const file = compress ? pack([unpacked], { modifiedAt: createdAt }) : bytesOf(disk, progress)
  const running = digests.start(['sha256'])
  try {
    const bytes = digesting(file, running)
    const declaredSize = compress ? undefined : disk.size
    const { size, checksum } = await imageData.upload(imageId, caller, { bytes, declaredSize, signal })
    const [sha256 = ''] = await Promise.all(running.map((digest) => digest.finish()))
    return { name: names.file, size, diskSize: source.virtualSize, checksum: checksum ?? '', sha256 }
  } finally {
    for (const digest of running) digest.drop()
  }
}

/** Opened when it is asked for, so nothing stays open where nobody does. */
async function* bytesOf(
  { size, open }: Disk,
  progress: GenerationProgress,
): AsyncGenerator<Uint8Array, void, undefined> {
  let read = 0
  for await (const chunk of await open()) {
    yield chunk
    read += chunk.length
    progress.advance(read / size)
  }
}
