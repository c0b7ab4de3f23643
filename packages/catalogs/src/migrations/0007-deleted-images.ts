import { type Kysely, sql } from 'kysely'
import type { Migration } from 'kysely/migration'

/** What was said of a deleted image stays, for lists of what changed. Of those from before nothing is left to list. */
export const deletedImages: Migration = {
  async up(db: Kysely<unknown>) {
    for (const column of ['created_at', 'updated_at']) {
      for (const [of, scope] of [
        ['', ['hidden', 'visibility']],
        ['of_owner_', ['owner', 'hidden', 'visibility']],
      ] as const) {
        await db.schema
          .createIndex(`deleted_images_${of}by_${column}`)
          .on('images')
          .columns([...scope, column])
          .where(sql.ref('deleted_at'), 'is not', null)
          .where(sql.ref('created_at'), '>', 0)
          .execute()
      }
    }

    // Killed images do not count: the totals are right as they are, because there was no way to such an image before.

    // Where images are null, which a few properties could be before, lists find them as empty.
    await sql`update image_properties set value = '' where value is null`.execute(db)

    // Members of an image may be allowed to share it with others.
    await db.schema
      .alterTable('image_members')
      .addColumn('can_share', 'integer', (column) => column.notNull().defaultTo(0))
      .execute()
  },
}
