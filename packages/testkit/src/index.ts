export {
  buildBlob,
  buildImageAttributes,
  buildImageData,
  buildImageDataAt,
  buildLocation,
  buildNewImage,
  keyOf,
} from './builders.ts'
export { type ConnectedAccounts, describeAccounts, type GivenUser } from './describe-accounts.ts'
export { type ConnectApiKeys, describeApiKeyCatalog } from './describe-api-key-catalog.ts'
export { describeDiskConverter } from './describe-disk-converter.ts'
export { type ConnectLinks, describeDownloadLinkCatalog } from './describe-download-link-catalog.ts'
export {
  type ConnectedIdentity,
  type ConnectIdentity,
  describeIdentity,
  type GivenToken,
  type IdentityTraits,
} from './describe-identity.ts'
export { type ConnectDirectory, describeIdentityDirectory } from './describe-identity-directory.ts'
export { type ConnectCatalog, describeImageCatalog } from './describe-image-catalog.ts'
export { type ConnectedStore, type ConnectStore, describeImageStore } from './describe-image-store.ts'
export { type ConnectMachineImages, describeMachineImageCatalog } from './describe-machine-image-catalog.ts'
export {
  type ConnectedReadableStore,
  type ConnectReadableStore,
  describeReadableStore,
} from './describe-readable-store.ts'
export { describeScratch } from './describe-scratch.ts'
export { type ConnectTasks, describeTaskCatalog } from './describe-task-catalog.ts'
