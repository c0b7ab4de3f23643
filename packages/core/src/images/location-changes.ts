import type { RuleName } from '../policy/rules.ts'
import type { Caller } from '../ports/identity.ts'
import { Problem } from '../problem.ts'
import type { ImageAccess } from './access.ts'
import { assertWithinQuota } from './attribute-rules.ts'
import { believedDigests, type ClaimedDigests } from './claimed-digests.ts'
import type { Image, ImageLocation, ImageStatus } from './image.ts'
import { assertFormatsKnown } from './lifecycle.ts'
import { type Agreement, createAgreement } from './location-agreement.ts'
import {
  insertedAt,
  type LocationChange,
  locationAt,
  type ProposedLocation,
  redescribed,
  removedFrom,
} from './location-patch.ts'
import { type LocationSource, noLocationSource } from './location-source.ts'
import { addressesOf, type LocationDisplay } from './location-view.ts'
import type { Stores } from './stores.ts'

const ADDITION = { rule: 'set_image_location', statuses: ['queued', 'active'] } as const
const CONDITIONS = {
  add: ADDITION,
  replace: ADDITION,
  remove: { rule: 'delete_image_location', statuses: ['active'] },
} as const satisfies Record<LocationChange['verb'], { rule: RuleName; statuses: readonly ImageStatus[] }>

/** Changes of the places of an image, as patches ask for them. */
export function createLocationChanges(deps: {
  readonly access: ImageAccess
  readonly stores: Stores
  /** Undefined where no store has data elsewhere: then no place can be added. */
  readonly source: LocationSource | undefined
  readonly display: LocationDisplay
  /** Places of one image; negative: unlimited. */
  readonly quota: number
  readonly hashAlgorithm: string
}) {
  const { access, stores, source, display, quota, hashAlgorithm } = deps

  function admit(image: Image, change: LocationChange, caller: Caller): void {
    const { id, status } = image
    if (change.verb === 'replace' && change.proposals.length === 0) {
      throw new Problem('forbidden', `'locations' of image ${id} cannot be emptied: delete the image instead`)
    }
    if (!display.all) throw new Problem('forbidden', `'locations' are invisible on this server, and cannot be changed`)
    const { rule, statuses }: { rule: RuleName; statuses: readonly ImageStatus[] } = CONDITIONS[change.verb]
    access.assertAllows(rule, image, caller)
    if (statuses.includes(status)) return
    const way = `only while it is ${statuses.join(' or ')}`
    throw new Problem('statusConflict', `Image ${id} is ${status}: its 'locations' can be changed so ${way}`)
  }

  /** Every check of new places that needs nobody else. */
  function assertFits(image: Image, locations: readonly ImageLocation[]): void {
    assertFormatsKnown(image)
    const urls = addressesOf(stores, locations).map(({ url }) => url)
    if (new Set(urls).size < urls.length) throw new Problem('locationInvalid', 'The image has this location already')
    assertWithinQuota('locations', quota, locations.length, image.data?.locations.length ?? 0)
  }

  /** With more places, at which the same data has to lie. */
  async function extended(
    image: Image,
    { proposals, position }: { proposals: readonly ProposedLocation[]; position: string },
    agree: Agreement | undefined,
  ): Promise<Image> {
    const digests = believedDigests(image, claimsOf(proposals), hashAlgorithm)
    if (!source || !agree) throw noLocationSource()
    const all = image.data?.locations ?? []
    const added = proposals.map((proposal) => locationAt(source.store, proposal))
    const locations = insertedAt(all, addressesOf(stores, all), position, added)
    assertFits(image, locations)
    const size = await agree(image, proposals)
    return { ...image, status: 'active', data: { virtualSize: null, ...image.data, ...digests, locations, size } }
  }

  function replaced(image: Image, proposals: readonly ProposedLocation[], agree: Agreement | undefined) {
    const all = image.data?.locations ?? []
    const known = addressesOf(stores, all)
    if (known.length === 0) return extended(image, { proposals, position: '-' }, agree)
    believedDigests(image, claimsOf(proposals), hashAlgorithm)
    return relocated(image, redescribed(all, known, proposals))
  }

  function removed(image: Image, position: string): Image {
    const all = image.data?.locations ?? []
    return relocated(image, removedFrom(all, addressesOf(stores, all), position))
  }

  return {
    /** For the changes of one request, each decided from the image as it is by then. */
    changer(caller: Caller, signal: AbortSignal): (image: Image, change: LocationChange) => Promise<Image> {
      const agree = source && createAgreement(stores, source, signal)
      return async (image, change) => {
        admit(image, change, caller)
        switch (change.verb) {
          case 'add':
            return extended(image, { proposals: [change.proposal], position: change.position }, agree)
          case 'replace':
            return replaced(image, change.proposals, agree)
          case 'remove':
            return removed(image, change.position)
        }
      }
    },
  }
}

function claimsOf(proposals: readonly ProposedLocation[]): ClaimedDigests[] {
  return proposals.flatMap(({ digests }) => digests ?? [])
}

function relocated(image: Image, locations: readonly ImageLocation[]): Image {
  return image.data ? { ...image, data: { ...image.data, locations } } : image
}
