import type { IdentityDirectory, ImageCatalog } from '@vitrine/core'
import { createIdentityDirectory } from '../identity-directory.ts'
import { createImageCatalog } from '../image-catalog.ts'
import { openSqlite } from './sqlite-database.ts'

export interface SqliteCatalog extends ImageCatalog {
  /** In the same database. */
  readonly directory: IdentityDirectory
  close(): Promise<void>
}

/** Opens the catalogue in the file at `path`, or a new one that lasts until it is closed at `:memory:`. */
export async function createSqliteCatalog({ path }: { path: string }): Promise<SqliteCatalog> {
  const db = await openSqlite(path)
  return { ...createImageCatalog(db), directory: createIdentityDirectory(db), close: () => db.destroy() }
}
