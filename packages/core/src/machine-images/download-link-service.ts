import { randomBytes, randomUUID } from 'node:crypto'
import type { ImageAccess } from '../images/access.ts'
import type { ImageDataService } from '../images/image-data-service.ts'
import type { DownloadLink, DownloadLinkCatalog } from '../ports/download-link-catalog.ts'
import type { Caller } from '../ports/identity.ts'
import { isProblem, Problem } from '../problem.ts'

export type DownloadLinkService = ReturnType<typeof createDownloadLinkService>

/** How long links are good. */
export interface LinkLifetimes {
  /** Of which nobody says otherwise. */
  readonly usualMs: number
  readonly longestMs: number
}

/** How many links that can still be used one user may have to one image. */
const MAX_LINKS = 100

/** Links by which an image is downloaded once, by whoever has them: who makes and revokes them. */
export function createDownloadLinkService(deps: {
  readonly links: DownloadLinkCatalog
  readonly access: Pick<ImageAccess, 'show' | 'allows'>
  readonly imageData: Pick<ImageDataService, 'describe'>
  readonly lifetimes: LinkLifetimes
  readonly now: () => Date
}) {
  const { links, access, imageData, lifetimes, now } = deps

  /** Whether there is data that links can lead to. Rejects where the caller may not download it. */
  async function hasData(imageId: string, caller: Caller): Promise<boolean> {
    return (await imageData.describe(imageId, caller))?.image.status === 'active'
  }

  async function insert(
    wanted: Pick<DownloadLink, 'imageId' | 'offered' | 'expiresAt'>,
    caller: Caller,
  ): Promise<DownloadLink> {
    const key = randomBytes(16).toString('hex')
    const link = { ...wanted, id: randomUUID(), key, caller: { ...caller, expiresAt: null }, createdAt: now() }
    await links.insert(link)
    return { ...link, claimedAt: null, busyUntil: null, leaseUntil: null, delivered: 0 }
  }

  const isUnused = ({ claimedAt, expiresAt }: DownloadLink) => claimedAt === null && expiresAt > now()

  async function unusedOf({ userId }: Caller, imageId: string): Promise<DownloadLink[]> {
    return (await links.list(imageId)).filter((link) => link.caller.userId === userId && isUnused(link))
  }

  async function assertRoom(imageId: string, caller: Caller): Promise<void> {
    if ((await unusedOf(caller, imageId)).length < MAX_LINKS) return
    throw new Problem('quotaExceeded', `Image ${imageId} has ${MAX_LINKS} unused links of yours: revoke some`)
  }

  const after = (lifetimeMs: number) => new Date(now().getTime() + lifetimeMs)

  function assertLifetime(lifetimeMs: number): void {
    if (lifetimeMs > 0 && lifetimeMs <= lifetimes.longestMs) return
    const hours = lifetimes.longestMs / 3_600_000
    throw new Problem('attributeInvalid', `A link expires in the future, and in ${hours} hours at the latest`)
  }

  /** Those of an image that the caller may change, and otherwise those that the caller made. */
  async function list(imageId: string, caller: Caller): Promise<DownloadLink[]> {
    const image = await access.show(imageId, caller)
    const all = await links.list(imageId)
    return access.allows('modify_image', image, caller)
      ? all
      : all.filter((link) => link.caller.userId === caller.userId)
  }

  return {
    /** Spent ones too, until they expire; newest first. */
    list,

    /** For whoever may download the image. */
    async create(imageId: string, wanted: { readonly lifetimeMs?: number }, caller: Caller): Promise<DownloadLink> {
      const { lifetimeMs = lifetimes.usualMs } = wanted
      assertLifetime(lifetimeMs)
      if (!(await hasData(imageId, caller))) {
        throw new Problem('statusConflict', `Image ${imageId} is not active: there is nothing to download`)
      }
      await assertRoom(imageId, caller)
      return insert({ imageId, offered: false, expiresAt: after(lifetimeMs) }, caller)
    },

    /**
     * The one that a machine image is shown with: the same until it is used or expires. None for who may not have the data,
     * and none that another made: that goes by the other's rights.
     */
    async offer(imageId: string, caller: Caller): Promise<DownloadLink | undefined> {
      const isThere = await hasData(imageId, caller).catch((error: unknown) => {
        if (isProblem(error, 'imageNotFound', 'forbidden')) return false
        throw error
      })
      if (!isThere) return undefined
      const offered = (await unusedOf(caller, imageId)).find((link) => link.offered)
      return offered ?? insert({ imageId, offered: true, expiresAt: after(lifetimes.usualMs) }, caller)
    },

    async revoke(imageId: string, id: string, caller: Caller): Promise<void> {
      const isTheirs = (await list(imageId, caller)).some((link) => link.id === id)
      if (isTheirs && (await links.remove(imageId, id))) return
      throw new Problem('downloadLinkNotFound', `There is no link ${id} to image ${imageId}`)
    },

    forgetExpired: (): Promise<void> => links.removeExpired(now()),
  }
}
