export type {
  Image,
  ImageCreate,
  ImageList,
  ImageLocation,
  ImageLocationCreate,
  ImagePatch,
  ImageStatus,
  ImageTask,
  Member,
  MemberStatus,
  Project,
  Store,
  StoreDetail,
  Task,
  TaskCreate,
  TaskSummary,
  Usage,
  Version,
  Visibility,
} from '@vitrine/api-types'
export {
  type CallOptions,
  createImageClient,
  type ImageClient,
  type ImageClientOptions,
  type ImageRecord,
  type NewImage,
} from './client.ts'
export { type Credentials, type Reference, toTokenRequest } from './credentials.ts'
export type { ExpectedDigest } from './digest.ts'
export type { EndpointQuery } from './endpoint.ts'
export { ApiError, DigestMismatchError, LoginError, TransferError } from './errors.ts'
export type { ImageChanges } from './image-changes.ts'
export type {
  Download,
  DownloadOptions,
  FileDownload,
  FileDownloadOptions,
  ImageData,
  UploadOptions,
} from './image-data.ts'
export type { Information } from './information.ts'
export { addingLocation, describingLocation, removingLocations } from './location-patch.ts'
export type { ImageLocations } from './locations.ts'
export { createLogin, type Login, type LoginOptions } from './login.ts'
export type { ImageMembers } from './members.ts'
export type { ByteRange } from './open-data.ts'
export type { ImageQuery } from './pages.ts'
export type { ImageTags } from './tags.ts'
export type { TaskQuery, Tasks } from './tasks.ts'
export type { TokenSource } from './token.ts'
export type { Session } from './token-request.ts'
export type { ImageSource, Progress, TlsOptions } from './transport.ts'
