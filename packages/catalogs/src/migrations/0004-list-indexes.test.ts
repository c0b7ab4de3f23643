import Database from 'better-sqlite3'
import { Kysely, SqliteDialect, sql } from 'kysely'
import { expect, test } from 'vitest'
import { images } from './0001-images.ts'
import { listIndexes } from './0004-list-indexes.ts'

test('tags and properties of older images are listed like those of new ones', async () => {
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database: new Database(':memory:') }) })
  await images.up(db)
  await sql`
    insert into images (id, status, visibility, owner, protected, hidden, min_disk, min_ram, created_at, updated_at,
      revision, tags, properties)
    values ('a', 'active', 'public', 'p', 0, 1, 0, 0, 5, 6, 1, '["x"]', '{"y":"z"}'),
      ('b', 'active', 'shared', null, 0, 0, 0, 0, 7, 8, 1, '["x"]', '{}')`.execute(db)
  await sql`insert into image_tags (image_id, tag) values ('a', 'x'), ('b', 'x')`.execute(db)
  await sql`insert into image_properties (image_id, name, value) values ('a', 'y', 'z')`.execute(db)

  await listIndexes.up(db)

  const a = { image_id: 'a', hidden: 1, visibility: 'public', owner: 'p', image_created_at: 5 }
  const b = { image_id: 'b', hidden: 0, visibility: 'shared', owner: null, image_created_at: 7 }
  const tags = await sql`select * from image_tags order by image_id`.execute(db)
  expect(tags.rows).toStrictEqual([
    { ...a, tag: 'x' },
    { ...b, tag: 'x' },
  ])
  const properties = await sql`select * from image_properties`.execute(db)
  expect(properties.rows).toStrictEqual([{ ...a, name: 'y', value: 'z' }])
  await db.destroy()
})
