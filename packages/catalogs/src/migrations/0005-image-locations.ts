import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** Data can be in several places; before, all of it was in the one store, called `file`. */
export const imageLocations: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('images').addColumn('locations', 'text').execute()
    await db.schema
      .alterTable('images')
      .addColumn('copies', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
    await sql`
      update images
      set copies = 1, locations = '[{"store":"file","key":"' || blob_key || '","metadata":{}}]'
      where size is not null`.execute(db)

    await db.schema
      .alterTable('blobs')
      .addColumn('store', 'text', (column) => column.notNull().defaultTo('file'))
      .execute()
    await db.schema
      .alterTable('blobs')
      .addColumn('reserved', 'bigint', (column) => column.notNull().defaultTo(0))
      .execute()
    await db.schema.createIndex('blobs_by_store').on('blobs').column('store').execute()

    // What a project's data adds up to is read from here alone.
    await db.schema
      .createIndex('image_bytes_of_owner')
      .on('images')
      .columns(['owner', 'size', 'copies'])
      .where(sql<boolean>`deleted_at is null and copies > 0`)
      .execute()
  },
}
