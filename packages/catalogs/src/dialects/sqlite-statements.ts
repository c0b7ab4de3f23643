import type { Database } from 'better-sqlite3'
import type { SqliteDatabase, SqliteStatement } from 'kysely'

/** Preparing costs about ten times what running a prepared `find` does; the queries of a catalogue are few. */
const KEPT_STATEMENTS = 256

/** The database as Kysely sees it, with the statements used last kept prepared. */
export function keepStatements(database: Database): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>()
  return {
    prepare(sql) {
      const statement = kept.get(sql) ?? database.prepare(sql)
      kept.delete(sql)
      kept.set(sql, statement)
      if (kept.size > KEPT_STATEMENTS) kept.delete(kept.keys().next().value as string)
      return statement
    },
    close: () => database.close(),
  }
}
