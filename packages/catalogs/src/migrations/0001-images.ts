import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const images: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('images')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('name', 'text')
      .addColumn('visibility', 'text', (column) => column.notNull())
      .addColumn('owner', 'text')
      .addColumn('protected', 'integer', (column) => column.notNull())
      .addColumn('hidden', 'integer', (column) => column.notNull())
      .addColumn('disk_format', 'text')
      .addColumn('container_format', 'text')
      .addColumn('min_disk', 'integer', (column) => column.notNull())
      .addColumn('min_ram', 'integer', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .addColumn('deleted_at', 'bigint')
      .addColumn('revision', 'integer', (column) => column.notNull())
      .addColumn('blob_key', 'text')
      .addColumn('size', 'bigint')
      .addColumn('checksum', 'text')
      .addColumn('hash_algorithm', 'text')
      .addColumn('hash_value', 'text')
      .addColumn('virtual_size', 'bigint')
      // Last, because they may be long, and conditions look at the columns before them.
      .addColumn('tags', 'text', (column) => column.notNull())
      .addColumn('properties', 'text', (column) => column.notNull())
      .execute()

    await db.schema
      .createTable('image_properties')
      .addColumn('image_id', 'text', (column) => column.notNull().references('images.id'))
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('value', 'text')
      .addPrimaryKeyConstraint('image_properties_key', ['image_id', 'name'])
      .execute()

    await db.schema
      .createTable('image_tags')
      .addColumn('image_id', 'text', (column) => column.notNull().references('images.id'))
      .addColumn('tag', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('image_tags_key', ['image_id', 'tag'])
      .execute()

    await db.schema
      .createTable('blobs')
      .addColumn('key', 'text', (column) => column.primaryKey().notNull())
      .addColumn('image_id', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('blobs_by_image').on('blobs').column('image_id').execute()
    await db.schema.createIndex('blobs_by_state').on('blobs').columns(['state', 'key']).execute()

    // A list is read in the order of an index, from where its page starts. There is one for each half of what a project
    // sees (its own images, those of a visibility) and one for administrators, each in the two orders that clients ask
    // for: newest first, and by name, which also finds an image by its name.
    for (const [scope, ...scopeColumns] of [['everyone'], ['owner', 'owner'], ['visibility', 'visibility']]) {
      for (const [order, ...orderColumns] of [['age'], ['name', 'name']]) {
        await db.schema
          .createIndex(`images_of_${scope}_by_${order}`)
          .on('images')
          .columns([...scopeColumns, ...orderColumns, 'created_at', 'id'])
          .where('deleted_at', 'is', null)
          .execute()
      }
    }
  },
}
