import type { ImageCatalog } from '@vitrine/core'
import type { Kysely } from 'kysely'
import { type MemberRow, toMember } from './member-rows.ts'
import { prepare } from './prepare.ts'
import type { CatalogTables } from './schema.ts'

type Members = Pick<ImageCatalog, 'listMembers' | 'findMember' | 'updateMember' | 'removeMember' | 'listMemberships'>

/** Members that are there; `createImageSharing` makes them. */
export function createImageMembers(db: Kysely<CatalogTables>): Members {
  // Whoever reads an image of another project asks.
  const find = prepare<MemberRow>(
    db,
    db.selectFrom('image_members').selectAll().where('image_id', '=', '').where('member_id', '=', ''),
  )

  return {
    async listMembers(imageId) {
      const rows = await db
        .selectFrom('image_members')
        .selectAll()
        .where('image_id', '=', imageId)
        .orderBy('created_at')
        .orderBy('member_id')
        .execute()
      return rows.map(toMember)
    },

    async findMember(imageId, memberId) {
      const [row] = await find(imageId, memberId)
      return row && toMember(row)
    },

    async updateMember(imageId, memberId, status, updatedAt) {
      const row = await db
        .updateTable('image_members')
        .set({ status, updated_at: updatedAt.getTime() })
        .where('image_id', '=', imageId)
        .where('member_id', '=', memberId)
        .returningAll()
        .executeTakeFirst()
      return row && toMember(row)
    },

    async removeMember(imageId, memberId) {
      const { numDeletedRows } = await db
        .deleteFrom('image_members')
        .where('image_id', '=', imageId)
        .where('member_id', '=', memberId)
        .executeTakeFirstOrThrow()
      return numDeletedRows > 0n
    },

    async listMemberships(memberId) {
      const rows = await db
        .selectFrom('image_members')
        .innerJoin('images', 'images.id', 'image_members.image_id')
        .selectAll('image_members')
        .where('member_id', '=', memberId)
        .where('visibility', '!=', 'private')
        .orderBy('image_created_at', 'desc')
        .orderBy('image_id', 'desc')
        .execute()
      return rows.map(toMember)
    },
  }
}
