import type { ImageCatalog } from '@vitrine/core'
import type { Kysely } from 'kysely'
import type { CatalogTables } from './schema.ts'
import { moveImage } from './status-moves.ts'

export function createImageActivation(db: Kysely<CatalogTables>): Pick<ImageCatalog, 'moveStatus'> {
  return {
    async moveStatus(id, from, to, at) {
      const moved = await db.transaction().execute((trx) => moveImage(trx, { id, from, to, at }))
      return moved !== undefined
    },
  }
}
