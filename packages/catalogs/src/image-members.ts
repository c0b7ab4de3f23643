import { type ImageCatalog, type ImageMember, Problem } from '@vitrine/core'
import type { Kysely, Selectable, Transaction } from 'kysely'
import { holdImage } from './hold-image.ts'
import { prepare } from './prepare.ts'
import type { CatalogTables, ImageMembersTable } from './schema.ts'

type Members = Pick<ImageCatalog, 'listMembers' | 'findMember' | 'addMember' | 'updateMember' | 'removeMember'>
type MemberRow = Selectable<ImageMembersTable>

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

    async addMember(imageId, memberId, at, limit) {
      return db.transaction().execute(async (trx) => {
        const { created_at: image_created_at } = await holdImage(trx, imageId)
        const row: MemberRow = {
          image_id: imageId,
          member_id: memberId,
          status: 'pending',
          created_at: at.getTime(),
          updated_at: at.getTime(),
          image_created_at,
        }
        const { numInsertedOrUpdatedRows } = await trx
          .insertInto('image_members')
          .values(row)
          .onConflict((conflict) => conflict.columns(['image_id', 'member_id']).doNothing())
          .executeTakeFirstOrThrow()
        if (numInsertedOrUpdatedRows === 0n) {
          throw new Problem('memberExists', `Image ${imageId} is shared with ${memberId} already`)
        }
        await assertWithinLimit(trx, imageId, limit)
        return toMember(row)
      })
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
  }
}

async function assertWithinLimit(trx: Transaction<CatalogTables>, imageId: string, limit: number): Promise<void> {
  if (limit < 0) return
  const { count } = await trx
    .selectFrom('image_members')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('image_id', '=', imageId)
    .executeTakeFirstOrThrow()
  if (Number(count) > limit) {
    throw new Problem('quotaExceeded', `Image ${imageId} may have ${limit} members, not ${count}`)
  }
}

function toMember(row: MemberRow): ImageMember {
  return {
    imageId: row.image_id,
    memberId: row.member_id,
    status: row.status,
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
  }
}
