import { createHash } from 'node:crypto'
import type { Digest } from '../digest.ts'

/** Names as servers write them, which are those of Python, where OpenSSL has others. */
const NAMES: Record<string, string> = { blake2b: 'blake2b512', blake2s: 'blake2s256' }

/** Undefined for an algorithm that this machine does not have. */
export function createDigest(algorithm: string): Digest | undefined {
  const name = algorithm.toLowerCase().replaceAll('_', '-')
  try {
    const hash = createHash(NAMES[name] ?? name)
    return { update: (bytes) => void hash.update(bytes), hex: () => hash.digest('hex') }
  } catch {
    return undefined
  }
}
