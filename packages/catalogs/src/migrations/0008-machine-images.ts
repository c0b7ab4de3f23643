import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const machineImages: Migration = {
  async up(db: Kysely<unknown>) {
    // Engines count each in their own way, and some give an id again after its row was deleted.
    await db.schema
      .createTable('last_ids')
      .addColumn('counted', 'text', (column) => column.primaryKey().notNull())
      .addColumn('last_id', 'integer', (column) => column.notNull())
      .execute()

    await db.schema
      .createTable('appliances')
      .addColumn('id', 'integer', (column) => column.primaryKey().notNull())
      .addColumn('uuid', 'text', (column) => column.notNull())
      .addColumn('user_id', 'text', (column) => column.notNull())
      .addColumn('user_name', 'text', (column) => column.notNull())
      .addColumn('project_id', 'text')
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('version', 'text', (column) => column.notNull())
      .addColumn('description', 'text')
      .addColumn('source_image_id', 'text', (column) => column.notNull())
      .addColumn('distribution_name', 'text')
      .addColumn('arch_name', 'text')
      .addColumn('os_profile', 'text')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .addColumn('last_revision', 'integer', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('appliances_by_user').on('appliances').columns(['user_name', 'id']).execute()

    await db.schema
      .createTable('machine_images')
      .addColumn('id', 'integer', (column) => column.primaryKey().notNull())
      .addColumn('appliance_id', 'integer', (column) =>
        column.notNull().references('appliances.id').onDelete('cascade'),
      )
      .addColumn('user_id', 'text', (column) => column.notNull())
      .addColumn('user_name', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('version', 'text', (column) => column.notNull())
      .addColumn('revision', 'integer', (column) => column.notNull())
      .addColumn('target_format', 'text', (column) => column.notNull())
      .addColumn('compress', 'integer', (column) => column.notNull())
      .addColumn('memory_size', 'bigint')
      .addColumn('disk_size', 'bigint')
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('percentage', 'integer', (column) => column.notNull())
      .addColumn('message', 'text', (column) => column.notNull())
      .addColumn('image_id', 'text')
      .addColumn('file', 'text')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .execute()
    for (const [by, column] of [
      ['user', 'user_name'],
      ['appliance', 'appliance_id'],
      ['status', 'status'],
    ] as const) {
      await db.schema.createIndex(`machine_images_by_${by}`).on('machine_images').columns([column, 'id']).execute()
    }

    await db.schema
      .createTable('download_links')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('key', 'text', (column) => column.notNull().unique())
      .addColumn('image_id', 'text', (column) => column.notNull())
      .addColumn('caller', 'text', (column) => column.notNull())
      .addColumn('offered', 'integer', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addColumn('claimed_at', 'bigint')
      .addColumn('holder', 'text')
      .addColumn('busy_until', 'bigint')
      .addColumn('lease_until', 'bigint')
      .addColumn('delivered', 'bigint', (column) => column.notNull())
      .execute()
    await db.schema
      .createIndex('download_links_by_image')
      .on('download_links')
      .columns(['image_id', 'created_at', 'id'])
      .execute()
    await db.schema.createIndex('download_links_by_end').on('download_links').column('expires_at').execute()

    await db.schema
      .createTable('api_keys')
      .addColumn('id', 'integer', (column) => column.primaryKey().notNull())
      .addColumn('user_id', 'text', (column) => column.notNull())
      .addColumn('user_name', 'text', (column) => column.notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('description', 'text')
      .addColumn('public_key', 'text', (column) => column.notNull().unique())
      .addColumn('secret_key', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('api_keys_by_user').on('api_keys').columns(['user_name', 'id']).execute()
  },
}
