export type { Image, ImageCreate, ImageList, ImagePatch, ImageStatus, Version, Visibility } from '@vitrine/api-types'
export {
  type CallOptions,
  createImageClient,
  type ImageClient,
  type ImageClientOptions,
  type ImageRecord,
  type NewImage,
} from './client.ts'
export type { ExpectedDigest } from './digest.ts'
export { ApiError, DigestMismatchError, TransferError } from './errors.ts'
export type { ImageChanges } from './image-changes.ts'
export type {
  Download,
  DownloadOptions,
  FileDownload,
  FileDownloadOptions,
  ImageData,
  UploadOptions,
} from './image-data.ts'
export type { ByteRange } from './open-data.ts'
export type { ImageQuery } from './pages.ts'
export type { TokenSource } from './token.ts'
export type { ImageSource, Progress } from './transport.ts'
