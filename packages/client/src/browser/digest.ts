import { blake2b, blake2s } from '@noble/hashes/blake2.js'
import { md5, sha1 } from '@noble/hashes/legacy.js'
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js'
import { sha3_224, sha3_256, sha3_384, sha3_512 } from '@noble/hashes/sha3.js'
import { bytesToHex } from '@noble/hashes/utils.js'
import type { Digest } from '../digest.ts'

const ALGORITHMS: Record<string, { create(): { update(bytes: Uint8Array): unknown; digest(): Uint8Array } }> = {
  blake2b,
  blake2s,
  md5,
  sha1,
  sha224,
  sha256,
  sha384,
  sha512,
  'sha3-224': sha3_224,
  'sha3-256': sha3_256,
  'sha3-384': sha3_384,
  'sha3-512': sha3_512,
}

/** Undefined for an algorithm that is not built in. */
export function createDigest(algorithm: string): Digest | undefined {
  const hash = ALGORITHMS[algorithm.toLowerCase().replaceAll('_', '-')]?.create()
  return hash && { update: (bytes) => void hash.update(bytes), hex: () => bytesToHex(hash.digest()) }
}
