import type { Policy } from '../policy/policy.ts'
import type { Caller } from '../ports/identity.ts'
import type { ImageCatalog } from '../ports/image-catalog.ts'
import { Problem } from '../problem.ts'
import { type ImageAccess, imageTarget } from './access.ts'
import { type CopySupplyDeps, supplyCopy } from './copy-supply.ts'
import type { DataOrigin, RequestAtWork, RequestOfCaller, Settle, Supply } from './data-origin.ts'
import { supplyNothing } from './empty-supply.ts'
import { fillQueued } from './fill-queued.ts'
import type { Image } from './image.ts'
import type { ImageDataService } from './image-data-service.ts'
import type { ImageService } from './image-service.ts'
import { assertQueued } from './lifecycle.ts'
import { type LocationSupplyDeps, supplyLocation } from './location-supply.ts'
import { supplyUpload } from './upload-supply.ts'

/**
 * Records and their data in one request, as the Image API v1 has it. What can be refused before data begins to come leaves
 * nothing, or the image as it was; data that is not taken after that leaves a killed image.
 */
export interface ImageRegistrationService {
  create(
    wanted: Parameters<ImageService['create']>[0],
    origin: DataOrigin | undefined,
    request: RequestAtWork,
    caller: Caller,
  ): Promise<Image>
  /** `decide` sees and answers the image as that of `ImageService.update` does. */
  update(
    id: string,
    decide: (image: Image) => Image,
    origin: Exclude<DataOrigin, { kind: 'empty' }> | undefined,
    request: RequestAtWork,
    caller: Caller,
  ): Promise<Image>
}

export function createImageRegistrationService(
  deps: CopySupplyDeps &
    LocationSupplyDeps & {
      readonly images: Pick<ImageService, 'create' | 'lookBack' | 'readable' | 'rehearse' | 'update'>
      readonly imageData: Pick<ImageDataService, 'assertTakes' | 'uploadSettled'>
      readonly catalog: ImageCatalog
      readonly access: ImageAccess
      readonly policy: Policy
    },
): ImageRegistrationService {
  const { images, catalog, access, policy, now } = deps

  function supplyOf(origin: DataOrigin, request: RequestOfCaller): Supply {
    switch (origin.kind) {
      case 'upload':
        return supplyUpload(deps, origin, request)
      case 'location':
        return supplyLocation(deps, origin, request)
      case 'copy':
        return supplyCopy(deps, origin, request)
      case 'empty':
        return supplyNothing(origin)
    }
  }

  /** What is left of an image whose data was not taken; answers why, as its sender is to hear it. */
  async function leave(id: string, reason: unknown, { isNew }: { isNew: boolean }): Promise<unknown> {
    try {
      // Nobody is going to send its data again.
      if (isNew) await catalog.moveStatus(id, 'queued', 'killed', now())
      const isKilled = (await catalog.find(id))?.status === 'killed'
      return isKilled ? namingKilled(id, reason) : reason
    } catch (failure) {
      return new AggregateError([reason, failure], `Image ${id} did not get its data, and may be left without any`)
    }
  }

  /** Who is shown deleted images is told why this one cannot be changed. */
  async function assertLives(id: string, caller: Caller): Promise<void> {
    const { status } = await images.lookBack(id, caller)
    if (status === 'deleted') throw new Problem('forbidden', `Image ${id} is deleted: it cannot be changed any more`)
  }

  return {
    async create(wanted, origin, request, caller) {
      if (origin === undefined) return images.create(wanted, caller)
      const supply = supplyOf(origin, { ...request, caller })
      const image = await images.create(wanted, caller, async (next) => {
        for (const rule of supply.rules) policy.assertAllows(rule, caller, imageTarget(next), 'Data of a new image')
        await supply.admit(next)
      })
      const settle: Settle = async (content) => (content ? fillQueued(catalog, image.id, content, now()) : image)
      try {
        return images.readable(await supply.deliver(image.id, settle), caller)
      } catch (error) {
        throw await leave(image.id, error, { isNew: true })
      }
    },

    async update(id, decide, origin, request, caller) {
      await assertLives(id, caller)
      if (origin === undefined) return images.update(id, caller, decide)
      const supply = supplyOf(origin, { ...request, caller })
      const { ofWaiting, ofTaken } = decisions(origin.kind, decide)
      const admit = async (next: Image) => {
        for (const rule of supply.rules) access.assertAllows(rule, next, caller)
        await supply.admit(next)
      }
      await images.rehearse(id, caller, ofWaiting, admit)
      const settle: Settle = (content) =>
        images.update(id, caller, (image) => ({ ...ofTaken(image), ...content }), admit)
      try {
        return images.readable(await supply.deliver(id, settle), caller)
      } catch (error) {
        throw await leave(id, error, { isNew: false })
      }
    },
  }
}

/** Of an image that waits for its data, and of the same once it is settled that this data comes. */
function decisions(kind: DataOrigin['kind'], decide: (image: Image) => Image) {
  const ofWaiting = (image: Image): Image => {
    // As the API has it, only data that is here already is in conflict with other data.
    assertQueued(image, kind === 'upload' ? 'statusConflict' : 'locationInvalid')
    return decide(image)
  }
  // An upload has taken its image by then. To who describes it, it waits still.
  const ofTaken = (image: Image): Image =>
    kind === 'upload' ? { ...ofWaiting({ ...image, status: 'queued' }), status: image.status } : ofWaiting(image)
  return { ofWaiting, ofTaken }
}

/** Who did not choose the id of a killed image learns it nowhere else: lists do not show it. */
function namingKilled(id: string, reason: unknown): unknown {
  if (!(reason instanceof Problem)) return reason
  return new Problem(reason.code, `${reason.message}. Image ${id} is killed: delete it`, { cause: reason })
}
