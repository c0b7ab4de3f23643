import { type ImageCatalog, type ImageQuery, type NewImage, Problem } from '@vitrine/core'
import { type Kysely, sql } from 'kysely'
import { insertDetails, replaceDetails } from './image-details.ts'
import { selectPage } from './image-query.ts'
import { fromAttributes, fromNewImage, IMAGE_COLUMNS, type ImageRow, NO_FACTS, toImage } from './image-rows.ts'
import type { SortValues } from './list-order.ts'
import type { CatalogTables } from './schema.ts'

type Records = Pick<ImageCatalog, 'insert' | 'find' | 'list' | 'update' | 'delete'>

export function createImageRecords(db: Kysely<CatalogTables>): Records {
  // Compiled once: building its SQL takes several times as long as running it.
  const findById = sql<ImageRow>`
    select ${IMAGE_COLUMNS} from images where images.id = ${''} and images.deleted_at is null`.compile(db)
  const findRow = async (executor: Kysely<CatalogTables>, id: string) => {
    const { rows } = await executor.executeQuery<ImageRow>({ ...findById, parameters: [id] })
    return rows[0]
  }

  async function findMarker({ marker: id }: ImageQuery): Promise<SortValues | undefined> {
    if (id === undefined) return undefined
    const row = await findRow(db, id)
    if (row === undefined) throw new Problem('queryInvalid', `'marker' ${id} is not the id of an image`)
    return row
  }

  return {
    async insert(image) {
      await db.transaction().execute(async (trx) => {
        const { numInsertedOrUpdatedRows } = await trx
          .insertInto('images')
          .values(fromNewImage(image))
          .onConflict((conflict) => conflict.column('id').doNothing())
          .executeTakeFirstOrThrow()
        if (numInsertedOrUpdatedRows === 0n) throw new Problem('imageIdTaken', `Image id ${image.id} is already taken`)
        await insertDetails(trx, image.id, image)
      })
      return asStored(image)
    },

    async find(id) {
      const row = await findRow(db, id)
      return row === undefined ? undefined : toImage(row)
    },

    async list(query) {
      const marker = await findMarker(query)
      const page = selectPage(query, marker)
      if (page === undefined) return []
      const { rows } = await db.executeQuery(page.compile(db))
      return rows.map(toImage)
    },

    async update(id, revision, attributes, updatedAt) {
      return db.transaction().execute(async (trx) => {
        const row = await findRow(trx, id)
        if (row?.revision !== revision) return undefined
        const changes = { ...fromAttributes(attributes), updated_at: updatedAt.getTime(), revision: revision + 1 }
        const { numUpdatedRows } = await trx
          .updateTable('images')
          .set(changes)
          .where('id', '=', id)
          .where('revision', '=', revision)
          .where('deleted_at', 'is', null)
          .executeTakeFirstOrThrow()
        if (numUpdatedRows === 0n) return undefined
        await replaceDetails(trx, id, toImage(row), attributes)
        return toImage({ ...row, ...changes })
      })
    },

    async delete(id, revision, deletedAt) {
      return db.transaction().execute(async (trx) => {
        const { numUpdatedRows } = await trx
          .updateTable('images')
          .set({ ...NO_FACTS, status: 'deleted', deleted_at: deletedAt.getTime(), revision: revision + 1 })
          .where('id', '=', id)
          .where('revision', '=', revision)
          .where('deleted_at', 'is', null)
          .executeTakeFirstOrThrow()
        if (numUpdatedRows === 0n) return false
        await trx.deleteFrom('image_tags').where('image_id', '=', id).execute()
        await trx.deleteFrom('image_properties').where('image_id', '=', id).execute()
        await trx.deleteFrom('image_members').where('image_id', '=', id).execute()
        // A key still being written stays: its upload will find the image gone, stop, and doom the key itself.
        await trx
          .updateTable('blobs')
          .set({ state: 'doomed' })
          .where('image_id', '=', id)
          .where('state', '=', 'stored')
          .execute()
        return true
      })
    },
  }
}

function asStored(image: NewImage) {
  return { ...image, status: 'queued', data: null, updatedAt: image.createdAt, revision: 1 } as const
}
