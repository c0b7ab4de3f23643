import { type ImageQuery, UNLISTED_STATUSES } from '@vitrine/core'
import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { IMAGE_COLUMNS, type ImageRow } from './image-rows.ts'
import { holds } from './list-conditions.ts'
import { comesAfter, decidingTerms, inOrder, keysOf, type SortValues } from './list-order.ts'
import { branchesOf } from './list-scope.ts'
import { allOf, integer } from './sql-fragments.ts'

const UNION_ALL = sql` union all `
const IS_LISTED = allOf([
  sql<SqlBool>`images.deleted_at is null`,
  ...UNLISTED_STATUSES.map((status) => sql<SqlBool>`images.status != ${sql.lit(status)}`),
])

/** The images of a page, in order; undefined when the scope holds none whatever the catalogue has. */
export function selectPage(query: ImageQuery, marker: SortValues | undefined): RawBuilder<ImageRow> | undefined {
  const branches = branchesOf(query.scope)
  if (branches.length === 0) return undefined

  const terms = decidingTerms(query.sort)
  const keys = keysOf(terms)
  const conditions = query.conditions.map(holds)
  if (marker !== undefined) conditions.push(comesAfter(terms, marker))
  const selects = branches.map(
    ({ source, condition }) => sql`select ${keys} from ${source} where ${allOf([IS_LISTED, condition, ...conditions])}`,
  )
  // Sort keys first, images afterwards: where no index has the order, sorting does not carry whole images around.
  return sql`
    select ${IMAGE_COLUMNS}
    from (
      ${sql.join(selects, UNION_ALL)}
      order by ${inOrder(terms, 'images')}
      limit ${integer(query.limit)}
    ) as page
    inner join images on images.id = page.id
    order by ${inOrder(terms, 'page')}`
}
