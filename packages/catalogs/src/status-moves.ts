import type { ImageStatus } from '@vitrine/core'
import type { Transaction } from 'kysely'
import { NO_DATA } from './image-rows.ts'
import { COUNTED_COLUMNS, type CountedRow, recount } from './project-usage.ts'
import type { CatalogTables, ImagesTable } from './schema.ts'

interface Move {
  readonly from: ImageStatus
  readonly to: ImageStatus
  readonly at: Date
}

interface MoveOfOne extends Move {
  readonly id: string
  /** Of the upload that has to own the image. */
  readonly key?: string
}

/**
 * Compare-and-set of the status, and of what changes with it. Undefined, and nothing changed, when the image is not `from`
 * (any more), not the upload's, or gone.
 */
export async function moveImage(
  trx: Transaction<CatalogTables>,
  { id, key, ...move }: MoveOfOne,
  changes: Partial<ImagesTable> = {},
): Promise<CountedRow | undefined> {
  let moving = moveImages(trx, move, changes).where('id', '=', id)
  if (key !== undefined) moving = moving.where('blob_key', '=', key)
  const after = await moving.returning(COUNTED_COLUMNS).executeTakeFirst()
  if (after === undefined) return undefined
  // Data comes with the end of `saving`, and with no other move.
  const before = { ...after, ...(move.from === 'saving' && NO_DATA), status: move.from }
  await recount(trx, before, after)
  return after
}

/** For those who say of which images: these have to count as they did before. */
export function moveImages(
  trx: Transaction<CatalogTables>,
  { from, to, at }: Move,
  changes: Partial<ImagesTable> = {},
) {
  return trx
    .updateTable('images')
    .set((eb) => ({ ...changes, status: to, updated_at: at.getTime(), revision: eb('revision', '+', 1) }))
    .where('status', '=', from)
}
