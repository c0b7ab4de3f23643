import type { ImageCatalog } from '@vitrine/core'
import type { Kysely } from 'kysely'
import { holdImage } from './hold-image.ts'
import { replaceTags } from './image-details.ts'
import type { CatalogTables } from './schema.ts'

export function createImageTags(db: Kysely<CatalogTables>): Pick<ImageCatalog, 'changeTags'> {
  return {
    async changeTags(id, at, decide) {
      await db.transaction().execute(async (trx) => {
        const before: readonly string[] = JSON.parse((await holdImage(trx, id)).tags)
        const after = decide(before)
        if (after === before) return
        await trx
          .updateTable('images')
          .set((eb) => ({
            tags: JSON.stringify(after),
            updated_at: at.getTime(),
            revision: eb('revision', '+', 1),
          }))
          .where('id', '=', id)
          .execute()
        await replaceTags(trx, id, before, after)
      })
    },
  }
}
