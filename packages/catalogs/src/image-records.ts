import { type ImageCatalog, type NewImage, Problem } from '@vitrine/core'
import { type Kysely, sql } from 'kysely'
import { copiesOf, doomBlobs, keysLeftBehind } from './blobs.ts'
import { insertDetails, replaceDetails } from './image-details.ts'
import {
  fromAttributes,
  fromData,
  fromNewImage,
  IMAGE_COLUMNS,
  type ImageRow,
  IS_DELETED,
  IS_LIVING,
  toImage,
} from './image-rows.ts'
import { assertRoomForImage, recount } from './project-usage.ts'
import type { CatalogTables } from './schema.ts'

type Records = Pick<ImageCatalog, 'insert' | 'find' | 'findDeleted' | 'update' | 'delete'>

export function createImageRecords(db: Kysely<CatalogTables>): Records {
  // Compiled once: building its SQL takes several times as long as running it.
  const findById = sql<ImageRow>`
    select ${IMAGE_COLUMNS} from images where images.id = ${''} and ${IS_LIVING}`.compile(db)
  const findRow = async (executor: Kysely<CatalogTables>, id: string) => {
    const { rows } = await executor.executeQuery<ImageRow>({ ...findById, parameters: [id] })
    return rows[0]
  }

  return {
    async insert(image, limit = -1) {
      await db.transaction().execute(async (trx) => {
        await assertRoomForImage(trx, image.owner, limit)
        const row = fromNewImage(image)
        const { numInsertedOrUpdatedRows } = await trx
          .insertInto('images')
          .values(row)
          .onConflict((conflict) => conflict.column('id').doNothing())
          .executeTakeFirstOrThrow()
        if (numInsertedOrUpdatedRows === 0n) throw new Problem('imageIdTaken', `Image id ${image.id} is already taken`)
        await recount(trx, undefined, row)
        await insertDetails(trx, image.id, image)
      })
      return asStored(image)
    },

    async find(id) {
      const row = await findRow(db, id)
      return row === undefined ? undefined : toImage(row)
    },

    async findDeleted(id) {
      const found = sql<ImageRow>`select ${IMAGE_COLUMNS} from images where images.id = ${id} and ${IS_DELETED}`
      const { rows } = await found.execute(db)
      return rows[0] && toImage(rows[0])
    },

    async update(id, revision, attributes, updatedAt, content) {
      return db.transaction().execute(async (trx) => {
        const row = await findRow(trx, id)
        if (row?.revision !== revision) return undefined
        const changes = {
          ...fromAttributes(attributes),
          ...(content && {
            ...fromData(content.data),
            ...(await copiesOf(trx, id, content.data)),
            status: content.status,
          }),
          updated_at: updatedAt.getTime(),
          revision: revision + 1,
        }
        const { numUpdatedRows } = await trx
          .updateTable('images')
          .set(changes)
          .where('id', '=', id)
          .where('revision', '=', revision)
          .where('deleted_at', 'is', null)
          .executeTakeFirstOrThrow()
        if (numUpdatedRows === 0n) return undefined
        const before = toImage(row)
        await replaceDetails(trx, id, before, attributes)
        if (content) await doomBlobs(trx, id, keysLeftBehind(before.data, content.data))
        const after = { ...row, ...changes }
        await recount(trx, row, after)
        return toImage(after)
      })
    },

    async delete(id, revision, deletedAt) {
      return db.transaction().execute(async (trx) => {
        const row = await findRow(trx, id)
        if (row === undefined) return false
        const { numUpdatedRows } = await trx
          .updateTable('images')
          .set({
            // What its data was is known on, but not where.
            locations: row.locations && NO_PLACES,
            copies: 0,
            blob_key: null,
            status: 'deleted',
            updated_at: deletedAt.getTime(),
            deleted_at: deletedAt.getTime(),
            revision: revision + 1,
          })
          .where('id', '=', id)
          .where('revision', '=', revision)
          .where('deleted_at', 'is', null)
          .executeTakeFirstOrThrow()
        if (numUpdatedRows === 0n) return false
        await trx.deleteFrom('image_tags').where('image_id', '=', id).execute()
        await trx.deleteFrom('image_properties').where('image_id', '=', id).execute()
        await trx.deleteFrom('image_members').where('image_id', '=', id).execute()
        // A key still being written stays: its upload will find the image gone, stop, and doom the key itself.
        await doomBlobs(trx, id)
        await recount(trx, row, undefined)
        return true
      })
    },
  }
}

const NO_PLACES = '[]'

function asStored(image: NewImage) {
  return { ...image, status: 'queued', data: null, updatedAt: image.createdAt, deletedAt: null, revision: 1 } as const
}
