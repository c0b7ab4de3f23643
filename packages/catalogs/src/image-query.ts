import type { ImageQuery, SortTerm } from '@vitrine/core'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { IMAGE_COLUMNS, type ImageRow } from './image-rows.ts'
import { deletedBranches } from './list-deleted.ts'
import { livingBranches } from './list-living.ts'
import { decidingTerms, inOrder, keysOf, type SortValues, stretchesAfter } from './list-order.ts'
import type { Branch, ReadBy } from './list-paths.ts'
import type { CatalogTables } from './schema.ts'
import { allOf, type Fragment, integer, UNION_ALL } from './sql-fragments.ts'

/** The query for a page; undefined when there can be no images, whatever the catalogue has. */
export async function planPage(
  db: Kysely<CatalogTables>,
  query: ImageQuery,
  marker: SortValues | undefined,
  readBy: ReadBy,
): Promise<RawBuilder<ImageRow> | undefined> {
  const branches = [
    ...(query.deleted === 'only' ? [] : await livingBranches(db, query, readBy)),
    ...(query.deleted === undefined ? [] : await deletedBranches(db, query, readBy)),
  ]
  const terms = decidingTerms(query.sort)
  const selects = branches.flatMap((branch) => selectKeys(terms, branch, marker))
  return selects.length === 0 ? undefined : selectPage(terms, selects, query.limit)
}

/** Each branch in the order of the terms: the engine merges them, and stops when the page is full. */
function selectPage(terms: readonly SortTerm[], branches: readonly Fragment[], limit: number): RawBuilder<ImageRow> {
  // Sort keys first, images afterwards: where no index has the order, sorting does not carry whole images around.
  return sql`
    select ${IMAGE_COLUMNS}
    from (
      ${sql.join(branches, UNION_ALL)}
      order by ${inOrder(terms, 'images')}
      limit ${integer(limit)}
    ) as page
    inner join images on images.id = page.id
    order by ${inOrder(terms, 'page')}`
}

function selectKeys(
  terms: readonly SortTerm[],
  { source, conditions, known }: Branch,
  marker: SortValues | undefined,
): Fragment[] {
  const keys = keysOf(terms)
  if (marker === undefined) return [sql`select ${keys} from ${source} where ${allOf(conditions)}`]
  // Where the page starts comes first: of two conditions on one key, SQLite goes to the place that the first one names.
  return stretchesAfter(terms, marker, known).map(
    (stretch) => sql`select ${keys} from ${source} where ${allOf([stretch, ...conditions])}`,
  )
}
