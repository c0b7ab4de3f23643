import { SORT_KEYS, type SortKey, type SortTerm } from '@vitrine/core'
import { type RawBuilder, type Selectable, sql } from 'kysely'
import type { ImagesTable } from './schema.ts'
import type { Condition } from './sql-fragments.ts'

type Fragment = RawBuilder<unknown>

export type SortValues = Pick<Selectable<ImagesTable>, SortKey>

const NULLABLE: ReadonlySet<SortKey> = new Set(['name', 'container_format', 'disk_format', 'size'])

// Made once, because every list needs them.
const KEYS = eachKey((key) => sql.ref(key))
const PAGE_KEYS = eachKey((key) => sql.ref(`page.${key}`))
const DIRECTIONS = { asc: sql`asc`, desc: sql`desc` }
const NULLABLE_DIRECTIONS = { asc: sql`asc nulls first`, desc: sql`desc nulls last` }

/** The terms that decide: a key counts where it comes first, and nothing counts after the id. */
export function decidingTerms(sort: readonly SortTerm[]): SortTerm[] {
  const terms = sort.filter(({ key }, index) => sort.findIndex((other) => other.key === key) === index)
  return terms.slice(0, terms.findIndex(({ key }) => key === 'id') + 1)
}

export function keysOf(terms: readonly SortTerm[]): Fragment {
  return sql.join(terms.map(({ key }) => KEYS[key]))
}

/** The order of the terms, by the columns of `images` or by what a query called `page` selected of them. */
export function inOrder(terms: readonly SortTerm[], source: 'images' | 'page'): Fragment {
  const keys = source === 'page' ? PAGE_KEYS : KEYS
  return sql.join(terms.map((term) => sql`${keys[term.key]} ${directionOf(term)}`))
}

/** Null sorts below every value, whatever the engine thinks of null. */
function directionOf({ key, direction }: SortTerm): Fragment {
  return (NULLABLE.has(key) ? NULLABLE_DIRECTIONS : DIRECTIONS)[direction]
}

/** Rows that come later than the marker in the order of the terms. */
export function comesAfter(terms: readonly SortTerm[], marker: SortValues): Condition {
  return isSeekable(terms, marker) ? seeksAfter(terms, marker) : followsTermByTerm(terms, marker)
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

function seeksAfter(terms: readonly SortTerm[], marker: SortValues): Condition {
  const keys = keysOf(terms)
  const values = sql.join(terms.map(({ key }) => marker[key]))
  return terms[0]?.direction === 'asc' ? sql`(${keys}) > (${values})` : sql`(${keys}) < (${values})`
}

function followsTermByTerm([term, ...rest]: readonly SortTerm[], marker: SortValues): Condition {
  if (term === undefined) return sql`1 = 0`
  const column = KEYS[term.key]
  const value = marker[term.key]
  const isSame = value === null ? sql`${column} is null` : sql`${column} = ${value}`
  return sql`(${follows(term, value)} or (${isSame} and ${followsTermByTerm(rest, marker)}))`
}

function follows({ key, direction }: SortTerm, value: string | number | null): Condition {
  const column = KEYS[key]
  if (value === null) return direction === 'asc' ? sql`${column} is not null` : sql`1 = 0`
  if (direction === 'asc') return sql`${column} > ${value}`
  return NULLABLE.has(key) ? sql`(${column} < ${value} or ${column} is null)` : sql`${column} < ${value}`
}

function eachKey(make: (key: SortKey) => Fragment): Record<SortKey, Fragment> {
  return Object.fromEntries(SORT_KEYS.map((key) => [key, make(key)])) as Record<SortKey, Fragment>
}
