import { type RawBuilder, type SqlBool, sql } from 'kysely'

export type Condition = RawBuilder<SqlBool>

const AND = sql` and `

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

export function integer(value: number): RawBuilder<number> {
  return sql`cast(${value} as bigint)`
}
