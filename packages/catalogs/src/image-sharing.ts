import { type ImageCatalog, Problem, type WantedMember } from '@vitrine/core'
import type { Kysely, Transaction } from 'kysely'
import { holdImage } from './hold-image.ts'
import { type MemberRow, toMember } from './member-rows.ts'
import type { CatalogTables } from './schema.ts'

/** Whoever makes members holds the image: of any number at once, each counts those that came before. */
export function createImageSharing(
  db: Kysely<CatalogTables>,
): Pick<ImageCatalog, 'addMember' | 'putMember' | 'replaceMembers'> {
  return {
    async addMember(imageId, wanted, at, limit) {
      return db.transaction().execute(async (trx) => {
        const row = newMember(await holdImage(trx, imageId), wanted, at)
        if (!(await insert(trx, row))) {
          throw new Problem('memberExists', `Image ${imageId} is shared with ${wanted.memberId} already`)
        }
        await assertWithinLimit(trx, imageId, limit)
        return toMember(row)
      })
    },

    async putMember(imageId, wanted, at, limit) {
      return db.transaction().execute(async (trx) => {
        const row = newMember(await holdImage(trx, imageId), wanted, at)
        if (await insert(trx, row)) await assertWithinLimit(trx, imageId, limit)
        else await change(trx, row, wanted)
        return toMember(await read(trx, row))
      })
    },

    async replaceMembers(imageId, wanted, at, limit) {
      await db.transaction().execute(async (trx) => {
        const image = await holdImage(trx, imageId)
        const memberIds = new Set(wanted.map(({ memberId }) => memberId))
        if (limit >= 0 && memberIds.size > limit) throw tooMany(imageId, limit, memberIds.size)
        await removeOthers(trx, imageId, memberIds)
        for (const one of wanted) {
          const row = newMember(image, one, at)
          if (!(await insert(trx, row))) await change(trx, row, one)
        }
      })
    },
  }
}

function newMember(
  image: { id: string; created_at: number },
  { memberId, canShare = false }: WantedMember,
  at: Date,
): MemberRow {
  return {
    image_id: image.id,
    member_id: memberId,
    status: 'pending',
    can_share: canShare ? 1 : 0,
    created_at: at.getTime(),
    updated_at: at.getTime(),
    image_created_at: image.created_at,
  }
}

/** Answers false, and changes nothing, when the project is a member already. */
async function insert(trx: Transaction<CatalogTables>, row: MemberRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('image_members')
    .values(row)
    .onConflict((conflict) => conflict.columns(['image_id', 'member_id']).doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows !== 0n
}

/** To what is wanted of it; a member that is so already stays as it is. */
async function change(trx: Transaction<CatalogTables>, row: MemberRow, { canShare }: WantedMember): Promise<void> {
  if (canShare === undefined) return
  await trx
    .updateTable('image_members')
    .set({ can_share: row.can_share, updated_at: row.updated_at })
    .where('image_id', '=', row.image_id)
    .where('member_id', '=', row.member_id)
    .where('can_share', '!=', row.can_share)
    .execute()
}

function read(trx: Transaction<CatalogTables>, { image_id, member_id }: MemberRow): Promise<MemberRow> {
  return trx
    .selectFrom('image_members')
    .selectAll()
    .where('image_id', '=', image_id)
    .where('member_id', '=', member_id)
    .executeTakeFirstOrThrow()
}

/** One by one: there is no limit to how many that may be. */
async function removeOthers(
  trx: Transaction<CatalogTables>,
  imageId: string,
  kept: ReadonlySet<string>,
): Promise<void> {
  const members = await trx.selectFrom('image_members').select('member_id').where('image_id', '=', imageId).execute()
  for (const { member_id } of members) {
    if (kept.has(member_id)) continue
    await trx.deleteFrom('image_members').where('image_id', '=', imageId).where('member_id', '=', member_id).execute()
  }
}

async function assertWithinLimit(trx: Transaction<CatalogTables>, imageId: string, limit: number): Promise<void> {
  if (limit < 0) return
  const { count } = await trx
    .selectFrom('image_members')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('image_id', '=', imageId)
    .executeTakeFirstOrThrow()
  if (Number(count) > limit) throw tooMany(imageId, limit, Number(count))
}

function tooMany(imageId: string, limit: number, count: number): Problem {
  return new Problem('quotaExceeded', `Image ${imageId} may have ${limit} members, not ${count}`)
}
