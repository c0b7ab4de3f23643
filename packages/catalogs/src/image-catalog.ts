import type { ImageCatalog } from '@vitrine/core'
import type { Kysely } from 'kysely'
import { createBlobs } from './blobs.ts'
import { createForgetting } from './forget-deleted.ts'
import { createImageActivation } from './image-activation.ts'
import { createImageLists } from './image-lists.ts'
import { createImageMembers } from './image-members.ts'
import { createImageRecords } from './image-records.ts'
import { createImageSharing } from './image-sharing.ts'
import { createImageTags } from './image-tags.ts'
import type { ReadBy } from './list-paths.ts'
import { usageOf } from './project-usage.ts'
import type { CatalogTables } from './schema.ts'
import { createUploads } from './uploads.ts'

/** The catalogue over any engine that Kysely speaks to. */
export function createImageCatalog(db: Kysely<CatalogTables>, readBy?: ReadBy): ImageCatalog {
  return {
    ...createImageRecords(db),
    ...createForgetting(db, readBy),
    ...createImageLists(db, readBy),
    ...createImageTags(db),
    ...createImageActivation(db),
    ...createImageMembers(db),
    ...createImageSharing(db),
    ...createUploads(db),
    ...createBlobs(db),
    usageOf: (projectId) => usageOf(db, projectId),
  }
}
