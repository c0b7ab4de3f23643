import { Problem, type ProjectLimits, type ProjectUsage } from '@vitrine/core'
import type { Kysely, Transaction } from 'kysely'
import type { ImageRow } from './image-rows.ts'
import type { CatalogTables } from './schema.ts'

type Totals = Pick<ProjectUsage, 'images' | 'bytes'>

export async function usageOf(db: Kysely<CatalogTables>, owner: string | null): Promise<ProjectUsage> {
  const [totals, running] = await Promise.all([totalsOf(db, owner), sumUploads(db, owner)])
  return { ...totals, ...running }
}

/** What decides how an image counts. */
export const COUNTED_COLUMNS = ['owner', 'status', 'size', 'copies'] as const satisfies (keyof ImageRow)[]
export type CountedRow = Pick<ImageRow, (typeof COUNTED_COLUMNS)[number]>

/**
 * Keeps the totals right, in the transaction that changes an image; there is nothing before one that comes, and nothing
 * after one that goes. Whatever changes a column that counts has to come through here.
 */
export async function recount(
  trx: Transaction<CatalogTables>,
  before: CountedRow | undefined,
  after: CountedRow | undefined,
) {
  const [less, more] = [shareOf(before), shareOf(after)]
  if (before?.owner === after?.owner) {
    return addToProject(trx, after?.owner, { images: more.images - less.images, bytes: more.bytes - less.bytes })
  }
  await addToProject(trx, before?.owner, { images: -less.images, bytes: -less.bytes })
  await addToProject(trx, after?.owner, more)
}

function shareOf(row: CountedRow | undefined): Totals {
  if (row === undefined) return { images: 0, bytes: 0 }
  // A killed image is none that counts: no list shows it to its project, so nobody there could make room.
  return { images: row.status === 'killed' ? 0 : 1, bytes: (row.size ?? 0) * row.copies }
}

async function addToProject(
  trx: Transaction<CatalogTables>,
  owner: string | null | undefined,
  { images, bytes }: Totals,
) {
  if (owner == null || (images === 0 && bytes === 0)) return
  await trx
    .insertInto('project_totals')
    .values({ owner, images, bytes })
    .onConflict((conflict) =>
      conflict.column('owner').doUpdateSet(({ eb, ref }) => ({
        images: eb(ref('project_totals.images'), '+', images),
        bytes: eb(ref('project_totals.bytes'), '+', bytes),
      })),
    )
    .execute()
}

/** Throws `quotaExceeded`. Inside the transaction that inserts, so that no other can come between. */
export async function assertRoomForImage(trx: Transaction<CatalogTables>, owner: string | null, limit: number) {
  if (limit < 0 || (await totalsOf(trx, owner)).images < limit) return
  throw new Problem('quotaExceeded', `The project may have ${limit} images, and has as many`)
}

/** As `assertRoomForImage`, for the uploads that the project has running: one more, or one that grew. */
export async function assertRoomForUploads(
  trx: Transaction<CatalogTables>,
  owner: string | null,
  limits: ProjectLimits,
) {
  if (limits.uploads < 0 && limits.bytes < 0) return
  const { uploads, reserved } = await sumUploads(trx, owner)
  if (limits.uploads >= 0 && uploads > limits.uploads) {
    throw new Problem('quotaExceeded', `The project may upload to ${limits.uploads} images at once`)
  }
  if (limits.bytes < 0) return
  const { bytes } = await totalsOf(trx, owner)
  if (bytes + reserved > limits.bytes) {
    throw new Problem('quotaExceeded', `The project may have ${limits.bytes} bytes of data: there is no room for this`)
  }
}

async function totalsOf(db: Kysely<CatalogTables>, owner: string | null): Promise<Totals> {
  const totals = await db
    .selectFrom('project_totals')
    .select(['images', 'bytes'])
    .where('owner', '=', owner)
    .executeTakeFirst()
  return totals ?? { images: 0, bytes: 0 }
}

async function sumUploads(db: Kysely<CatalogTables>, owner: string | null) {
  const { uploads, reserved } = await db
    .selectFrom('blobs')
    .innerJoin('images', 'images.id', 'blobs.image_id')
    .where('blobs.state', '=', 'writing')
    .where('images.owner', owner === null ? 'is' : '=', owner)
    .where('images.deleted_at', 'is', null)
    .select(({ fn }) => [fn.countAll().as('uploads'), fn.sum('blobs.reserved').as('reserved')])
    .executeTakeFirstOrThrow()
  return { uploads: Number(uploads), reserved: Number(reserved ?? 0) }
}
