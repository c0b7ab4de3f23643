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

    // Limits are checked at every upload: adding up a project's images anew would take longer the more it has.
    await db.schema
      .createTable('project_totals')
      .addColumn('owner', 'text', (column) => column.primaryKey().notNull())
      .addColumn('images', 'bigint', (column) => column.notNull())
      .addColumn('bytes', 'bigint', (column) => column.notNull())
      .execute()
    await sql`
      insert into project_totals (owner, images, bytes)
      select owner, count(*), coalesce(sum(size * copies), 0)
      from images
      where owner is not null and deleted_at is null
      group by owner`.execute(db)
  },
}
