export { createHttpSource } from './http-source.ts'
