import type { ImageCatalog } from '../ports/image-catalog.ts'
import { type LocationOrder, writeLocationOrder } from '../tasks/location-order.ts'
import { startLocationImport } from '../tasks/start-location-import.ts'
import type { TaskRunner } from '../tasks/task-runner.ts'
import { askOnce } from './ask-once.ts'
import { NO_DIGESTS } from './claimed-digests.ts'
import type { OriginOf, RequestOfCaller, Supply } from './data-origin.ts'
import type { Image, ImageData } from './image.ts'
import { assertFormatsKnown } from './lifecycle.ts'
import { type LocationSource, noLocationSource } from './location-source.ts'
import { assertChecksum, assertSize } from './said-of-data.ts'

export interface LocationSupplyDeps {
  readonly catalog: Pick<ImageCatalog, 'moveStatus'>
  readonly runner: Pick<TaskRunner, 'start'>
  /** Undefined where no store has data elsewhere. */
  readonly locationSource: LocationSource | undefined
  /** Whether data is read for its digests at all; otherwise what is said of it is believed. */
  readonly secureHash: boolean
  readonly now: () => Date
  /** Told why an image stays without digests. */
  readonly onError: (error: unknown, imageId: string) => void
}

/**
 * Data that stays at a URL. It can be read there at once, and a task reads all of it for its digests; where one was said,
 * nobody reads it before the task has found that it is right.
 */
export function supplyLocation(
  deps: LocationSupplyDeps,
  { url, ...said }: OriginOf<'location'>,
  { caller, requestId, signal }: RequestOfCaller,
): Supply {
  const { runner, locationSource, secureHash, onError } = deps
  const checksum = said.checksum?.toLowerCase()

  const place = askOnce(async (inTime) => {
    if (!locationSource) throw noLocationSource()
    return { store: locationSource.store, size: await locationSource.size(url, inTime) }
  }, signal)

  async function activeData(): Promise<ImageData> {
    const { store, size } = await place()
    const locations = [{ store, key: url, metadata: {} }]
    return { locations, size, ...NO_DIGESTS, checksum: checksum ?? null, virtualSize: null }
  }

  async function addDigests(image: Image, order: LocationOrder): Promise<Image> {
    try {
      await runner.start({ ...writeLocationOrder(order), caller, requestId })
    } catch (error) {
      // The image is in use, and right: an answer that says otherwise would be the worse fault.
      onError(error, image.id)
    }
    return image
  }

  return {
    rules: ['set_image_location'],

    async admit(image) {
      assertFormatsKnown(image)
      assertChecksum(checksum)
      assertSize(said, (await place()).size)
    },

    async deliver(id, settle) {
      if (secureHash && checksum !== undefined) {
        const image = await settle({ status: 'importing', data: null })
        await startLocationImport(deps, { imageId: id, url, checksum }, { caller, requestId })
        return image
      }
      const image = await settle({ status: 'active', data: await activeData() })
      return secureHash ? addDigests(image, { imageId: id, url }) : image
    },
  }
}
