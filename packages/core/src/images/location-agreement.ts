import { Problem } from '../problem.ts'
import type { Image, ImageData } from './image.ts'
import type { ProposedLocation } from './location-patch.ts'
import { createInquiry, type LocationSource } from './location-source.ts'
import type { Stores } from './stores.ts'

/** Answers how many bytes the proposed places have, all of them, once it is known that they can be places of the image. */
export type Agreement = (image: Image, proposals: readonly ProposedLocation[]) => Promise<number>

/**
 * An image stays the bytes that its id and digests stand for (faults S6, S9). What we keep ourselves is compared with all
 * that lies at a new place. Of data that is elsewhere anyway, and can change there, its owner has to say that it is the same.
 */
export function createAgreement(stores: Stores, source: LocationSource, signal: AbortSignal): Agreement {
  const inquiry = createInquiry(source, signal)
  const isKeptHere = ({ locations }: ImageData) => locations.some(({ store }) => stores.find(store)?.readOnly === false)

  async function assertSame(data: ImageData, { url }: ProposedLocation): Promise<void> {
    const { size, hashAlgorithm, hashValue } = data
    if (hashAlgorithm === null || !isKeptHere(data)) return
    if ((await inquiry.digest(url, size, hashAlgorithm)) === hashValue) return
    throw conflict(`The data at the location is not that of the image: its ${hashAlgorithm} is another`)
  }

  return async ({ data }, proposals) => {
    const isVouchedFor = proposals.every(({ digests }) => digests !== undefined)
    if (data && data.hashValue !== null && !isKeptHere(data) && !isVouchedFor) {
      throw conflict(`The image has an 'os_hash_value': give it in the 'validation_data' of the location`)
    }
    const sizes = await Promise.all(proposals.map(({ url }) => inquiry.size(url)))
    const size = data?.size ?? sizes[0] ?? 0
    for (const other of sizes) {
      if (other !== size) throw conflict(`The location has ${other} bytes, not ${size}`)
    }
    if (data) for (const proposal of proposals) await assertSame(data, proposal)
    return size
  }
}

function conflict(message: string): Problem {
  return new Problem('digestConflict', message)
}
