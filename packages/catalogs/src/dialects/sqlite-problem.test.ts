import { SqliteError } from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { asProblem } from './sqlite-problem.ts'

describe('an error of SQLite', () => {
  test.for([
    ['SQLITE_FULL', 'storeFull'],
    ['SQLITE_IOERR', 'storeUnavailable'],
    ['SQLITE_IOERR_WRITE', 'storeUnavailable'],
    ['SQLITE_READONLY', 'storeUnavailable'],
    ['SQLITE_READONLY_DBMOVED', 'storeUnavailable'],
  ] as const)('%s is told as %s of the catalogue', ([code, problem]) => {
    const cause = new SqliteError('from SQLite', code)
    const message = expect.stringContaining('The disk of the catalogue')
    expect(asProblem(cause)).toMatchObject({ name: 'Problem', code: problem, message, cause })
  })

  test.for([new SqliteError('taken', 'SQLITE_CONSTRAINT'), new Error('SQLITE_FULL'), undefined])(
    'that is not about the disk stays as it is: %s',
    (error) => {
      expect(asProblem(error)).toBe(error)
    },
  )
})
