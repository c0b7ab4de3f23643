export { createDigestPool, type DigestPool, isHashAlgorithm } from './data-path/digest-pool.ts'
export { ingest } from './data-path/ingest.ts'
export { readAhead } from './data-path/read-ahead.ts'
export * from './images/attribute-rules.ts'
export { type BlobReaper, createBlobReaper } from './images/blob-reaper.ts'
export type * from './images/image.ts'
export { IMAGE_STATUSES, VISIBILITIES } from './images/image.ts'
export {
  createImageDataService,
  type Download,
  type ImageDataService,
  type Upload,
} from './images/image-data-service.ts'
export { applyPatch, isBaseAttribute, uniqueTags } from './images/image-patch.ts'
export type * from './images/image-query.ts'
export { SORT_KEYS, UNLISTED_STATUSES } from './images/image-query.ts'
export { createImageService, type ImageService } from './images/image-service.ts'
export { type PatchDialect, type PatchItem, parsePatch } from './images/json-patch.ts'
export { listScope } from './images/visibility.ts'
export type { Caller, Identity } from './ports/identity.ts'
export type { ImageCatalog, NewImage } from './ports/image-catalog.ts'
export type { ByteRange, ImageStore } from './ports/image-store.ts'
export { Problem, type ProblemCode } from './problem.ts'
