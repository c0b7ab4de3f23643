export { createFileImageStore, FILE_BLOCK_BYTES } from './file-image-store.ts'
