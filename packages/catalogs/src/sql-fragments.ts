import { type RawBuilder, type SqlBool, sql } from 'kysely'

export type Fragment = RawBuilder<unknown>
export type Condition = RawBuilder<SqlBool>

const AND = sql` and `

export const UNION_ALL = sql` union all `

export function allOf(conditions: readonly Condition[]): Condition {
  return conditions.length === 0 ? sql`1 = 1` : sql.join<SqlBool>(conditions, AND)
}

/**
 * Values that no plan depends on. Where one is compared bare, or is a limit, SQLite looks at it for a better plan,
 * which means planning the statement anew each time it runs: that takes about as long as reading a page.
 */
export function text(value: string): RawBuilder<string> {
  return sql`cast(${value} as text)`
}

/** What is beyond all numbers that images have becomes the largest of those, because engines have none beyond. */
export function integer(value: number): RawBuilder<number> {
  return sql`cast(${Math.max(-Number.MAX_SAFE_INTEGER, Math.min(value, Number.MAX_SAFE_INTEGER))} as bigint)`
}

export function literal(value: string | number): Fragment {
  return typeof value === 'number' ? integer(value) : text(value)
}
