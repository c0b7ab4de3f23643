import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Orders that clients can ask for. Age decides between equals. */
const SORTED: readonly string[][] = [
  ['created_at'],
  ['name', 'created_at'],
  ['status', 'created_at'],
  ['container_format', 'created_at'],
  ['disk_format', 'created_at'],
  ['size', 'created_at'],
  ['updated_at'],
  ['id'],
]

/** Columns that nobody sorts by, but whose rare values are searched for. */
const SEARCHED = ['checksum', 'hash_algorithm', 'hash_value', 'virtual_size', 'min_ram', 'min_disk', 'protected']

/** What a list is made of begins an index: images of one visibility, of anybody or of one owner. */
const ANYBODYS = ['hidden', 'visibility']
const OWNERS = ['owner', 'hidden', 'visibility']

export const listIndexes: Migration = {
  async up(db: Kysely<unknown>) {
    for (const scope of ['everyone', 'owner', 'visibility']) {
      for (const order of ['age', 'name']) await db.schema.dropIndex(`images_of_${scope}_by_${order}`).execute()
    }
    for (const columns of SORTED) {
      await indexImages(db, `images_by_${columns[0]}`, [...ANYBODYS, ...columns])
      await indexImages(db, `images_of_owner_by_${columns[0]}`, [...OWNERS, ...columns])
    }
    for (const column of SEARCHED) await indexImages(db, `images_by_${column}`, [...ANYBODYS, column])

    for (const table of ['image_tags', 'image_properties']) await repeatImages(db, table)
    for (const [of, scope] of [
      ['', ANYBODYS],
      ['of_owner_', OWNERS],
    ] as const) {
      await db.schema
        .createIndex(`image_tags_${of}by_tag`)
        .on('image_tags')
        .columns([...scope, 'tag', 'image_created_at'])
        .execute()
      await db.schema
        .createIndex(`image_properties_${of}by_value`)
        .on('image_properties')
        .columns([...scope, 'name'])
        // Only the beginning, because values may be longer than an index may hold.
        .expression(sql`substr(value, 1, 64)`)
        .column('image_created_at')
        .execute()
    }
  },
}

function indexImages(db: Kysely<unknown>, name: string, columns: string[]): Promise<void> {
  return db.schema.createIndex(name).on('images').columns(columns).where(sql.ref('deleted_at'), 'is', null).execute()
}

async function repeatImages(db: Kysely<unknown>, table: string): Promise<void> {
  const alter = () => db.schema.alterTable(table)
  await alter()
    .addColumn('hidden', 'integer', (column) => column.notNull().defaultTo(0))
    .execute()
  await alter()
    .addColumn('visibility', 'text', (column) => column.notNull().defaultTo('private'))
    .execute()
  await alter().addColumn('owner', 'text').execute()
  await alter()
    .addColumn('image_created_at', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute()
  await sql`
    update ${sql.table(table)} set (hidden, visibility, owner, image_created_at) = (
      select images.hidden, images.visibility, images.owner, images.created_at
      from images where images.id = ${sql.ref(`${table}.image_id`)}
    )`.execute(db)
}
