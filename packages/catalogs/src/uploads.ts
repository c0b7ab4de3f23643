import type { ImageCatalog } from '@vitrine/core'
import type { Kysely } from 'kysely'
import { fromData } from './image-rows.ts'
import { assertRoomForUploads } from './project-usage.ts'
import type { CatalogTables } from './schema.ts'
import { moveImage, moveImages } from './status-moves.ts'

type Uploads = Pick<ImageCatalog, 'beginUpload' | 'reserve' | 'completeUpload' | 'abandonUpload' | 'abandonAllUploads'>

/** An upload owns its image as long as the image is `saving` under the upload's key. */
export function createUploads(db: Kysely<CatalogTables>): Uploads {
  return {
    async beginUpload(id, { key, store }, at, reservation) {
      return db.transaction().execute(async (trx) => {
        const begun = await moveImage(trx, { id, from: 'queued', to: 'saving', at }, { blob_key: key })
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
        const move = { id, key, from: 'saving', to: 'active', at } as const
        if ((await moveImage(trx, move, { ...fromData(data), copies: 1 })) === undefined) return false
        await trx.updateTable('blobs').set({ state: 'stored', reserved: 0 }).where('key', '=', key).execute()
        return true
      })
    },

    async abandonUpload(id, { key, store }, at, status = 'queued') {
      return db.transaction().execute(async (trx) => {
        await moveImage(trx, { id, key, from: 'saving', to: status, at }, { blob_key: null })
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
        const abandoned = await moveImages(trx, { from: 'saving', to: 'queued', at }, { blob_key: null })
          .where('id', 'in', ({ selectFrom }) => selectFrom('blobs').select('image_id').where('state', '=', 'writing'))
          .returning('id')
          .execute()
        await trx.updateTable('blobs').set({ state: 'doomed' }).where('state', '=', 'writing').execute()
        return abandoned.map(({ id }) => id)
      })
    },
  }
}
