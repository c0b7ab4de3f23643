import { VISIBILITIES } from '../images/image.ts'
import type { ImageQuery } from '../images/image-query.ts'
import type { ImageCatalog } from '../ports/image-catalog.ts'
import type { TaskCatalog } from '../ports/task-catalog.ts'

type Images = Pick<ImageCatalog, 'moveStatus'>

/** Gives an image free that an import had taken, with nothing left of it. One that is not `importing` any more stays as it is. */
export async function queueAgain(catalog: Images, id: string, at: Date): Promise<void> {
  await catalog.moveStatus(id, 'importing', 'queued', at)
}

const IMPORTING: ImageQuery = {
  scope: { projectId: null, everyone: true, othersCommunity: true, memberStatuses: [], visibilities: VISIBILITIES },
  conditions: [{ field: 'status', oneOf: ['importing'] }],
  sort: [
    { key: 'created_at', direction: 'asc' },
    { key: 'id', direction: 'asc' },
  ],
  limit: Number.MAX_SAFE_INTEGER,
}

/**
 * Gives free what a process had taken that stopped before it could say which task is to do the work (faults R8, R12).
 * Answers the ids. Only before the first request, and only when no other process uses the catalogue.
 */
export async function recoverImports(
  catalog: Images & Pick<ImageCatalog, 'list'>,
  tasks: Pick<TaskCatalog, 'listOfImage'>,
  at: Date,
): Promise<string[]> {
  const ids: string[] = []
  for (const { id } of await catalog.list(IMPORTING)) {
    const isUnderWay = (await tasks.listOfImage(id)).some(
      ({ status }) => status === 'pending' || status === 'processing',
    )
    if (isUnderWay) continue
    await queueAgain(catalog, id, at)
    ids.push(id)
  }
  return ids
}
