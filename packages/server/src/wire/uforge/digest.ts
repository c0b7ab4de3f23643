import { hash } from 'node:crypto'

/** With what tells it from whatever it was before, and will be: of as many digits as clients know. */
export function withDigest<T extends object>(value: T): T & { digest: string } {
  return { ...value, digest: hash('sha256', JSON.stringify(value), 'hex').slice(0, 32) }
}
