import type {
  ApiKeyCatalog,
  DownloadLinkCatalog,
  IdentityDirectory,
  ImageCatalog,
  MachineImageCatalog,
  TaskCatalog,
} from '@vitrine/core'
import { createApiKeyCatalog } from '../api-keys.ts'
import { createDownloadLinkCatalog } from '../download-links.ts'
import { createIdentityDirectory } from '../identity-directory.ts'
import { createImageCatalog } from '../image-catalog.ts'
import { createMachineImageCatalog } from '../machine-image-catalog.ts'
import { createTaskCatalog } from '../tasks.ts'
import { openSqlite } from './sqlite-database.ts'
import { indexedBy } from './sqlite-indexed-by.ts'

export interface SqliteCatalog extends ImageCatalog {
  /** These are in the same database. */
  readonly directory: IdentityDirectory
  readonly tasks: TaskCatalog
  readonly machineImages: MachineImageCatalog
  readonly links: DownloadLinkCatalog
  readonly apiKeys: ApiKeyCatalog
  close(): Promise<void>
}

/** Opens the catalogue in the file at `path`, or a new one that lasts until it is closed at `:memory:`. */
export async function createSqliteCatalog({ path }: { path: string }): Promise<SqliteCatalog> {
  const db = await openSqlite(path)
  return {
    ...createImageCatalog(db, indexedBy),
    directory: createIdentityDirectory(db),
    tasks: createTaskCatalog(db),
    machineImages: createMachineImageCatalog(db),
    links: createDownloadLinkCatalog(db),
    apiKeys: createApiKeyCatalog(db),
    close: () => db.destroy(),
  }
}
