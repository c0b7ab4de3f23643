import Database from 'better-sqlite3'
import { Kysely, SqliteDialect, sql } from 'kysely'
import { expect, test } from 'vitest'
import { createImageCatalog } from '../image-catalog.ts'
import type { CatalogTables } from '../schema.ts'
import { images } from './0001-images.ts'
import { imageMembers } from './0002-image-members.ts'
import { listIndexes } from './0004-list-indexes.ts'
import { imageLocations } from './0005-image-locations.ts'

test('the data of older images is in the store called file, and counts for their projects', async () => {
  const db = new Kysely<CatalogTables>({ dialect: new SqliteDialect({ database: new Database(':memory:') }) })
  for (const migration of [images, imageMembers, listIndexes]) await migration.up(db)
  const row = (id: string, status: string, owner: string, key: string | null, size: number | null, deleted: boolean) =>
    sql`
      insert into images (id, status, visibility, owner, protected, hidden, min_disk, min_ram, created_at, updated_at,
        deleted_at, revision, blob_key, size, checksum, hash_algorithm, hash_value, tags, properties)
      values (${id}, ${status}, 'shared', ${owner}, 0, 0, 0, 0, 1, 1, ${deleted ? 2 : null}, 1, ${key}, ${size},
        'c', 'sha512', 'h', '[]', '{}')`.execute(db)
  await row('with-data', 'active', 'p', 'key-1', 100, false)
  await row('without-data', 'queued', 'p', null, null, false)
  await row('being-written', 'saving', 'p', 'key-2', null, false)
  await row('deleted', 'deleted', 'p', null, null, true)
  await sql`
    insert into blobs (key, image_id, state)
    values ('key-1', 'with-data', 'stored'), ('key-2', 'being-written', 'writing'), ('key-3', 'deleted', 'doomed')
  `.execute(db)

  await imageLocations.up(db)

  const catalog = createImageCatalog(db)
  expect((await catalog.find('with-data'))?.data).toStrictEqual({
    locations: [{ store: 'file', key: 'key-1', metadata: {} }],
    size: 100,
    checksum: 'c',
    hashAlgorithm: 'sha512',
    hashValue: 'h',
    virtualSize: null,
  })
  expect((await catalog.find('without-data'))?.data).toBeNull()
  expect((await catalog.find('being-written'))?.data).toBeNull()
  expect(await catalog.listDoomed(10)).toStrictEqual([{ key: 'key-3', store: 'file' }])
  expect(await catalog.usageOf('p')).toStrictEqual({ images: 3, bytes: 100, reserved: 0, uploads: 1 })
  await db.destroy()
})
