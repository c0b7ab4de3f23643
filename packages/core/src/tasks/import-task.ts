import type { ImageService } from '../images/image-service.ts'
import type { ImageCatalog } from '../ports/image-catalog.ts'
import type { TaskCatalog } from '../ports/task-catalog.ts'
import type { TaskWork } from './attempt-task.ts'
import { type Fetching, fetchData } from './fetch-data.ts'
import type { Task, TaskRecord } from './task.ts'

/** What the input of a task of type `import` asks for. */
export interface ImportOrder {
  readonly url: string
  readonly image: Parameters<ImageService['create']>[0]
}

/** Takes apart an input that the spec has approved. Rejects attributes that are not a caller's to set. */
export type ReadImport = (input: TaskRecord) => ImportOrder

/**
 * Makes an image and fills it from a URL: by the same ways, and so with the same rights, quotas and checks, as if the
 * caller had created it and uploaded the data (faults S10, S12).
 */
export function createImportTask(
  deps: Fetching & {
    readonly images: Pick<ImageService, 'create' | 'show'>
    readonly catalog: Pick<ImageCatalog, 'find' | 'delete'>
    readonly tasks: Pick<TaskCatalog, 'setImage'>
    readonly readImport: ReadImport
    readonly now: () => Date
  },
): { readonly work: TaskWork; readonly undo: (task: Task) => Promise<void> } {
  const { images, catalog, tasks, readImport, now } = deps

  /** An image that an earlier attempt has made is taken up as it is. */
  async function imageOf({ id, imageId, caller }: Task, { image: wanted }: ImportOrder) {
    if (imageId !== null) return images.show(imageId, caller)
    const image = await images.create(wanted, caller)
    await tasks.setImage(id, image.id, now())
    return image
  }

  return {
    async work(task, { signal }) {
      const order = readImport(task.input)
      const image = await imageOf(task, order)
      // It has its data when a process stopped before it could say so.
      if (image.data === null) await fetchData(deps, { imageId: image.id, url: order.url }, task.caller, signal)
      return { image_id: image.id }
    },

    /** The record is the task's own, whatever its caller may delete. One that has got data all the same is not. */
    async undo({ imageId }) {
      if (imageId === null) return
      const image = await catalog.find(imageId)
      if (image?.status === 'queued') await catalog.delete(imageId, image.revision, now())
    },
  }
}
