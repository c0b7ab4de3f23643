import type { Caller } from '../ports/identity.ts'
import type { ImageAccess } from './access.ts'
import { inReadingOrder } from './data-places.ts'
import type { Image, ImageLocation } from './image.ts'
import type { Stores } from './stores.ts'

/** A place where data lies, by the URL that others know it by. */
export interface AddressedLocation {
  readonly url: string
  readonly location: ImageLocation
}

/** What of the places of an image an operator lets those see who may. */
export interface LocationDisplay {
  /** All of them; only what is seen can be changed. */
  readonly all: boolean
  /** The one that is read first. */
  readonly direct: boolean
}

/** What somebody is shown of where the data of an image lies. */
export interface ShownLocations {
  readonly all?: readonly AddressedLocation[]
  /** A URL; left out while there is no data, too. */
  readonly direct?: string
}

/** Who is told where data lies. A URL may hold a credential (faults S3, S8): only what is built here leaves the server. */
export function createLocationView(deps: {
  readonly access: ImageAccess
  readonly stores: Stores
  readonly display: LocationDisplay
}) {
  const { access, stores, display } = deps
  const isAnythingShown = display.all || display.direct

  return {
    /** For an image that the caller sees. */
    shown(image: Image, caller: Caller): ShownLocations {
      if (!isAnythingShown || !access.allows('get_image_location', image, caller)) return {}
      const locations = image.data?.locations ?? []
      const [first] = addressesOf(stores, inReadingOrder(stores, locations))
      return {
        ...(display.all && { all: addressesOf(stores, locations) }),
        ...(display.direct && first && { direct: first.url }),
      }
    },

    /** For services that read images where they lie, whatever others are shown. */
    async list(id: string, caller: Caller): Promise<readonly AddressedLocation[]> {
      const { data } = await access.admit(id, caller, 'fetch_image_location')
      return addressesOf(stores, data?.locations ?? [])
    },
  }
}

/** In their order. What is in a store that is not configured any more has no address, until it is again. */
export function addressesOf(stores: Stores, locations: readonly ImageLocation[]): readonly AddressedLocation[] {
  return locations.flatMap((location) => {
    const configured = stores.find(location.store)
    return configured ? [{ url: configured.store.locate(location.key), location }] : []
  })
}
