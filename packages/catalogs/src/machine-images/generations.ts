import type { GenerationStatus, MachineImageCatalog } from '@vitrine/core'
import type { Kysely, UpdateQueryBuilder, UpdateResult } from 'kysely'
import type { CatalogTables } from '../schema.ts'

type Generations = Pick<
  MachineImageCatalog,
  'beginGeneration' | 'reportProgress' | 'setImage' | 'completeGeneration' | 'endGeneration'
>
type Change = UpdateQueryBuilder<CatalogTables, 'machine_images', 'machine_images', UpdateResult>

const RUNNING = ['running'] as const
/** A generation that has left these never comes back. */
export const UNFINISHED = ['waiting', 'running'] as const

/** Each is one compare-and-set: who comes too late changes nothing, and is told so. */
export function createGenerations(db: Kysely<CatalogTables>): Generations {
  const change = (id: number, from: readonly GenerationStatus[], at: Date): Change =>
    db.updateTable('machine_images').set({ updated_at: at.getTime() }).where('id', '=', id).where('status', 'in', from)

  return {
    beginGeneration: (id, at) => isDone(change(id, UNFINISHED, at).set({ status: 'running' })),

    reportProgress: (id, percentage, message, at) => isDone(change(id, RUNNING, at).set({ percentage, message })),

    setImage: (id, imageId, at) => isDone(change(id, RUNNING, at).set({ image_id: imageId })),

    completeGeneration: (id, imageId, file, at) =>
      isDone(
        change(id, RUNNING, at)
          .set({ status: 'complete', percentage: 100, file: JSON.stringify(file) })
          .where('image_id', '=', imageId),
      ),

    endGeneration: (id, status, message, at) => isDone(change(id, UNFINISHED, at).set({ status, message })),
  }
}

async function isDone(change: Change): Promise<boolean> {
  const { numUpdatedRows } = await change.executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}
