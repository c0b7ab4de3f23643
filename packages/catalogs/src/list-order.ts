import type { SortKey, SortTerm } from '@vitrine/core'
import {
  type Expression,
  type ExpressionBuilder,
  type OrderByItemBuilder,
  type Selectable,
  type SqlBool,
  sql,
} from 'kysely'
import type { CatalogTables, ImagesTable } from './schema.ts'

export type SortValues = Pick<Selectable<ImagesTable>, SortKey>

const NULLABLE: ReadonlySet<SortKey> = new Set(['name', 'container_format', 'disk_format', 'size'])

/** The terms that decide: a key counts where it comes first, and nothing counts after the id. */
export function decidingTerms(sort: readonly SortTerm[]): SortTerm[] {
  const terms = sort.filter(({ key }, index) => sort.findIndex((other) => other.key === key) === index)
  return terms.slice(0, terms.findIndex(({ key }) => key === 'id') + 1)
}

/** Null sorts below every value, whatever the engine thinks of null. */
export function direction({ key, direction }: SortTerm) {
  return (item: OrderByItemBuilder) => {
    const directed = direction === 'asc' ? item.asc() : item.desc()
    if (!NULLABLE.has(key)) return directed
    return direction === 'asc' ? directed.nullsFirst() : directed.nullsLast()
  }
}

type Images = ExpressionBuilder<CatalogTables, 'images'>

/** Rows that come later than the marker in the order of the terms. */
export function comesAfter(eb: Images, terms: readonly SortTerm[], marker: SortValues): Expression<SqlBool> {
  return isSeekable(terms, marker) ? seeksAfter(eb, terms, marker) : followsTermByTerm(eb, terms, marker)
}

/**
 * One comparison of whole rows starts at the marker's place in an index. It never holds for a row with a null: right
 * where nulls come before the marker, wrong where they come after it.
 */
function isSeekable(terms: readonly SortTerm[], marker: SortValues): boolean {
  return terms.every(
    ({ key, direction }) =>
      direction === terms[0]?.direction && (!NULLABLE.has(key) || (direction === 'asc' && marker[key] !== null)),
  )
}

function seeksAfter(eb: Images, terms: readonly SortTerm[], marker: SortValues): Expression<SqlBool> {
  const columns = sql.join(terms.map(({ key }) => eb.ref(`images.${key}`)))
  const values = sql.join(terms.map(({ key }) => marker[key]))
  return terms[0]?.direction === 'asc'
    ? sql<SqlBool>`(${columns}) > (${values})`
    : sql<SqlBool>`(${columns}) < (${values})`
}

function followsTermByTerm(eb: Images, terms: readonly SortTerm[], marker: SortValues): Expression<SqlBool> {
  const [term, ...rest] = terms
  if (term === undefined) return eb.lit(false)
  const same =
    marker[term.key] === null ? eb(`images.${term.key}`, 'is', null) : eb(`images.${term.key}`, '=', marker[term.key])
  return eb.or([follows(eb, term, marker), eb.and([same, followsTermByTerm(eb, rest, marker)])])
}

function follows(eb: Images, { key, direction }: SortTerm, marker: SortValues): Expression<SqlBool> {
  const column = `images.${key}` as const
  const value = marker[key]
  if (value === null) return direction === 'asc' ? eb(column, 'is not', null) : eb.lit(false)
  if (direction === 'asc') return eb(column, '>', value)
  return NULLABLE.has(key) ? eb.or([eb(column, '<', value), eb(column, 'is', null)]) : eb(column, '<', value)
}
