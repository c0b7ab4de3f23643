import { SORT_KEYS, type SortKey, type SortTerm } from '@vitrine/core'
import { type Selectable, sql } from 'kysely'
import type { ImagesTable } from './schema.ts'
import { allOf, type Condition, type Fragment, literal } from './sql-fragments.ts'

export type SortValues = Pick<Selectable<ImagesTable>, SortKey>

/** A key that has the same value in all rows at hand. */
export interface Known {
  readonly key: string
  readonly value: string
}

const NULLABLE: ReadonlySet<SortKey> = new Set(['name', 'container_format', 'disk_format', 'size'])

// Made once, because every list needs them.
const KEYS = eachKey((key) => sql.ref(key))
const PAGE_KEYS = eachKey((key) => sql.ref(`page.${key}`))
const DIRECTIONS = { asc: sql`asc`, desc: sql`desc` }
const NULLABLE_DIRECTIONS = { asc: sql`asc nulls first`, desc: sql`desc nulls last` }
const COMES_AFTER = { asc: sql`>`, desc: sql`<` }
const ALWAYS: Condition = sql`1 = 1`

/** The terms that decide: a key counts where it comes first, and nothing counts after the id. */
export function decidingTerms(sort: readonly SortTerm[]): SortTerm[] {
  const terms = sort.filter(({ key }, index) => sort.findIndex((other) => other.key === key) === index)
  return terms.slice(0, terms.findIndex(({ key }) => key === 'id') + 1)
}

/** Whether only age decides, once the known key is left out: the order of an index that begins with that key. */
export function isByAge(terms: readonly SortTerm[], knownKey?: string): boolean {
  return terms.find(({ key }) => key !== knownKey)?.key === 'created_at'
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

/**
 * Rows that come later than the marker in the order of the terms: as conditions that share no row, because each of them
 * is one stretch of an index, and all of them in one `or` would be none.
 */
export function stretchesAfter(terms: readonly SortTerm[], marker: SortValues, known?: Known): Condition[] {
  const [term, ...rest] = terms
  if (term === undefined) return []
  if (term.key === known?.key) {
    if (known.value === marker[term.key]) return stretchesAfter(rest, marker)
    return comesAfter(literal(known.value), term, marker[term.key], false)
  }
  const values = terms.flatMap(({ key }) => marker[key] ?? [])
  if (values.length === terms.length && terms.every(({ direction }) => direction === term.direction)) {
    return [isRowAfter(terms, values), ...endingInNull(terms, marker)]
  }
  const later = comesAfter(KEYS[term.key], term, marker[term.key], NULLABLE.has(term.key))
  const same = isSame(term, marker)
  return [...later, ...stretchesAfter(rest, marker).map((stretch) => allOf([same, stretch]))]
}

function comesAfter(
  value: Fragment,
  { direction }: SortTerm,
  marker: string | number | null,
  isNullable: boolean,
): Condition[] {
  if (marker === null) return direction === 'desc' ? [] : [isNullable ? sql`${value} is not null` : ALWAYS]
  const later: Condition = sql`${value} ${COMES_AFTER[direction]} ${literal(marker)}`
  return direction === 'desc' && isNullable ? [later, sql`${value} is null`] : [later]
}

function isSame({ key }: SortTerm, marker: SortValues): Condition {
  const value = marker[key]
  return value === null ? sql`${KEYS[key]} is null` : sql`${KEYS[key]} = ${literal(value)}`
}

/**
 * Never holds for a row that has null where it decides. The values are bare: SQLite goes by no column of an index after
 * the first one that is compared with a cast.
 */
function isRowAfter(terms: readonly SortTerm[], values: readonly (string | number)[]): Condition {
  const after = terms[0]?.direction === 'asc' ? COMES_AFTER.asc : COMES_AFTER.desc
  return sql`(${keysOf(terms)}) ${after} (${sql.join(values)})`
}

/** The rows that comparing leaves out: right going up, where null comes first, and wrong going down. */
function endingInNull(terms: readonly SortTerm[], marker: SortValues): Condition[] {
  if (terms[0]?.direction === 'asc') return []
  return terms.flatMap(({ key }, index) =>
    NULLABLE.has(key)
      ? [allOf([...terms.slice(0, index).map((term) => isSame(term, marker)), sql`${KEYS[key]} is null`])]
      : [],
  )
}

function eachKey(make: (key: SortKey) => Fragment): Record<SortKey, Fragment> {
  return Object.fromEntries(SORT_KEYS.map((key) => [key, make(key)])) as Record<SortKey, Fragment>
}
