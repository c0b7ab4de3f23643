import { randomUUID } from 'node:crypto'
import type { ImageDataService } from '../images/image-data-service.ts'
import type { ImageService } from '../images/image-service.ts'
import type { ImageCatalog } from '../ports/image-catalog.ts'
import type { MachineImageCatalog } from '../ports/machine-image-catalog.ts'
import type { TaskCatalog } from '../ports/task-catalog.ts'
import { Problem } from '../problem.ts'
import type { TaskUndo, TaskWork } from '../tasks/attempt-task.ts'
import type { Task } from '../tasks/task.ts'
import type { CallerNow } from './caller-now.ts'
import { createDiscardImage } from './discard-image.ts'
import { generatedImage } from './generated-image.ts'
import { readGenerationOrder } from './generation-order.ts'
import { type GenerationProgress, startProgress } from './generation-progress.ts'
import type { MachineImage } from './machine-image.ts'
import { type FileMaking, makeFile } from './make-file.ts'
import { recoverGenerations } from './recover-generations.ts'
import { createSourceImages } from './source-image.ts'
import { targetFormat } from './target-format.ts'

export interface GenerationTask {
  readonly work: TaskWork
  readonly undo: TaskUndo
  /** Ends the work on a machine image that is not wanted any more, if this process does it. Others find out in a second. */
  stop(machineImageId: number): void
  /**
   * Ends generations of which no task is left to do the work. Answers their ids. Only before the first request, and only
   * when no other process uses the catalogue.
   */
  recover(): Promise<number[]>
}

/** Generates a machine image, and with it an image of the catalogue that has the file. */
export function createGenerationTask(
  deps: FileMaking & {
    readonly catalog: MachineImageCatalog
    readonly imageCatalog: Pick<ImageCatalog, 'find' | 'delete'>
    readonly tasks: Pick<TaskCatalog, 'list' | 'setImage'>
    readonly images: Pick<ImageService, 'create'>
    readonly imageData: ImageDataService
    readonly callerNow: CallerNow
    readonly now: () => Date
    /** Called when an image that a generation had begun is gone, so that its bytes can follow. */
    readonly onDeleted: (imageId: string) => void
  },
): GenerationTask {
  const { catalog, tasks, images, callerNow, now } = deps
  const sources = createSourceImages(deps)
  const discard = createDiscardImage(deps)
  const running = new Map<number, AbortController>()

  async function generate(
    task: Task,
    machineImage: MachineImage,
    progress: GenerationProgress,
    signal: AbortSignal,
  ): Promise<string> {
    const { id, user, applianceId } = machineImage
    const caller = await callerNow(task.caller)
    if (caller === undefined) throw new Problem('forbidden', 'Its user may not generate images any more')
    const appliance = await catalog.findAppliance(user.name, applianceId)
    if (appliance === undefined) throw unwanted()
    const format = targetFormat(machineImage.targetFormat)
    const source = await sources.open(appliance.sourceImageId, caller)
    const imageId = await newImageId(task, id)
    // What its quotas and rights refuse is refused before the work.
    await images.create({ id: imageId, ...generatedImage(machineImage, appliance, format, source) }, caller)
    const file = await makeFile(deps, { machineImage, format, source, imageId, caller, signal, progress })
    if (!(await catalog.completeGeneration(id, imageId, file, now()))) throw unwanted()
    return imageId
  }

  /**
   * Recorded before there is such an image, so that it can be found whatever becomes of this process. That of an attempt
   * that was cut short goes when nobody can complete the machine image with it any more.
   */
  async function newImageId(task: Task, machineImageId: number): Promise<string> {
    const imageId = randomUUID()
    if (!(await catalog.setImage(machineImageId, imageId, now()))) throw unwanted()
    if (task.imageId !== null) await discard(task.imageId)
    await tasks.setImage(task.id, imageId, now())
    return imageId
  }

  return {
    async work(task, { signal }) {
      const { userName, machineImageId: id } = readGenerationOrder(task)
      const isWanted = await catalog.beginGeneration(id, now())
      const machineImage = await catalog.findMachineImage(userName, id)
      // A stop came after its end, and before that of the task.
      if (machineImage?.status === 'complete') return { image_id: machineImage.imageId }
      if (!isWanted || machineImage === undefined) throw unwanted()
      const abort = new AbortController()
      running.set(id, abort)
      const report = (percentage: number, message: string) => catalog.reportProgress(id, percentage, message, now())
      const progress = startProgress(report, () => abort.abort(unwanted()))
      try {
        const either = AbortSignal.any([signal, abort.signal])
        return { image_id: await generate(task, machineImage, progress, either) }
      } finally {
        progress.end()
        running.delete(id)
      }
    },

    async undo(task, reason) {
      const { userName, machineImageId: id } = readGenerationOrder(task)
      await catalog.endGeneration(id, 'failed', reason, now())
      const machineImage = await catalog.findMachineImage(userName, id)
      const isItsImage = machineImage?.status === 'complete' && machineImage.imageId === task.imageId
      if (task.imageId !== null && !isItsImage) await discard(task.imageId)
    },

    stop: (machineImageId) => running.get(machineImageId)?.abort(unwanted()),

    recover: () => recoverGenerations({ catalog, tasks, discard, now }),
  }
}

function unwanted(): Problem {
  return new Problem('generationCancelled', 'The generation was cancelled')
}
