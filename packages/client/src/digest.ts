import { createDigest } from '#platform/digest'
import { DigestMismatchError } from './errors.ts'

/** A hash being computed. */
export interface Digest {
  update(bytes: Uint8Array): void
  /** Lower-case hexadecimal digits; ends the computation. */
  hex(): string
}

export interface ExpectedDigest {
  readonly algorithm: string
  readonly value: string
}

export interface Hashes {
  readonly os_hash_algo?: string | null
  readonly os_hash_value?: string | null
  readonly checksum?: string | null
}

export type Verifier = Pick<Digest, 'update'> & {
  readonly expected: ExpectedDigest
  /** Throws a `DigestMismatchError` unless the bytes were those of the image. */
  finish(): void
}

/**
 * What to hold the data of an image against: the strong hash if this machine knows the algorithm, else the MD5 of the
 * record, else the MD5 of the answer. Undefined when the server names none that can be checked.
 */
export function createVerifier(image: Hashes, contentMd5?: string): Verifier | undefined {
  const candidates = [
    [image.os_hash_algo, image.os_hash_value],
    ['md5', image.checksum],
    ['md5', contentMd5],
  ]
  for (const [algorithm, value] of candidates) {
    const digest = algorithm && value ? createDigest(algorithm) : undefined
    if (digest && algorithm && value) return verifier(digest, { algorithm, value: value.toLowerCase() })
  }
  return undefined
}

/**
 * The digest that an entity tag of this service is: with the name of its algorithm that of an image, without it the
 * SHA-256 of a file.
 */
export function tagDigest(etag = ''): ExpectedDigest | undefined {
  const [, algorithm, named, sha256] = /^"(?:([a-z][\w-]*):([\da-f]+)|([\da-f]{64}))"$/.exec(etag) ?? []
  if (algorithm !== undefined && named !== undefined) return { algorithm, value: named }
  return sha256 === undefined ? undefined : { algorithm: 'sha256', value: sha256 }
}

function verifier(digest: Digest, expected: ExpectedDigest): Verifier {
  return {
    expected,
    update: (bytes) => digest.update(bytes),
    finish: () => {
      const actual = digest.hex()
      if (actual !== expected.value) throw new DigestMismatchError(expected.algorithm, expected.value, actual)
    },
  }
}
