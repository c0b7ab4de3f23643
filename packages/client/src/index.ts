export type {
  Image,
  ImageCreate,
  ImageLink,
  ImageLinkCreate,
  ImageList,
  ImageLocation,
  ImageLocationCreate,
  ImagePatch,
  ImageStatus,
  ImageTask,
  ImageV1,
  ImageV1Summary,
  Member,
  MemberStatus,
  MemberV1,
  Project,
  SharedImage,
  Store,
  StoreDetail,
  Task,
  TaskCreate,
  TaskSummary,
  UForgeApiKeyPair,
  UForgeApiKeyPairCreate,
  UForgeAppliance,
  UForgeDistribProfile,
  UForgeDistribProfileCreate,
  UForgeImage,
  UForgeInstallProfile,
  UForgeServiceStatus,
  UForgeStatus,
  UForgeTargetFormat,
  UForgeUser,
  Usage,
  Version,
  Visibility,
} from '@vitrine/api-types'
export type { CallOptions } from './call.ts'
export {
  createImageClient,
  type ImageClient,
  type ImageClientOptions,
  type ImageRecord,
  type NewImage,
} from './client.ts'
export { type Credentials, type Reference, toTokenRequest } from './credentials.ts'
export type { ExpectedDigest } from './digest.ts'
export type { Download } from './download.ts'
export {
  downloadLink,
  downloadLinkToFile,
  type LinkDownloadOptions,
  type LinkFileDownloadOptions,
} from './download-link.ts'
export type { EndpointQuery } from './endpoint.ts'
export { ApiError, DigestMismatchError, GenerationError, LoginError, TransferError } from './errors.ts'
export type { ImageChanges } from './image-changes.ts'
export type {
  DownloadOptions,
  FileDownload,
  FileDownloadOptions,
  ImageData,
  UploadOptions,
} from './image-data.ts'
export type { Information } from './information.ts'
export type { ImageLinks, NewImageLink } from './links.ts'
export { addingLocation, describingLocation, removingLocations } from './location-patch.ts'
export type { ImageLocations } from './locations.ts'
export { createLogin, type Login, type LoginOptions } from './login.ts'
export type { ImageMembers } from './members.ts'
export type { ByteRange } from './open-data.ts'
export type { ImageQuery } from './pages.ts'
export type { Progress, TransferOptions } from './progress.ts'
export type { ImageTags } from './tags.ts'
export type { TaskQuery, Tasks } from './tasks.ts'
export type { TokenSource } from './token.ts'
export type { Session } from './token-request.ts'
export type { ImageSource, TlsOptions } from './transport.ts'
export type { DbId } from './uforge/access.ts'
export type { ApiKeys } from './uforge/api-keys.ts'
export type { Appliances, NewAppliance } from './uforge/appliances.ts'
export type { ApiKey, UForgeCredentials } from './uforge/authorisation.ts'
export { createUForgeClient, type UForgeClient, type UForgeClientOptions } from './uforge/client.ts'
export type { ForceOptions, UForgeQuery } from './uforge/list-query.ts'
export type { MachineImageData } from './uforge/machine-image-data.ts'
export type { MachineImages, NewMachineImage } from './uforge/machine-images.ts'
export type { WatchOptions } from './uforge/watch.ts'
export type { ImageApiV1 } from './v1/image-api.ts'
export type { DownloadOptionsV1, ImageDataV1 } from './v1/image-data.ts'
export type { ImageChangesV1, NewImageV1 } from './v1/image-headers.ts'
export type { ImagesV1, UpdateOptionsV1 } from './v1/images.ts'
export type { ImageMembersV1 } from './v1/members.ts'
export type { ImageQueryV1 } from './v1/pages.ts'
export type { ImageOptionsV1 } from './v1/register-image.ts'
