import type { ByteRange } from '../ports/image-store.ts'
import { isProblem, Problem } from '../problem.ts'
import type { ImageData, ImageLocation } from './image.ts'
import type { Stores } from './stores.ts'

/**
 * Opens the bytes of an image where they can be had: preferred stores first, in their order, then by weight, and on to
 * the next place when one fails before its first byte.
 */
export async function openAnywhere(
  stores: Stores,
  { locations }: ImageData,
  range: ByteRange,
  preferred: readonly string[] = [],
): Promise<AsyncIterable<Uint8Array>> {
  const failures: Problem[] = []
  for (const location of inReadingOrder(stores, locations, preferred)) {
    try {
      return await openAt(stores, location, range)
    } catch (error) {
      // Another place with the same bytes may not have these.
      if (!isProblem(error, 'imageDataLost', 'storeUnavailable')) throw error
      failures.push(error)
    }
  }
  throw failures.length === 1 ? failures[0] : nowhere(failures)
}

export function inReadingOrder(
  stores: Stores,
  locations: readonly ImageLocation[],
  preferred: readonly string[] = [],
): readonly ImageLocation[] {
  if (locations.length < 2) return locations
  const rank = ({ store }: ImageLocation) => (preferred.includes(store) ? preferred.indexOf(store) : preferred.length)
  const weight = ({ store }: ImageLocation) => stores.find(store)?.weight ?? 0
  return [...locations].sort((a, b) => rank(a) - rank(b) || weight(b) - weight(a))
}

async function openAt(stores: Stores, { store: id, key }: ImageLocation, range: ByteRange) {
  const configured = stores.find(id)
  if (configured) return configured.store.open(key, range)
  throw new Problem('imageDataLost', `The data is in the store '${id}', which is not configured any more`)
}

function nowhere(failures: readonly Problem[]): Problem {
  const cause = new AggregateError(failures)
  const away = failures.find(({ code }) => code === 'storeUnavailable')
  // Where one is only away, the data may be there later.
  if (away) return new Problem(away.code, 'None of the places that have the data can be reached now', { cause })
  return new Problem('imageDataLost', 'None of the places that should have the data has it', { cause })
}
