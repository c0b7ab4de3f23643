import type { Image, ImageLocation, ImagePatch } from '@vitrine/api-types'

type Places = Pick<Image, 'id' | 'locations'>

/** One more place, for a server that shows the places of its images. The first one makes a queued image active. */
export function addingLocation(location: ImageLocation): ImagePatch {
  return [{ op: 'add', path: '/locations/-', value: location }]
}

/** Without these places. Somebody who changes them meanwhile makes it another patch: see what comes of it. */
export function removingLocations(image: Places, urls: readonly string[]): ImagePatch {
  const positions = [...new Set(urls)].map((url) => positionOf(image, url))
  // The last ones first, since those behind move up.
  return positions.sort((a, b) => b - a).map((position) => ({ op: 'remove', path: `/locations/${position}` }))
}

/** With other metadata for one of its places. */
export function describingLocation(image: Places, url: string, metadata: ImageLocation['metadata']): ImagePatch {
  const value = (image.locations ?? []).with(positionOf(image, url), { url, metadata })
  return [{ op: 'replace', path: '/locations', value }]
}

/** Throws a `RangeError` for what the image does not show. */
function positionOf({ id, locations }: Places, url: string): number {
  if (locations === undefined) throw new RangeError(`The server does not show where image ${id} lies`)
  const position = locations.findIndex((location) => location.url === url)
  if (position < 0) throw new RangeError(`Image ${id} has no location ${url}`)
  return position
}
