import type { ImageCatalog } from '../ports/image-catalog.ts'
import { type LocationOrder, writeLocationOrder } from './location-order.ts'
import { queueAgain } from './queue-again.ts'
import type { NewTask } from './task.ts'
import type { TaskRunner } from './task-runner.ts'

/** Has a task look at the location of an `importing` image. One that it cannot be stored for is queued again. */
export async function startLocationImport(
  {
    catalog,
    runner,
    now,
  }: {
    readonly catalog: Pick<ImageCatalog, 'moveStatus'>
    readonly runner: Pick<TaskRunner, 'start'>
    readonly now: () => Date
  },
  order: LocationOrder,
  by: Pick<NewTask, 'caller' | 'requestId'>,
): Promise<void> {
  try {
    await runner.start({ ...writeLocationOrder(order), ...by })
  } catch (error) {
    await queueAgain(catalog, order.imageId, now())
    throw error
  }
}
