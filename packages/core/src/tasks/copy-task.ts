import type { ImageService } from '../images/image-service.ts'
import { assertReadyForUpload } from '../images/lifecycle.ts'
import type { ImageCatalog } from '../ports/image-catalog.ts'
import type { TaskWork } from './attempt-task.ts'
import { readCopyOrder } from './copy-order.ts'
import { type Fetching, fetchData } from './fetch-data.ts'
import type { Task } from './task.ts'

/**
 * Fills a queued image from a URL. A stop leaves it queued, for the work goes on; a failure leaves it killed, for nobody
 * is going to send its data any more.
 */
export function createCopyTask(
  deps: Fetching & {
    readonly images: Pick<ImageService, 'show'>
    readonly catalog: Pick<ImageCatalog, 'moveStatus'>
    readonly now: () => Date
  },
): { readonly work: TaskWork; readonly undo: (task: Task) => Promise<void> } {
  const { images, catalog, now } = deps

  return {
    async work(task, { signal }) {
      const order = readCopyOrder(task)
      const image = await images.show(order.imageId, task.caller)
      // It has its data when a process stopped before it could say so.
      if (image.data === null) {
        assertReadyForUpload(image)
        await fetchData(deps, order, task.caller, signal)
      }
      return { image_id: order.imageId }
    },

    /** One that is not queued is not the task's any more. */
    async undo(task) {
      await catalog.moveStatus(readCopyOrder(task).imageId, 'queued', 'killed', now())
    },
  }
}
