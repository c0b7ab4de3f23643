import { type ImageQuery, UNLISTED_STATUSES } from '@vitrine/core'
import type { Kysely } from 'kysely'
import type { selectImages } from './image-rows.ts'
import { holds } from './list-conditions.ts'
import { comesAfter, decidingTerms, direction, type SortValues } from './list-order.ts'
import { branchesOf } from './list-scope.ts'
import type { CatalogTables } from './schema.ts'

/** The images of a page, in order; undefined when the scope holds none whatever the catalogue has. */
export function selectPage(
  db: Kysely<CatalogTables>,
  images: ReturnType<typeof selectImages>,
  query: ImageQuery,
  marker: SortValues | undefined,
) {
  const keys = selectPageKeys(db, query, marker)
  if (keys === undefined) return undefined
  // Ids first, tags and properties afterwards: they are read for the rows of the page, not for all that were sorted.
  return decidingTerms(query.sort).reduce(
    (page, term) => page.orderBy(`images.${term.key}`, direction(term)),
    images.innerJoin(keys.as('page'), 'page.id', 'images.id'),
  )
}

export function selectPageKeys(db: Kysely<CatalogTables>, query: ImageQuery, marker: SortValues | undefined) {
  const terms = decidingTerms(query.sort)
  const [first, ...others] = branchesOf(query.scope).map((branch) =>
    db
      .selectFrom('images')
      .select(terms.map(({ key }) => `images.${key}` as const))
      .where('images.deleted_at', 'is', null)
      .where('images.status', 'not in', UNLISTED_STATUSES)
      .where(branch)
      .where((eb) => eb.and(query.conditions.map((condition) => holds(eb, condition))))
      .$if(marker !== undefined, (branch) => branch.where((eb) => comesAfter(eb, terms, marker as SortValues))),
  )
  if (first === undefined) return undefined
  const all = others.reduce((union, branch) => union.unionAll(branch), first)
  return terms.reduce((page, term) => page.orderBy(term.key, direction(term)), all).limit(query.limit)
}
