import type { ImageCatalog, ImageData } from '@vitrine/core'
import type { Kysely, Transaction } from 'kysely'
import type { CatalogTables } from './schema.ts'

/** What became of the bytes that images no longer need. */
export function createBlobs(db: Kysely<CatalogTables>): Pick<ImageCatalog, 'listDoomed' | 'forgetKey' | 'countBlobs'> {
  return {
    async listDoomed(limit, after = '') {
      return db
        .selectFrom('blobs')
        .select(['key', 'store'])
        .where('state', '=', 'doomed')
        .where('key', '>', after)
        .orderBy('key')
        .limit(limit)
        .execute()
    },

    async forgetKey(key) {
      await db.deleteFrom('blobs').where('key', '=', key).execute()
    },

    async countBlobs() {
      const rows = await db
        .selectFrom('blobs')
        .select(({ fn }) => ['store', fn.countAll().as('blobs')])
        .groupBy('store')
        .orderBy('store')
        .execute()
      return rows.map(({ store, blobs }) => ({ store, blobs: Number(blobs) }))
    },
  }
}

/** The stored bytes of an image, all of them or those of the keys, are for nobody to read any more. */
export async function doomBlobs(trx: Transaction<CatalogTables>, imageId: string, keys?: readonly string[]) {
  if (keys?.length === 0) return
  let blobs = trx
    .updateTable('blobs')
    .set({ state: 'doomed' })
    .where('image_id', '=', imageId)
    .where('state', '=', 'stored')
  if (keys) blobs = blobs.where('key', 'in', keys)
  await blobs.execute()
}

/** How many of the places are in stores of ours. */
export async function copiesOf(trx: Transaction<CatalogTables>, imageId: string, data: ImageData | null) {
  const keys = data?.locations.map(({ key }) => key) ?? []
  if (keys.length === 0) return { copies: 0 }
  const { count } = await trx
    .selectFrom('blobs')
    .where('image_id', '=', imageId)
    .where('state', '=', 'stored')
    .where('key', 'in', keys)
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  return { copies: Number(count) }
}

export function keysLeftBehind(before: ImageData | null, after: ImageData | null): string[] {
  const kept = new Set(after?.locations.map(({ key }) => key))
  return (before?.locations ?? []).map(({ key }) => key).filter((key) => !kept.has(key))
}
