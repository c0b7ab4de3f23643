import { createHash } from 'node:crypto'
import { Problem } from '../problem.ts'
import type { Image, ImageData } from './image.ts'

/** Digests that data is said to have, by somebody who knows it. */
export interface ClaimedDigests {
  /** md5 */
  readonly checksum?: string
  readonly hashAlgorithm: string
  readonly hashValue: string
}

export type Digests = Pick<ImageData, 'checksum' | 'hashAlgorithm' | 'hashValue'>

export const NO_DIGESTS: Digests = { checksum: null, hashAlgorithm: null, hashValue: null }

/** As the API calls them. */
const NAMES = { checksum: 'checksum', hashAlgorithm: 'os_hash_algo', hashValue: 'os_hash_value' } as const

/**
 * The digests of an image when claims about its data are believed: they may say what is not known of a queued image, and
 * otherwise nothing but what is recorded. Throws `digestConflict`.
 */
export function believedDigests(image: Image, claims: readonly ClaimedDigests[], configured: string): Digests {
  const { checksum, hashAlgorithm, hashValue } = image.data ?? NO_DIGESTS
  let known: Digests = { checksum, hashAlgorithm, hashValue }
  for (const claim of claims.map(inLowerCase)) {
    assertBelievable(image, known, claim, configured)
    known = { ...known, ...claim }
  }
  return known
}

function assertBelievable({ id, status }: Image, known: Digests, claim: ClaimedDigests, configured: string): void {
  for (const name of Object.keys(NAMES) as (keyof Digests)[]) {
    const said = claim[name]
    if (said === undefined || said === known[name]) continue
    if (known[name] !== null) throw conflict(`'${NAMES[name]}' is not that of the data of image ${id}`)
    if (status !== 'queued') throw conflict(`'${NAMES[name]}' of image ${id} can be set only while it is queued`)
    assertWellFormed(name, said, configured)
  }
}

function assertWellFormed(name: keyof Digests, said: string, configured: string): void {
  if (name === 'hashAlgorithm') {
    if (said !== configured) throw conflict(`'os_hash_algo' has to be ${configured}, which this server records`)
    return
  }
  const algorithm = name === 'checksum' ? 'md5' : configured
  if (!isDigest(algorithm, said)) throw conflict(`'${NAMES[name]}' is not ${algorithm} in hex`)
}

/** Whether the text has the form of what the algorithm gives, in hex of any case. */
export function isDigest(algorithm: string, text: string): boolean {
  const bytes = createHash(algorithm).digest().length
  return text.length === 2 * bytes && /^[\da-f]+$/i.test(text)
}

export function inLowerCase({ checksum, hashAlgorithm, hashValue }: ClaimedDigests): ClaimedDigests {
  return {
    ...(checksum !== undefined && { checksum: checksum.toLowerCase() }),
    hashAlgorithm,
    hashValue: hashValue.toLowerCase(),
  }
}

function conflict(message: string): Problem {
  return new Problem('digestConflict', message)
}
