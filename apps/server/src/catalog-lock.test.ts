import { mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lockCatalog } from './catalog-lock.ts'
import { ConfigError } from './config.ts'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vitrine-lock-'))
  path = join(folder, 'catalog.db')
})
afterEach(() => rm(folder, { recursive: true }))

const taken = (database: string) =>
  new ConfigError(
    `Another server uses the database ${database}: stop it, or choose another with --database-url or --data-dir`,
  )

describe('the lock of a database', () => {
  test('is for one server at a time', () => {
    const first = lockCatalog(path)
    expect(() => lockCatalog(path)).toThrow(taken(path))
    first.release()
    lockCatalog(path).release()
  })

  test('holds under every name of the database', async () => {
    const other = join(folder, 'other.db')
    await writeFile(path, '')
    await symlink(path, other)
    const first = lockCatalog(path)
    expect(() => lockCatalog(other)).toThrow(taken(other))
    first.release()
  })

  test('does not hold other databases beside it', () => {
    const first = lockCatalog(path)
    const second = lockCatalog(join(folder, 'other.db'))
    first.release()
    second.release()
  })

  test('makes the folders above it, for nobody else to read', async () => {
    lockCatalog(join(folder, 'a/b/catalog.db')).release()
    expect((await stat(join(folder, 'a'))).mode & 0o007).toBe(0)
    expect((await stat(join(folder, 'a/b'))).mode & 0o007).toBe(0)
  })

  test.each([
    { name: 'under a file', prepare: () => writeFile(join(folder, 'data'), '') },
    {
      name: 'where its lock cannot be',
      prepare: () => mkdir(join(folder, 'data/catalog.db.lock'), { recursive: true }),
    },
  ])('names a database that is $name, and the way out', async ({ prepare }) => {
    const database = join(folder, 'data/catalog.db')
    await prepare()
    expect(() => lockCatalog(database)).toThrow(ConfigError)
    expect(() => lockCatalog(database)).toThrow(`Cannot use the database ${database}: `)
    expect(() => lockCatalog(database)).toThrow('Choose another with --database-url or --data-dir')
  })
})
