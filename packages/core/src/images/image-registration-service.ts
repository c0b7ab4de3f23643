import type { Policy } from '../policy/policy.ts'
import type { Caller } from '../ports/identity.ts'
import type { ImageCatalog } from '../ports/image-catalog.ts'
import { Problem } from '../problem.ts'
import { type ImageAccess, imageTarget } from './access.ts'
import { type CopySupplyDeps, supplyCopy } from './copy-supply.ts'
import type { DataOrigin, RequestAtWork, RequestOfCaller, Supply } from './data-origin.ts'
import { supplyNothing } from './empty-supply.ts'
import type { Image } from './image.ts'
import type { ImageDataService } from './image-data-service.ts'
import type { ImageService } from './image-service.ts'
import { assertQueued } from './lifecycle.ts'
import { type LocationSupplyDeps, supplyLocation } from './location-supply.ts'
import { supplyUpload } from './upload-supply.ts'

/**
 * Records and their data in one request, as the Image API v1 has it. What can be refused before there is a record leaves
 * nothing; data that is not taken after that leaves a killed image.
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
      readonly images: Pick<ImageService, 'create' | 'lookBack' | 'readable' | 'update'>
      readonly imageData: Pick<ImageDataService, 'assertTakes' | 'upload'>
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
        return supplyNothing(deps)
    }
  }

  /** Nobody is going to send its data again; answers why, as its sender is to hear it. */
  async function kill(id: string, reason: unknown): Promise<unknown> {
    try {
      await catalog.moveStatus(id, 'queued', 'killed', now())
      return reason
    } catch (failure) {
      return new AggregateError([reason, failure], `Image ${id} did not get its data, and could not be killed`)
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
      try {
        return images.readable(await supply.deliver(image), caller)
      } catch (error) {
        throw await kill(image.id, error)
      }
    },

    async update(id, decide, origin, request, caller) {
      await assertLives(id, caller)
      if (origin === undefined) return images.update(id, caller, decide)
      const supply = supplyOf(origin, { ...request, caller })
      const image = await images.update(id, caller, async (current) => {
        // As the API has it, only data that is here already is in conflict with other data.
        assertQueued(current, origin.kind === 'upload' ? 'statusConflict' : 'locationInvalid')
        const next = decide(current)
        for (const rule of supply.rules) access.assertAllows(rule, next, caller)
        await supply.admit(next)
        return next
      })
      return images.readable(await supply.deliver(image), caller)
    },
  }
}
