import type { ImageCatalog } from '@vitrine/core'
import type { Kysely } from 'kysely'
import { createImageRecords } from './image-records.ts'
import type { JsonAggregates } from './image-rows.ts'
import type { CatalogTables } from './schema.ts'
import { createUploads } from './uploads.ts'

/** The catalogue over any engine that Kysely speaks to and that folds rows into JSON. */
export function createImageCatalog(db: Kysely<CatalogTables>, json: JsonAggregates): ImageCatalog {
  return { ...createImageRecords(db, json), ...createUploads(db) }
}
