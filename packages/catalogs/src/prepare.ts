import type { CompiledQuery, Kysely } from 'kysely'
import type { CatalogTables } from './schema.ts'

/** A query for hot paths: its SQL is built once, which takes longer than running it. Parameters go by their order. */
export function prepare<Row>(db: Kysely<CatalogTables>, query: { compile(): CompiledQuery<Row> }) {
  const compiled = query.compile()
  return async (...parameters: string[]): Promise<Row[]> => {
    const { rows } = await db.executeQuery<Row>({ ...compiled, parameters })
    return rows
  }
}
