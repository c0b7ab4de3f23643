import { type ImageCondition, type ImageQuery, type SortTerm, UNLISTED_STATUSES } from '@vitrine/core'
import { type Kysely, type RawBuilder, type SqlBool, sql } from 'kysely'
import { IMAGE_COLUMNS, type ImageRow } from './image-rows.ts'
import { choosePath } from './list-choice.ts'
import { holds } from './list-conditions.ts'
import { decidingTerms, inOrder, keysOf, type SortValues, stretchesAfter } from './list-order.ts'
import type { Branch, Path, ReadBy } from './list-paths.ts'
import { isInParts, type Part, partsOf } from './list-scope.ts'
import { branchOfGuest } from './list-sources.ts'
import type { CatalogTables } from './schema.ts'
import { allOf, type Fragment, integer, UNION_ALL } from './sql-fragments.ts'

const IS_LISTED = [
  sql<SqlBool>`images.deleted_at is null`,
  ...UNLISTED_STATUSES.map((status) => sql<SqlBool>`images.status != ${sql.lit(status)}`),
]

/** The query for a page; undefined when there can be no images, whatever the catalogue has. */
export async function planPage(
  db: Kysely<CatalogTables>,
  query: ImageQuery,
  marker: SortValues | undefined,
  readBy: ReadBy,
): Promise<RawBuilder<ImageRow> | undefined> {
  const parts = partsOf(query.scope, query.conditions)
  const path = await choosePath(db, query, parts, readBy)
  const terms = decidingTerms(query.sort)
  const selects = parts
    .flatMap((part) => branchesOf(part, path, query.conditions, readBy))
    .flatMap((branch) => selectKeys(terms, branch, marker))
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

function branchesOf(part: Part, path: Path, conditions: readonly ImageCondition[], readBy: ReadBy): Branch[] {
  const asked = conditions.filter((condition) => !isInParts(condition))
  const [branches, open] = part.guest
    ? [[branchOfGuest(part, part.guest, readBy)], asked]
    : [path.branches(part), asked.filter((condition) => condition !== path.answers)]
  const hold = [...IS_LISTED, ...open.map(holds)]
  return branches.map((branch) => ({ ...branch, conditions: [...branch.conditions, ...hold] }))
}
