import { type ImageCatalog, type ImageQuery, Problem, SORT_KEYS } from '@vitrine/core'
import { type Kysely, sql } from 'kysely'
import { planPage } from './image-query.ts'
import { IS_DELETED, IS_LIVING, toImage } from './image-rows.ts'
import type { SortValues } from './list-order.ts'
import type { ReadBy } from './list-paths.ts'
import { prepare } from './prepare.ts'
import type { CatalogTables } from './schema.ts'

export function createImageLists(
  db: Kysely<CatalogTables>,
  readBy: ReadBy = (table) => sql.table(table),
): Pick<ImageCatalog, 'list'> {
  const found = db.selectFrom('images').select(SORT_KEYS).where('id', '=', '')
  const findLiving = prepare<SortValues>(db, found.where(IS_LIVING))
  const findDeleted = prepare<SortValues>(db, found.where(IS_DELETED))

  async function findMarker({ marker: id, deleted }: ImageQuery): Promise<SortValues | undefined> {
    if (id === undefined) return undefined
    const [marker] = [...(await findLiving(id)), ...(deleted ? await findDeleted(id) : [])]
    if (marker === undefined) throw new Problem('queryInvalid', `'marker' ${id} is not the id of an image`)
    return marker
  }

  return {
    async list(query) {
      const marker = await findMarker(query)
      const page = await planPage(db, query, marker, readBy)
      if (page === undefined) return []
      const { rows } = await db.executeQuery(page.compile(db))
      return rows.map(toImage)
    },
  }
}
