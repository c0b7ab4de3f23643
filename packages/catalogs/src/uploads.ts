import type { ImageCatalog } from '@vitrine/core'
import type { Kysely, Transaction } from 'kysely'
import { fromData } from './image-rows.ts'
import type { CatalogTables } from './schema.ts'

type Uploads = Pick<
  ImageCatalog,
  'beginUpload' | 'completeUpload' | 'abandonUpload' | 'abandonAllUploads' | 'listDoomedKeys' | 'forgetKey'
>

/** An upload owns its image as long as the image is `saving` under the upload's key. */
export function createUploads(db: Kysely<CatalogTables>): Uploads {
  return {
    async beginUpload(id, key, at) {
      return db.transaction().execute(async (trx) => {
        const { numUpdatedRows } = await move(trx, 'queued', 'saving', at)
          .set({ blob_key: key })
          .where('id', '=', id)
          .executeTakeFirstOrThrow()
        if (numUpdatedRows === 0n) return false
        await trx.insertInto('blobs').values({ key, image_id: id, state: 'writing' }).execute()
        return true
      })
    },

    async completeUpload(id, data, at) {
      return db.transaction().execute(async (trx) => {
        const { numUpdatedRows } = await move(trx, 'saving', 'active', at)
          .set(fromData(data))
          .where('id', '=', id)
          .where('blob_key', '=', data.key)
          .executeTakeFirstOrThrow()
        if (numUpdatedRows === 0n) return false
        await trx.updateTable('blobs').set({ state: 'stored' }).where('key', '=', data.key).execute()
        return true
      })
    },

    async abandonUpload(id, key, at) {
      return db.transaction().execute(async (trx) => {
        await move(trx, 'saving', 'queued', at)
          .set({ blob_key: null })
          .where('id', '=', id)
          .where('blob_key', '=', key)
          .execute()
        // A key that was already forgotten is doomed anew, since its upload may have gone on writing; one that became
        // data of the image is not: the uploader of a completion that was stored but not heard of must not destroy it.
        const { numInsertedOrUpdatedRows } = await trx
          .insertInto('blobs')
          .values({ key, image_id: id, state: 'doomed' })
          .onConflict((conflict) =>
            conflict.column('key').doUpdateSet({ state: 'doomed' }).where('blobs.state', '!=', 'stored'),
          )
          .executeTakeFirstOrThrow()
        return numInsertedOrUpdatedRows !== 0n
      })
    },

    async abandonAllUploads(at) {
      return db.transaction().execute(async (trx) => {
        const abandoned = await move(trx, 'saving', 'queued', at)
          .set({ blob_key: null })
          .where('id', 'in', ({ selectFrom }) => selectFrom('blobs').select('image_id').where('state', '=', 'writing'))
          .returning('id')
          .execute()
        await trx.updateTable('blobs').set({ state: 'doomed' }).where('state', '=', 'writing').execute()
        return abandoned.map(({ id }) => id)
      })
    },

    async listDoomedKeys(limit, after = '') {
      const rows = await db
        .selectFrom('blobs')
        .select('key')
        .where('state', '=', 'doomed')
        .where('key', '>', after)
        .orderBy('key')
        .limit(limit)
        .execute()
      return rows.map(({ key }) => key)
    },

    async forgetKey(key) {
      await db.deleteFrom('blobs').where('key', '=', key).execute()
    },
  }
}

function move(
  trx: Transaction<CatalogTables>,
  from: 'queued' | 'saving',
  to: 'queued' | 'saving' | 'active',
  at: Date,
) {
  return trx
    .updateTable('images')
    .set((eb) => ({ status: to, updated_at: at.getTime(), revision: eb('revision', '+', 1) }))
    .where('status', '=', from)
}
