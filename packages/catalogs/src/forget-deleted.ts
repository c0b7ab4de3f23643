import { setImmediate as othersTurn } from 'node:timers/promises'
import { type ImageCatalog, VISIBILITIES } from '@vitrine/core'
import { type Kysely, sql } from 'kysely'
import { IS_DELETED, NO_DATA } from './image-rows.ts'
import type { ReadBy } from './list-paths.ts'
import type { CatalogTables, ImagesTable } from './schema.ts'
import { integer } from './sql-fragments.ts'

/** So many keep others waiting for some milliseconds. */
const BATCH = 500

/** What an image says that says nothing; `created_at` tells that it was forgotten. */
const NOTHING = {
  ...NO_DATA,
  name: null,
  visibility: 'private',
  owner: null,
  protected: 0,
  hidden: 0,
  disk_format: null,
  container_format: null,
  min_disk: 0,
  min_ram: 0,
  created_at: 0,
  updated_at: 0,
  tags: '[]',
  properties: '{}',
} as const satisfies Partial<ImagesTable>

const ANYBODYS = sql`images.hidden in (0, 1) and images.visibility in (${sql.join(VISIBILITIES.map((one) => sql.lit(one)))})`

export function createForgetting(
  db: Kysely<CatalogTables>,
  readBy: ReadBy = (table) => sql.table(table),
): Pick<ImageCatalog, 'forgetDeleted'> {
  /** In one statement, so that readers meet all that was said of an image or nothing. */
  async function forgetSome(before: number): Promise<number> {
    // Nothing changes after its deletion: this index has them by that time.
    const old = sql<string>`(
      select images.id from ${readBy('images', 'deleted_images_by_updated_at')}
      where ${ANYBODYS} and images.updated_at < ${integer(before)} and ${IS_DELETED}
      limit ${integer(BATCH)}
    )`
    const { numUpdatedRows } = await db
      .updateTable('images')
      .set(NOTHING)
      .where('id', 'in', old)
      .executeTakeFirstOrThrow()
    return Number(numUpdatedRows)
  }

  return {
    async forgetDeleted(before, signal) {
      while (!signal?.aborted && (await forgetSome(before.getTime())) === BATCH) await othersTurn()
    },
  }
}
