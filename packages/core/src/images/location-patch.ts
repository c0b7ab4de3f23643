import { Problem } from '../problem.ts'
import type { ClaimedDigests } from './claimed-digests.ts'
import type { ImageLocation } from './image.ts'
import type { AddressedLocation } from './location-view.ts'

/** What somebody says of a place where data lies. */
export interface ProposedLocation {
  readonly url: string
  readonly metadata: ImageLocation['metadata']
  readonly digests?: ClaimedDigests | undefined
}

/** One operation of a patch on the places of an image. A position is a segment of its path, not checked yet. */
export type LocationChange =
  | { readonly verb: 'add'; readonly position: string; readonly proposal: ProposedLocation }
  | { readonly verb: 'replace'; readonly proposals: readonly ProposedLocation[] }
  | { readonly verb: 'remove'; readonly position: string }

export function locationAt(store: string, { url, metadata }: ProposedLocation): ImageLocation {
  return { store, key: url, metadata: withoutStore(metadata) }
}

/** Clients send back what they were shown; which store it is in is not theirs to say. */
function withoutStore({ store: _, ...own }: ImageLocation['metadata']): ImageLocation['metadata'] {
  return own
}

/**
 * Positions count what has an address, since that is what clients are shown: in `all` there may be more, which they do
 * not know of.
 */
export function insertedAt(
  all: readonly ImageLocation[],
  known: readonly AddressedLocation[],
  position: string,
  added: readonly ImageLocation[],
): readonly ImageLocation[] {
  const index = position === '-' ? known.length : indexOf(position, known.length)
  const next = known[index]
  return next ? all.toSpliced(all.indexOf(next.location), 0, ...added) : [...all, ...added]
}

/** Without the only one there is, the data could be replaced under the same id and digests: that is refused (fault S6). */
export function removedFrom(
  all: readonly ImageLocation[],
  known: readonly AddressedLocation[],
  position: string,
): readonly ImageLocation[] {
  if (known.length === 1)
    throw new Problem('forbidden', 'The last location cannot be removed: delete the image instead')
  const removed = known[indexOf(position, known.length - 1)]
  return all.filter((location) => location !== removed?.location)
}

/** New metadata for the places there are, in the order of the proposals; other URLs throw `locationInvalid`. */
export function redescribed(
  all: readonly ImageLocation[],
  known: readonly AddressedLocation[],
  proposals: readonly ProposedLocation[],
): readonly ImageLocation[] {
  const byUrl = new Map(known.map(({ url, location }) => [url, location]))
  const described = proposals.flatMap(({ url, metadata }) => {
    const location = byUrl.get(url)
    byUrl.delete(url)
    return location ? [{ ...location, metadata: withoutStore(metadata) }] : []
  })
  if (described.length !== proposals.length || byUrl.size > 0) {
    throw new Problem('locationInvalid', 'Locations can be replaced only by the same URLs: add and remove one by one')
  }
  const unknown = all.filter((location) => !known.some((one) => one.location === location))
  return [...described, ...unknown]
}

function indexOf(position: string, last: number): number {
  const index = /^(0|[1-9]\d*)$/.test(position) ? Number(position) : Number.NaN
  if (index <= last) return index
  throw new Problem('locationInvalid', `There is no location at the position ${JSON.stringify(position)}`)
}
