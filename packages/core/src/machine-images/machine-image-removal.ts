import type { ImageService } from '../images/image-service.ts'
import type { Caller } from '../ports/identity.ts'
import type { MachineImageCatalog } from '../ports/machine-image-catalog.ts'
import { isProblem } from '../problem.ts'
import type { GenerationTask } from './generation-task.ts'
import type { MachineImage } from './machine-image.ts'

/** Ends generations, and takes machine images away with all that belongs to them. */
export interface MachineImageRemoval {
  /** False when it was over already. */
  cancel(machineImage: MachineImage): Promise<boolean>
  /**
   * Cancels it first where it is not over. The image with its file goes as if the caller deleted that; what keeps the
   * image keeps the machine image too.
   */
  remove(machineImage: MachineImage, caller: Caller): Promise<void>
  /** As many as can be: then rejects as the first of those that are kept did. */
  removeAll(machineImages: readonly MachineImage[], caller: Caller): Promise<void>
}

export function createMachineImageRemoval(deps: {
  readonly catalog: MachineImageCatalog
  readonly images: Pick<ImageService, 'delete'>
  readonly generations: Pick<GenerationTask, 'stop'>
  readonly now: () => Date
}): MachineImageRemoval {
  const { catalog, images, generations, now } = deps

  async function cancel({ id }: MachineImage): Promise<boolean> {
    const isCancelled = await catalog.endGeneration(id, 'cancelled', 'The generation was cancelled', now())
    if (isCancelled) generations.stop(id)
    return isCancelled
  }

  /** It may be gone already: deleted by its owner, or by the generation that had begun it. */
  async function deleteImage(id: string, caller: Caller): Promise<void> {
    try {
      await images.delete(id, caller)
    } catch (error) {
      if (!isProblem(error, 'imageNotFound')) throw error
    }
  }

  async function remove(machineImage: MachineImage, caller: Caller): Promise<void> {
    await cancel(machineImage)
    const { id, user } = machineImage
    // From here on no other image takes the place of this one.
    const ended = await catalog.findMachineImage(user.name, id)
    if (ended?.imageId) await deleteImage(ended.imageId, caller)
    await catalog.deleteMachineImage(id)
  }

  return {
    cancel,
    remove,

    async removeAll(machineImages, caller) {
      const refusals: unknown[] = []
      for (const machineImage of machineImages) {
        await remove(machineImage, caller).catch((error: unknown) => refusals.push(error))
      }
      if (refusals.length > 0) throw refusals[0]
    },
  }
}

/** Whether something is still to come of it. */
export function isUnfinished({ status }: MachineImage): boolean {
  return status === 'waiting' || status === 'running'
}
