import { Problem, type ProjectLimits, type ProjectUsage } from '@vitrine/core'
import type { Kysely, Transaction } from 'kysely'
import type { ImageRow } from './image-rows.ts'
import type { CatalogTables } from './schema.ts'

type Totals = Pick<ProjectUsage, 'images' | 'bytes'>

export async function usageOf(db: Kysely<CatalogTables>, owner: string | null): Promise<ProjectUsage> {
  const [totals, running] = await Promise.all([totalsOf(db, owner), sumUploads(db, owner)])
  return { ...totals, ...running }
}

/** Bytes of the row in stores of ours. */
export function storedBytes({ size, copies }: Pick<ImageRow, 'size' | 'copies'>): number {
  return (size ?? 0) * copies
}

/** Keeps the totals right when an image changed its owner or its data; in the transaction that changed it. */
export async function moveBetweenProjects(trx: Transaction<CatalogTables>, before: ImageRow, after: ImageRow) {
  if (before.owner === after.owner && storedBytes(before) === storedBytes(after)) return
  await addToProject(trx, before.owner, { images: -1, bytes: -storedBytes(before) })
  await addToProject(trx, after.owner, { images: 1, bytes: storedBytes(after) })
}

export async function addToProject(trx: Transaction<CatalogTables>, owner: string | null, { images, bytes }: Totals) {
  if (owner === null) return
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
