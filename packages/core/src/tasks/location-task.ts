import { type Digests, NO_DIGESTS } from '../images/claimed-digests.ts'
import type { Image, ImageData } from '../images/image.ts'
import type { LocationSource } from '../images/location-source.ts'
import { untilStored } from '../images/until-stored.ts'
import type { ImageCatalog, ImageContent } from '../ports/image-catalog.ts'
import { Problem } from '../problem.ts'
import type { TaskWork } from './attempt-task.ts'
import { type LocationOrder, readLocationOrder } from './location-order.ts'
import { queueAgain } from './queue-again.ts'
import type { Task } from './task.ts'

const OF_THE_PLACE = new Set(['sourceUnavailable', 'urlRefused'])

/** How often data is read anew for digests that nobody waits for. */
const READINGS = 3

interface LocationTaskDeps {
  readonly catalog: Pick<ImageCatalog, 'find' | 'update' | 'moveStatus'>
  readonly source: LocationSource
  readonly hashAlgorithm: string
  /** Whether data is read for its digests at all; otherwise what is said of it is believed. */
  readonly secureHash: boolean
  readonly now: () => Date
}

/** Without a source there may still be tasks, of a time when there was one: their images are given free. */
export function createLocationTask({
  source,
  ...deps
}: Omit<LocationTaskDeps, 'source'> & { readonly source: LocationSource | undefined }): {
  readonly work: TaskWork | undefined
  readonly undo: (task: Task) => Promise<void>
} {
  return {
    work: source && createWork({ ...deps, source }),
    undo: (task) => queueAgain(deps.catalog, readLocationOrder(task).imageId, deps.now()),
  }
}

/**
 * Makes an `importing` image active with the data at a URL. What its owner says of that data is checked before anybody
 * can read it; where nothing is said, its digests follow as soon as it was read.
 */
function createWork(deps: LocationTaskDeps): TaskWork {
  const { catalog, source, hashAlgorithm, secureHash, now } = deps

  /** `decide` answers nothing where there is nothing to do. */
  async function change(id: string, decide: (image: Image) => ImageContent | undefined): Promise<void> {
    await untilStored(id, async () => {
      const image = await catalog.find(id)
      if (!image) throw new Problem('imageGone', `Image ${id} was deleted while its location was being added`)
      const content = decide(image)
      return content ? catalog.update(id, image.revision, image, now(), content) : image
    })
  }

  async function activate({ imageId, url }: LocationOrder, size: number, digests: Digests): Promise<void> {
    const locations = [{ store: source.store, key: url, metadata: {} }]
    const data: ImageData = { locations, size, ...digests, virtualSize: null }
    await change(imageId, ({ status }) => {
      if (status === 'importing') return { status: 'active', data }
      throw new Problem('statusConflict', `Image ${imageId} is ${status}: it does not wait for a location any more`)
    })
  }

  async function checked({ url, digests }: LocationOrder, size: number, signal: AbortSignal): Promise<Digests> {
    if (!digests) return NO_DIGESTS
    if (!secureHash) return { checksum: null, ...digests }
    const algorithms = ['md5', digests.hashAlgorithm]
    const [checksum = '', hashValue = ''] = await source.digests(url, { size, algorithms, signal })
    if (hashValue === digests.hashValue) return { ...digests, checksum }
    throw conflict('os_hash_value')
  }

  /** For an image that is in use already. */
  async function addDigests({ imageId, url }: LocationOrder, signal: AbortSignal): Promise<void> {
    const image = await catalog.find(imageId)
    if (!image?.data || !lacksDigests(image, url)) return
    const { size } = image.data
    const algorithms = ['md5', hashAlgorithm]
    const [checksum = '', hashValue = ''] = await severalTimes(() => source.digests(url, { size, algorithms, signal }))
    await change(imageId, (current) => {
      const { status, data } = current
      if (!data || !lacksDigests(current, url)) return undefined
      if (data.checksum !== null && data.checksum !== checksum) throw conflict('checksum')
      return { status, data: { ...data, checksum, hashAlgorithm, hashValue } }
    })
  }

  return async (task, { signal }) => {
    const order = readLocationOrder(task)
    const { imageId, url, digests } = order
    try {
      // It lies there already when a process stopped before it had read all of the data.
      if (!liesAt(await catalog.find(imageId), url)) {
        const size = await source.size(url, signal)
        await activate(order, size, await checked(order, size, signal))
      }
      if (secureHash && !digests) await addDigests(order, signal)
    } catch (error) {
      throw withoutPlace(error)
    }
    return { image_id: imageId }
  }
}

function liesAt(image: Image | undefined, url: string): boolean {
  return image?.data?.locations.some(({ key }) => key === url) ?? false
}

function lacksDigests(image: Image, url: string): boolean {
  return image.data?.hashValue === null && liesAt(image, url)
}

function conflict(digest: 'checksum' | 'os_hash_value'): Problem {
  return new Problem('digestConflict', `The data at the location does not have the '${digest}' that was given`)
}

/** Whoever sees the task need not know where the data lies (fault S8): that is for the log. */
function withoutPlace(error: unknown): unknown {
  if (!(error instanceof Problem) || !OF_THE_PLACE.has(error.code)) return error
  return new Problem(error.code, 'The data cannot be read at the location', { cause: error })
}

async function severalTimes<T>(read: () => Promise<T>): Promise<T> {
  for (let left = READINGS - 1; left > 0; left--) {
    try {
      return await read()
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'sourceUnavailable') throw error
    }
  }
  return read()
}
