export { createQemuImgConverter, type QemuImgConverter, type QemuImgSettings } from './qemu-img-converter.ts'
