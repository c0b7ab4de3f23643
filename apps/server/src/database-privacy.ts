import { chmod, realpath, stat } from 'node:fs/promises'
import { ConfigError } from './config.ts'

const OTHERS = 0o007

/** The database and what SQLite keeps beside it. */
const SUFFIXES = ['', '-wal', '-shm']

/**
 * Takes a database that is there already from all but its owner, since users of the built-in identity have password
 * hashes in it. Resolves to the files that others could get at; rejects with `ConfigError` when one has to stay so.
 */
export async function keepFromOthers(databasePath: string): Promise<string[]> {
  if (process.platform === 'win32') return []
  const path = await realpath(databasePath).catch(unlessMissing)
  const files = path === undefined ? [] : SUFFIXES.map((suffix) => `${path}${suffix}`)
  const open: string[] = []
  for (const file of files) {
    const mode = (await stat(file).catch(unlessMissing))?.mode ?? 0
    if ((mode & OTHERS) === 0) continue
    await chmod(file, 0o600).catch((error: unknown) => {
      throw stillOpen(file, error)
    })
    open.push(file)
  }
  return open
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}

function stillOpen(file: string, cause: unknown): ConfigError {
  return new ConfigError(
    `${file} is open to others, who could read password hashes, and belongs to another user: let its owner chmod 600 it`,
    { cause },
  )
}
