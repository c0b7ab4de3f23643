import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const tasks: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('tasks')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('owner', 'text')
      .addColumn('user_id', 'text')
      .addColumn('request_id', 'text')
      .addColumn('image_id', 'text')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint')
      .addColumn('holder', 'text')
      .addColumn('claimed_until', 'bigint')
      .addColumn('interruptions', 'integer', (column) => column.notNull())
      .addColumn('caller', 'text', (column) => column.notNull())
      .addColumn('input', 'text', (column) => column.notNull())
      .addColumn('result', 'text')
      .addColumn('message', 'text', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('tasks_by_age').on('tasks').columns(['created_at', 'id']).execute()
    await db.schema.createIndex('tasks_by_image').on('tasks').columns(['image_id', 'created_at']).execute()
    // Those without an end are still to be done, and looked for in the order in which they came.
    await db.schema.createIndex('tasks_by_end').on('tasks').columns(['expires_at', 'created_at', 'id']).execute()
  },
}
