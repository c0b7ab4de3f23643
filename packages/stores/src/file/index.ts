export { createFileImageStore } from './file-image-store.ts'
