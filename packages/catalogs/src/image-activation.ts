import type { ImageCatalog } from '@vitrine/core'
import type { Kysely } from 'kysely'
import type { CatalogTables } from './schema.ts'

export function createImageActivation(db: Kysely<CatalogTables>): Pick<ImageCatalog, 'moveStatus'> {
  return {
    async moveStatus(id, from, to, at) {
      const { numUpdatedRows } = await db
        .updateTable('images')
        .set((eb) => ({ status: to, updated_at: at.getTime(), revision: eb('revision', '+', 1) }))
        .where('id', '=', id)
        .where('status', '=', from)
        .executeTakeFirstOrThrow()
      return numUpdatedRows > 0n
    },
  }
}
