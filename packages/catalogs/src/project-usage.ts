import { Problem, type ProjectLimits, type ProjectUsage } from '@vitrine/core'
import type { Kysely, Transaction } from 'kysely'
import type { CatalogTables } from './schema.ts'

export async function usageOf(db: Kysely<CatalogTables>, owner: string | null): Promise<ProjectUsage> {
  const [images, bytes, running] = await Promise.all([
    countImages(db, owner),
    sumBytes(db, owner),
    sumUploads(db, owner),
  ])
  return { images, bytes, ...running }
}

/** Throws `quotaExceeded`. Inside the transaction that inserts, so that no other can come between. */
export async function assertRoomForImage(trx: Transaction<CatalogTables>, owner: string | null, limit: number) {
  if (limit < 0 || (await countImages(trx, owner)) < limit) return
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
  const bytes = await sumBytes(trx, owner)
  if (bytes + reserved > limits.bytes) {
    throw new Problem('quotaExceeded', `The project may have ${limits.bytes} bytes of data: there is no room for this`)
  }
}

async function countImages(db: Kysely<CatalogTables>, owner: string | null): Promise<number> {
  const { count } = await ownedBy(db, owner)
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

async function sumBytes(db: Kysely<CatalogTables>, owner: string | null): Promise<number> {
  const { bytes } = await ownedBy(db, owner)
    .where('copies', '>', 0)
    .select(({ fn, eb }) => fn.sum(eb('size', '*', eb.ref('copies'))).as('bytes'))
    .executeTakeFirstOrThrow()
  return Number(bytes ?? 0)
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

function ownedBy(db: Kysely<CatalogTables>, owner: string | null) {
  return db
    .selectFrom('images')
    .where('owner', owner === null ? 'is' : '=', owner)
    .where('deleted_at', 'is', null)
}
