import type { ImageCatalog } from '@vitrine/core'
import type { Kysely } from 'kysely'
import { createImageMembers } from './image-members.ts'
import { createImageRecords } from './image-records.ts'
import type { CatalogTables } from './schema.ts'
import { createUploads } from './uploads.ts'

/** The catalogue over any engine that Kysely speaks to. */
export function createImageCatalog(db: Kysely<CatalogTables>): ImageCatalog {
  return { ...createImageRecords(db), ...createImageMembers(db), ...createUploads(db) }
}
