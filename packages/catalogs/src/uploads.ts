import type { AbandonedStatus, ImageCatalog } from '@vitrine/core'
import type { Kysely, Transaction } from 'kysely'
import { fromData } from './image-rows.ts'
import { addToProject, assertRoomForUploads } from './project-usage.ts'
import type { CatalogTables } from './schema.ts'

type Uploads = Pick<ImageCatalog, 'beginUpload' | 'reserve' | 'completeUpload' | 'abandonUpload' | 'abandonAllUploads'>

/** An upload owns its image as long as the image is `saving` under the upload's key. */
export function createUploads(db: Kysely<CatalogTables>): Uploads {
  return {
    async beginUpload(id, { key, store }, at, reservation) {
      return db.transaction().execute(async (trx) => {
        const begun = await move(trx, 'queued', 'saving', at)
          .set({ blob_key: key })
          .where('id', '=', id)
          .returning('owner')
          .executeTakeFirst()
        if (begun === undefined) return false
        await trx
          .insertInto('blobs')
          .values({ key, store, image_id: id, state: 'writing', reserved: reservation?.size ?? 0 })
          .execute()
        if (reservation) await assertRoomForUploads(trx, begun.owner, reservation.limits)
        return true
      })
    },

    async reserve(key, { size, limits }) {
      await db.transaction().execute(async (trx) => {
        const blob = await trx
          .updateTable('blobs')
          .set({ reserved: size })
          .where('key', '=', key)
          .where('state', '=', 'writing')
          .returning('image_id')
          .executeTakeFirst()
        if (blob === undefined) return
        const image = await trx.selectFrom('images').select('owner').where('id', '=', blob.image_id).executeTakeFirst()
        if (image) await assertRoomForUploads(trx, image.owner, limits)
      })
    },

    async completeUpload(id, key, data, at) {
      return db.transaction().execute(async (trx) => {
        const completed = await move(trx, 'saving', 'active', at)
          .set({ ...fromData(data), copies: 1 })
          .where('id', '=', id)
          .where('blob_key', '=', key)
          .returning('owner')
          .executeTakeFirst()
        if (completed === undefined) return false
        await addToProject(trx, completed.owner, { images: 0, bytes: data.size })
        await trx.updateTable('blobs').set({ state: 'stored', reserved: 0 }).where('key', '=', key).execute()
        return true
      })
    },

    async abandonUpload(id, { key, store }, at, status = 'queued') {
      return db.transaction().execute(async (trx) => {
        await move(trx, 'saving', status, at)
          .set({ blob_key: null })
          .where('id', '=', id)
          .where('blob_key', '=', key)
          .execute()
        // A key that was already forgotten is doomed anew, since its upload may have gone on writing; one that became
        // data of the image is not: the uploader of a completion that was stored but not heard of must not destroy it.
        const { numInsertedOrUpdatedRows } = await trx
          .insertInto('blobs')
          .values({ key, store, image_id: id, state: 'doomed', reserved: 0 })
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
  }
}

function move(
  trx: Transaction<CatalogTables>,
  from: 'queued' | 'saving',
  to: 'saving' | 'active' | AbandonedStatus,
  at: Date,
) {
  return trx
    .updateTable('images')
    .set((eb) => ({ status: to, updated_at: at.getTime(), revision: eb('revision', '+', 1) }))
    .where('status', '=', from)
}
