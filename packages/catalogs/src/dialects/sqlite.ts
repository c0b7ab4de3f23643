import type { IdentityDirectory, ImageCatalog, TaskCatalog } from '@vitrine/core'
import { createIdentityDirectory } from '../identity-directory.ts'
import { createImageCatalog } from '../image-catalog.ts'
import { createTaskCatalog } from '../tasks.ts'
import { openSqlite } from './sqlite-database.ts'
import { indexedBy } from './sqlite-indexed-by.ts'

export interface SqliteCatalog extends ImageCatalog {
  /** These are in the same database. */
  readonly directory: IdentityDirectory
  readonly tasks: TaskCatalog
  close(): Promise<void>
}

/** Opens the catalogue in the file at `path`, or a new one that lasts until it is closed at `:memory:`. */
export async function createSqliteCatalog({ path }: { path: string }): Promise<SqliteCatalog> {
  const db = await openSqlite(path)
  return {
    ...createImageCatalog(db, indexedBy),
    directory: createIdentityDirectory(db),
    tasks: createTaskCatalog(db),
    close: () => db.destroy(),
  }
}
