import { VISIBILITIES } from '@vitrine/core'
import { buildNewImage } from '@vitrine/testkit'
import Database from 'better-sqlite3'
import { Kysely, SqliteDialect, sql } from 'kysely'
import { expect, test } from 'vitest'
import { createImageCatalog } from '../image-catalog.ts'
import type { CatalogTables } from '../schema.ts'
import { images } from './0001-images.ts'
import { imageMembers } from './0002-image-members.ts'
import { listIndexes } from './0004-list-indexes.ts'
import { imageLocations } from './0005-image-locations.ts'
import { deletedImages } from './0007-deleted-images.ts'

const ID = '11111111-2222-4333-8444-555555555555'
const EVERYTHING = {
  scope: {
    projectId: null,
    everyone: true,
    othersCommunity: true,
    memberStatuses: [],
    visibilities: VISIBILITIES,
  },
  sort: [{ key: 'id', direction: 'asc' }],
  limit: 10,
} as const

test('images that were deleted before are neither found nor listed, and their ids stay taken', async () => {
  const db = await older()
  await sql`
    insert into images (id, status, visibility, protected, hidden, min_disk, min_ram, created_at, updated_at, deleted_at,
      revision, tags, properties)
    values (${ID}, 'deleted', 'private', 0, 0, 0, 0, 0, 0, 5000, 2, '[]', '{}')`.execute(db)

  await deletedImages.up(db)

  const catalog = createImageCatalog(db)
  const query = {
    ...EVERYTHING,
    deleted: 'only',
    conditions: [{ field: 'changed_since', time: new Date(0) }],
  } as const
  expect(await catalog.findDeleted(ID)).toBeUndefined()
  expect(await catalog.list(query)).toStrictEqual([])
  expect(await catalog.list({ ...query, conditions: [] })).toStrictEqual([])
  await expect(catalog.list({ ...query, marker: ID })).rejects.toMatchObject({ code: 'queryInvalid' })
  await expect(catalog.insert(buildNewImage({ id: ID }))).rejects.toMatchObject({ code: 'imageIdTaken' })
  await db.destroy()
})

test('members from before may not share with others', async () => {
  const db = await older()
  await sql`
    insert into images (id, status, visibility, protected, hidden, min_disk, min_ram, created_at, updated_at, revision,
      tags, properties)
    values (${ID}, 'active', 'shared', 0, 0, 0, 0, 1, 1, 1, '[]', '{}')`.execute(db)
  await sql`
    insert into image_members (image_id, member_id, status, created_at, updated_at, image_created_at)
    values (${ID}, 'theirs', 'accepted', 2, 3, 1)`.execute(db)

  await deletedImages.up(db)

  const [createdAt, updatedAt] = [new Date(2), new Date(3)]
  const member = { imageId: ID, memberId: 'theirs', status: 'accepted', canShare: false, createdAt, updatedAt }
  expect(await createImageCatalog(db).listMemberships('theirs')).toStrictEqual([member])
  await db.destroy()
})

test('properties that were null before are found as empty (R16)', async () => {
  const db = await older()
  const properties = JSON.stringify({ kernel_id: null, os_distro: 'debian' })
  await sql`
    insert into images (id, status, visibility, protected, hidden, min_disk, min_ram, created_at, updated_at, revision,
      tags, properties)
    values (${ID}, 'active', 'shared', 0, 0, 0, 0, 1, 1, 1, '[]', ${properties})`.execute(db)
  await sql`
    insert into image_properties (image_id, name, value, hidden, visibility, image_created_at)
    values (${ID}, 'kernel_id', null, 0, 'shared', 1), (${ID}, 'os_distro', 'debian', 0, 'shared', 1)`.execute(db)

  await deletedImages.up(db)

  const found = async (name: string, equals: string) => {
    const conditions = [{ field: 'property', name, equals }] as const
    return (await createImageCatalog(db).list({ ...EVERYTHING, conditions })).length
  }
  expect(await found('kernel_id', '')).toBe(1)
  expect(await found('os_distro', '')).toBe(0)
  expect(await found('os_distro', 'debian')).toBe(1)
  await db.destroy()
})

async function older() {
  const db = new Kysely<CatalogTables>({ dialect: new SqliteDialect({ database: new Database(':memory:') }) })
  for (const migration of [images, imageMembers, listIndexes, imageLocations]) await migration.up(db)
  return db
}
