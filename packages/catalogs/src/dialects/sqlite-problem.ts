import { Problem } from '@vitrine/core'
import { SqliteError } from 'better-sqlite3'

/** What SQLite says of the disk under it, as a refusal; any other error as it is. */
export function asProblem(error: unknown): unknown {
  if (!(error instanceof SqliteError)) return error
  if (error.code === 'SQLITE_FULL') {
    return new Problem('storeFull', 'The disk of the catalogue is full: nothing was changed', { cause: error })
  }
  // These come with a reason behind, as in SQLITE_IOERR_WRITE.
  if (/^SQLITE_(IOERR|READONLY)/.test(error.code)) {
    return new Problem('storeUnavailable', 'The disk of the catalogue cannot be written or read at the moment', {
      cause: error,
    })
  }
  return error
}
