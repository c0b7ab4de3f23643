import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const imageMembers: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('image_members')
      .addColumn('image_id', 'text', (column) => column.notNull().references('images.id'))
      .addColumn('member_id', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .addColumn('image_created_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('image_members_key', ['image_id', 'member_id'])
      .execute()
    // What is shared with a project, for its lists, newest image first.
    await db.schema
      .createIndex('image_members_by_member')
      .on('image_members')
      .columns(['member_id', 'status', 'image_created_at', 'image_id'])
      .execute()
  },
}
