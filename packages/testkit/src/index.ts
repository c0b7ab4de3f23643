export { buildImageAttributes, buildImageData, buildNewImage } from './builders.ts'
export { type ConnectCatalog, describeImageCatalog } from './describe-image-catalog.ts'
export { type ConnectedStore, type ConnectStore, describeImageStore } from './describe-image-store.ts'
