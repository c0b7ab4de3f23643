import type { ImageCatalog } from '../ports/image-catalog.ts'
import { Problem } from '../problem.ts'
import { writeLocationOrder } from '../tasks/location-order.ts'
import type { TaskRunner } from '../tasks/task-runner.ts'
import { activate } from './activate.ts'
import { askOnce } from './ask-once.ts'
import { isDigest, NO_DIGESTS } from './claimed-digests.ts'
import type { OriginOf, RequestOfCaller, Supply } from './data-origin.ts'
import { assertFormatsKnown } from './lifecycle.ts'
import { type LocationSource, noLocationSource } from './location-source.ts'

export interface LocationSupplyDeps {
  readonly catalog: Pick<ImageCatalog, 'find' | 'update'>
  readonly runner: Pick<TaskRunner, 'start'>
  /** Undefined where no store has data elsewhere. */
  readonly locationSource: LocationSource | undefined
  readonly now: () => Date
  /** Told why an image keeps no digests but those that were said. */
  readonly onError: (error: unknown, imageId: string) => void
}

/** Data that stays at a URL. It can be read there at once; a task reads all of it for its digests. */
export function supplyLocation(
  { catalog, runner, locationSource, now, onError }: LocationSupplyDeps,
  { url, size: said, checksum }: OriginOf<'location'>,
  { caller, requestId, signal }: RequestOfCaller,
): Supply {
  const place = askOnce(async (inTime) => {
    if (!locationSource) throw noLocationSource()
    return { store: locationSource.store, size: await locationSource.size(url, inTime) }
  }, signal)

  return {
    rules: ['set_image_location'],

    async admit(image) {
      assertFormatsKnown(image)
      if (checksum !== undefined && !isDigest('md5', checksum)) {
        throw new Problem('attributeInvalid', `'checksum' is not md5 in hex`)
      }
      const { size } = await place()
      if (said === undefined || said === size) return
      throw new Problem('digestConflict', `The location has ${size} bytes, not ${said}`)
    },

    async deliver({ id }) {
      const { store, size } = await place()
      const locations = [{ store, key: url, metadata: {} }]
      const digests = { ...NO_DIGESTS, checksum: checksum?.toLowerCase() ?? null }
      const image = await activate(catalog, id, { locations, size, ...digests, virtualSize: null }, now())
      try {
        await runner.start({ ...writeLocationOrder({ imageId: id, url }), caller, requestId })
      } catch (error) {
        // The image is in use, and right: an answer that says otherwise would be the worse fault.
        onError(error, id)
      }
      return image
    },
  }
}
