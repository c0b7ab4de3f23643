import { open } from 'node:fs/promises'
import Database from 'better-sqlite3'
import { Kysely } from 'kysely'
import { migrate } from '../migrations/index.ts'
import type { CatalogTables } from '../schema.ts'
import { ImmediateSqliteDialect } from './sqlite-dialect.ts'

export async function openSqlite(path: string): Promise<Kysely<CatalogTables>> {
  if (path !== ':memory:') await createPrivately(path)
  const database = new Database(path)
  const db = new Kysely<CatalogTables>({ dialect: new ImmediateSqliteDialect(database) })
  try {
    configure(database)
    await migrate(db)
    return db
  } catch (error) {
    database.close()
    throw error
  }
}

/**
 * Others do not read a new database, for it can hold password hashes; SQLite gives its other files the same mode. One
 * that is there is not even opened: closing it would end the locks that this process has on it.
 */
async function createPrivately(path: string): Promise<void> {
  const file = await open(path, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await file?.close()
}

function configure(database: Database.Database): void {
  // Another process at the same file waits for its turn instead of failing at once.
  database.pragma('busy_timeout = 5000')
  // Readers go on while another process writes, and a commit appends to one file instead of rewriting pages.
  database.pragma('journal_mode = wal')
  // A commit is on the disk before it answers: `active` is a promise that survives the power cord, and bytes are
  // removed only when no crash can bring their image back.
  database.pragma('synchronous = full')
  // macOS: `on the disk` includes the drive's own cache. Others ignore it.
  database.pragma('fullfsync = on')
  // Tags and properties of an image that does not exist are refused.
  database.pragma('foreign_keys = on')
}
