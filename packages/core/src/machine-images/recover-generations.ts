import type { MachineImageCatalog } from '../ports/machine-image-catalog.ts'
import type { TaskCatalog } from '../ports/task-catalog.ts'
import type { DiscardImage } from './discard-image.ts'
import { readGenerationOrder } from './generation-order.ts'

const REASON = 'The server stopped before it could queue this: generate it again'

/**
 * Ends generations of which no task is left: a process stopped before it could say which task is to do the work, or
 * could not say that the work had failed.
 */
export async function recoverGenerations(deps: {
  readonly catalog: Pick<MachineImageCatalog, 'listGenerating' | 'endGeneration'>
  readonly tasks: Pick<TaskCatalog, 'list'>
  readonly discard: DiscardImage
  readonly now: () => Date
}): Promise<number[]> {
  const { catalog, tasks, discard, now } = deps
  const recorded = await tasks.list({
    type: 'machine_image_generation',
    sort: { key: 'created_at', direction: 'asc' },
    limit: Number.MAX_SAFE_INTEGER,
  })
  const underWay = new Set(
    recorded
      .filter(({ status }) => status === 'pending' || status === 'processing')
      .map((task) => readGenerationOrder(task).machineImageId),
  )
  const ids: number[] = []
  for (const { id, imageId } of await catalog.listGenerating()) {
    if (underWay.has(id) || !(await catalog.endGeneration(id, 'failed', REASON, now()))) continue
    if (imageId !== null) await discard(imageId)
    ids.push(id)
  }
  return ids
}
