import { existsSync, mkdirSync, realpathSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { ConfigError } from './config.ts'

/**
 * Makes sure that one server uses a database, whatever the data directory: the start clears what an earlier server left
 * behind, which would be the running uploads of another. The lock is SQLite's own lock of a file beside the database,
 * so it ends with the process however that ends.
 */
export function lockCatalog(databasePath: string): { release(): void } {
  let lock: Database.Database | undefined
  try {
    mkdirSync(dirname(databasePath), { recursive: true, mode: 0o750 })
    // Two names of one database have one lock.
    const path = existsSync(databasePath) ? realpathSync(databasePath) : databasePath
    lock = new Database(`${path}.lock`, { timeout: 0 })
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock?.close()
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_BUSY') {
      throw new ConfigError(
        `Another server uses the database ${databasePath}: stop it, or choose another with --database-url or --data-dir`,
      )
    }
    throw unusableDatabase(databasePath, error)
  }
  return { release: () => lock.close() }
}

export function unusableDatabase(databasePath: string, error: unknown): ConfigError {
  const reason = error instanceof Error ? error.message : error
  return new ConfigError(
    `Cannot use the database ${databasePath}: ${reason}. Choose another with --database-url or --data-dir`,
    { cause: error },
  )
}
