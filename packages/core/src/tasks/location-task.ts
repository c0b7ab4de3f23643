import { type Digests, NO_DIGESTS } from '../images/claimed-digests.ts'
import type { Image, ImageData } from '../images/image.ts'
import type { LocationSource } from '../images/location-source.ts'
import { untilStored } from '../images/until-stored.ts'
import type { ImageCatalog, ImageContent } from '../ports/image-catalog.ts'
import { isProblem, Problem } from '../problem.ts'
import type { TaskWork } from './attempt-task.ts'
import { type LocationOrder, readLocationOrder } from './location-order.ts'
import type { Task } from './task.ts'

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

/** Without a source there may still be tasks, of a time when there was one: these fail. */
export function createLocationTask({
  source,
  ...deps
}: Omit<LocationTaskDeps, 'source'> & { readonly source: LocationSource | undefined }): {
  readonly work: TaskWork | undefined
  readonly undo: (task: Task) => Promise<void>
} {
  return {
    work: source && createWork({ ...deps, source }),
    async undo(task) {
      const { imageId, checksum } = readLocationOrder(task)
      // Who said a checksum by version 1 was told of no task, and waits for the end of `saving`.
      await deps.catalog.moveStatus(imageId, 'importing', checksum === undefined ? 'queued' : 'killed', deps.now())
    },
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

  async function checked(
    { url, digests, checksum }: LocationOrder,
    size: number,
    signal: AbortSignal,
  ): Promise<Digests> {
    const said: Partial<Digests> | undefined = digests ?? (checksum === undefined ? undefined : { checksum })
    if (!said) return NO_DIGESTS
    if (!secureHash) return { ...NO_DIGESTS, ...said }
    const found = await read(url, size, said.hashAlgorithm ?? hashAlgorithm, signal)
    if (digests && digests.hashValue !== found.hashValue) throw conflict('os_hash_value')
    if (checksum !== undefined && checksum !== found.checksum) throw conflict('checksum')
    return found
  }

  async function read(url: string, size: number, algorithm: string, signal: AbortSignal): Promise<Digests> {
    const [checksum = '', hashValue = ''] = await source.digests(url, { size, algorithms: ['md5', algorithm], signal })
    return { checksum, hashAlgorithm: algorithm, hashValue }
  }

  /** For an image that is in use already. */
  async function addDigests({ imageId, url }: LocationOrder, signal: AbortSignal): Promise<void> {
    const image = await catalog.find(imageId)
    if (!image?.data || !lacksDigests(image, url)) return
    const { size } = image.data
    const digests = await severalTimes(() => read(url, size, hashAlgorithm, signal))
    await change(imageId, (current) => {
      const { status, data } = current
      return data && lacksDigests(current, url) ? { status, data: { ...data, ...digests } } : undefined
    })
  }

  return async (task, { signal }) => {
    const order = readLocationOrder(task)
    const { imageId, url } = order
    try {
      // It lies there already when a process stopped before it had read all of the data.
      if (!liesAt(await catalog.find(imageId), url)) {
        const size = await source.size(url, signal)
        await activate(order, size, await checked(order, size, signal))
      }
      if (secureHash) await addDigests(order, signal)
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
  if (!isProblem(error, 'sourceUnavailable', 'urlRefused')) return error
  return new Problem(error.code, 'The data cannot be read at the location', { cause: error })
}

async function severalTimes<T>(read: () => Promise<T>): Promise<T> {
  for (let left = READINGS - 1; left > 0; left--) {
    try {
      return await read()
    } catch (error) {
      if (!isProblem(error, 'sourceUnavailable')) throw error
    }
  }
  return read()
}
