import { setImmediate as turn } from 'node:timers/promises'
import type { ImageCatalog } from '@vitrine/core'
import { buildBlob, buildImageDataAt, buildNewImage } from '@vitrine/testkit'
import Database from 'better-sqlite3'
import { Kysely, SqliteDialect, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { indexedBy } from './dialects/sqlite-indexed-by.ts'
import { createImageCatalog } from './image-catalog.ts'
import { migrate } from './migrations/index.ts'
import type { CatalogTables } from './schema.ts'

const MANY = 2000
const LATER = new Date(MANY + 1)

let asked: string[]
let database: Database.Database
let db: Kysely<CatalogTables>
let catalog: ImageCatalog
beforeEach(async () => {
  database = new Database(':memory:', { verbose: (statement) => asked.push(String(statement)) })
  asked = []
  db = new Kysely<CatalogTables>({ dialect: new SqliteDialect({ database }) })
  await migrate(db)
  catalog = createImageCatalog(db, indexedBy)
})
afterEach(() => db.destroy())

describe('many images that were deleted', () => {
  beforeEach(async () => {
    await sql`
      with recursive numbers (number) as (select 1 union all select number + 1 from numbers where number < ${MANY})
      insert into images (id, status, visibility, owner, protected, hidden, min_disk, min_ram, created_at, updated_at,
        deleted_at, revision, tags, properties)
      select 'image-' || number, 'deleted', 'private', 'q', 0, 0, 0, 0, number, number, number, 2, '[]', '{}'
      from numbers`.execute(db)
    asked = []
  })

  const countLeft = () => database.prepare('select count(*) from images where created_at > 0').pluck().get()

  test('are all forgotten, in batches, between which others get their turn', async () => {
    let isOver = false
    const forgetting = catalog.forgetDeleted(LATER).finally(() => {
      isOver = true
    })
    let turns = 0
    for (; !isOver; turns++) await turn()
    await forgetting
    expect(countLeft()).toBe(0)
    expect(turns).toBeGreaterThan(2)
  })

  test('are not all forgotten where an abort comes between', async () => {
    const closing = new AbortController()
    const forgetting = catalog.forgetDeleted(LATER, closing.signal)
    await turn()
    closing.abort()
    await forgetting
    expect(countLeft()).toBeGreaterThan(0)
    expect(countLeft()).toBeLessThan(MANY)
  })

  test('are found by an index', async () => {
    await catalog.forgetDeleted(LATER)
    const [statement = ''] = asked
    const steps = database.prepare<[], { detail: string }>(`explain query plan ${statement}`).all()
    expect(steps.map(({ detail }) => detail)).toStrictEqual([
      'SEARCH images USING COVERING INDEX sqlite_autoindex_images_1 (id=?)',
      'LIST SUBQUERY 1',
      'SEARCH images USING INDEX deleted_images_by_updated_at (hidden=? AND visibility=? AND updated_at<?)',
    ])
  })
})

test('of an image that is forgotten nothing is kept but the id, and when it was deleted', async () => {
  const { id } = await catalog.insert(buildNewImage({ name: 'secret', properties: { a: 'secret' } }))
  await catalog.beginUpload(id, buildBlob('key-1'), new Date(1))
  await catalog.completeUpload(id, 'key-1', buildImageDataAt('key-1'), new Date(1))
  await catalog.delete(id, (await catalog.find(id))?.revision ?? 0, new Date(2))
  await catalog.forgetDeleted(LATER)
  const [row] = await db.selectFrom('images').selectAll().execute()
  const said = Object.entries(row ?? {}).filter(([, value]) => value !== null && value !== 0)
  expect(Object.fromEntries(said)).toStrictEqual({
    id,
    status: 'deleted',
    deleted_at: 2,
    revision: expect.any(Number),
    visibility: 'private',
    tags: '[]',
    properties: '{}',
  })
})
