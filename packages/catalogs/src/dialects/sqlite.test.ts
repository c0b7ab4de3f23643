import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { UNLISTED_STATUSES, VISIBILITIES } from '@vitrine/core'
import { buildBlob, buildImageDataAt, buildNewImage, describeImageCatalog, describeTaskCatalog } from '@vitrine/testkit'
import Database from 'better-sqlite3'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createImageCatalog } from '../image-catalog.ts'
import { createSqliteCatalog } from './sqlite.ts'
import { openSqlite } from './sqlite-database.ts'

describe('SQLite catalogue', () => describeImageCatalog(() => createSqliteCatalog({ path: ':memory:' })))

describe('SQLite tasks', () => describeTaskCatalog(() => createSqliteCatalog({ path: ':memory:' })))

describe('SQLite catalogue in a file', () => {
  let folder: string
  let path: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vitrine-catalog-'))
    path = join(folder, 'catalog.db')
  })
  afterEach(() => rm(folder, { recursive: true }))

  test('what was stored is there when it is opened again', async () => {
    const first = await createSqliteCatalog({ path })
    const image = await first.insert(buildNewImage())
    await first.close()

    const second = await createSqliteCatalog({ path })
    expect(await second.find(image.id)).toStrictEqual(image)
    await second.close()
  })

  test('what was stored is there although nobody closed it, and uploads are recovered (R8)', async () => {
    const crashed = await createSqliteCatalog({ path })
    const image = await crashed.insert(buildNewImage())
    await crashed.beginUpload(image.id, buildBlob('key-1'), new Date())

    const next = await createSqliteCatalog({ path })
    expect(await next.abandonAllUploads(new Date())).toStrictEqual([image.id])
    expect(await crashed.completeUpload(image.id, 'key-1', buildImageDataAt('key-1'), new Date())).toBe(false)
    expect(await next.find(image.id)).toMatchObject({ status: 'queued', data: null })
    await next.close()
    await crashed.close()
  })

  test.skipIf(process.platform === 'win32')('nobody else reads a new one; an older one stays as it is', async () => {
    const modes = async () =>
      Promise.all(
        (await readdir(folder)).sort().map(async (name) => [name, (await stat(join(folder, name))).mode & 0o777]),
      )
    const first = await createSqliteCatalog({ path })
    expect(await modes()).toStrictEqual([
      ['catalog.db', 0o600],
      ['catalog.db-shm', 0o600],
      ['catalog.db-wal', 0o600],
    ])
    await first.close()
    await chmod(path, 0o640)
    const second = await createSqliteCatalog({ path })
    await second.close()
    expect(await modes()).toStrictEqual([['catalog.db', 0o640]])
  })

  test('a commit is on the disk before it answers', async () => {
    const db = await openSqlite(path)
    const settings = await Promise.all(
      ['journal_mode', 'synchronous', 'foreign_keys'].map((name) => sql`pragma ${sql.raw(name)}`.execute(db)),
    )
    expect(settings.map(({ rows }) => rows)).toStrictEqual([
      [{ journal_mode: 'wal' }],
      [{ synchronous: 2 }],
      [{ foreign_keys: 1 }],
    ])
    await db.destroy()
  })

  test('a full disk is told as such, leaves nothing behind, and passes', async () => {
    const db = await openSqlite(path)
    const catalog = createImageCatalog(db)
    const image = buildNewImage({ properties: { long: 'x'.repeat(1_000_000) } })
    await sql`pragma max_page_count = 60`.execute(db)
    await expect(catalog.insert(image)).rejects.toMatchObject({
      code: 'storeFull',
      message: 'The disk of the catalogue is full: nothing was changed',
      cause: { code: 'SQLITE_FULL' },
    })
    expect(await catalog.find(image.id)).toBeUndefined()

    await sql`pragma max_page_count = 1000000`.execute(db)
    expect(await catalog.insert(image)).toStrictEqual(await catalog.find(image.id))
    await db.destroy()
  })

  test('a disk that cannot be written is told as such, and passes', async () => {
    const db = await openSqlite(path)
    const catalog = createImageCatalog(db)
    const image = buildNewImage()
    await sql`pragma query_only = on`.execute(db)
    await expect(catalog.insert(image)).rejects.toMatchObject({
      code: 'storeUnavailable',
      message: 'The disk of the catalogue cannot be written or read at the moment',
      cause: { code: 'SQLITE_READONLY' },
    })
    await sql`pragma query_only = off`.execute(db)
    expect(await catalog.insert(image)).toStrictEqual(await catalog.find(image.id))
    await db.destroy()
  })

  test('a migration that fails leaves nothing behind', async () => {
    const foreign = new Database(path)
    foreign.exec('create table blobs (something_else text)')
    await expect(createSqliteCatalog({ path })).rejects.toThrow('table "blobs" already exists')
    expect(foreign.prepare("select name from sqlite_schema where name = 'images'").all()).toStrictEqual([])
    foreign.close()
  })

  test.each(UNLISTED_STATUSES)('an image that is %s is not listed', async (status) => {
    const db = await openSqlite(path)
    const catalog = createImageCatalog(db)
    await catalog.insert(buildNewImage())
    await db.updateTable('images').set({ status }).execute()
    const sort = [{ key: 'id', direction: 'asc' }] as const
    const everything = { everyone: true, othersCommunity: true, visibilities: VISIBILITIES }
    const scope = { ...everything, projectId: null, memberStatuses: [] }
    expect(await catalog.list({ scope, conditions: [], sort, limit: 10 })).toStrictEqual([])
    await db.destroy()
  })

  test('a deleted image leaves what was said of it, and nothing that leads to its bytes, its members, or into lists', async () => {
    const db = await openSqlite(path)
    const catalog = createImageCatalog(db)
    const { id } = await catalog.insert(buildNewImage())
    await catalog.beginUpload(id, buildBlob('secret'), new Date())
    await catalog.completeUpload(id, 'secret', buildImageDataAt('secret'), new Date())
    await catalog.addMember(id, { memberId: 'secret' }, new Date(), 1)
    const revision = (await catalog.find(id))?.revision ?? 0
    await catalog.delete(id, revision, new Date(1_000))
    const rows = await db.selectFrom('images').selectAll().execute()
    const nowhere = { locations: '[]', copies: 0, blob_key: null }
    expect(rows).toMatchObject([{ id, status: 'deleted', updated_at: 1_000, deleted_at: 1_000, ...nowhere }])
    expect(JSON.stringify(rows)).not.toContain('secret')
    expect(await db.selectFrom('image_tags').selectAll().execute()).toStrictEqual([])
    expect(await db.selectFrom('image_properties').selectAll().execute()).toStrictEqual([])
    expect(await db.selectFrom('image_members').selectAll().execute()).toStrictEqual([])
    await db.destroy()
  })
})
