import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { ConfigError } from './config.ts'

/**
 * Makes sure that one server uses a data directory: the start clears what an earlier one left behind, which would be
 * the running uploads of another. The lock is SQLite's own file lock, so it ends with the process however that ends.
 */
export function lockDataDir(dataDir: string): { release(): void } {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o750 })
  } catch (error) {
    throw unusable(dataDir, error)
  }
  let lock: Database.Database | undefined
  try {
    lock = new Database(join(dataDir, 'server.lock'), { timeout: 0 })
    lock.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    lock?.close()
    if (error instanceof Database.SqliteError && error.code === 'SQLITE_BUSY') {
      throw new ConfigError(`Another server uses the data directory ${dataDir}: stop it, or choose another --data-dir`)
    }
    throw unusable(dataDir, error)
  }
  return { release: () => lock.close() }
}

function unusable(dataDir: string, error: unknown): ConfigError {
  const reason = error instanceof Error ? error.message : error
  return new ConfigError(`Cannot use the data directory ${dataDir}: ${reason}`, { cause: error })
}
