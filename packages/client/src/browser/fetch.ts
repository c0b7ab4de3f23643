import type { CreateFetch } from '../transport.ts'

export const createFetch: CreateFetch = (tls) => {
  if (tls !== undefined) throw new TypeError('A page cannot say whom to trust: leave `tls` to Node')
  return globalThis.fetch
}
