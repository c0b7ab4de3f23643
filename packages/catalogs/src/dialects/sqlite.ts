import type { ImageCatalog } from '@vitrine/core'
import { createImageCatalog } from '../image-catalog.ts'
import { openSqlite } from './sqlite-database.ts'

export type SqliteCatalog = ImageCatalog & { close(): Promise<void> }

/** Opens the catalogue in the file at `path`, or a new one that lasts until it is closed at `:memory:`. */
export async function createSqliteCatalog({ path }: { path: string }): Promise<SqliteCatalog> {
  const db = await openSqlite(path)
  return { ...createImageCatalog(db), close: () => db.destroy() }
}
