import { randomUUID } from 'node:crypto'
import type { Download, ImageDataService } from '../images/image-data-service.ts'
import type { DownloadLink, DownloadLinkCatalog } from '../ports/download-link-catalog.ts'
import { isProblem, Problem } from '../problem.ts'
import type { CallerNow } from './caller-now.ts'
import { createLinkDelivery, type LinkUse } from './link-delivery.ts'

export interface LinkUseSettings {
  /** How long a delivery can be gone on with. */
  readonly leaseMs: number
  /** Whether the first request spends a link, whatever becomes of it. */
  readonly strict: boolean
}

/** What a link leads to. */
export interface LinkedDownload extends Download {
  readonly link: DownloadLink
}

/** Downloads by who has nothing but the key of a link: they see what its maker may download, at that moment. */
export interface LinkedDownloads {
  /**
   * Looks, and uses nothing up. Rejects with `downloadLinkInvalid`, in the same words whatever is wrong: a key that is
   * malformed, unknown, spent, expired, or of another image than `imageId`, and data that is not there (any more).
   */
  describe(key: string, imageId?: string): Promise<LinkedDownload>
  /**
   * Uses the link, from the first byte. One that was used already only goes on with a delivery that broke, at `start`
   * above 0, up to where that had come, or with the tail of one that seems complete, once; rejects with
   * `downloadLinkInvalid` otherwise, and uses nothing up when it rejects.
   */
  open(download: LinkedDownload, start?: number): Promise<LinkedBytes>
}

export interface LinkedBytes {
  /** Which byte is the first; the last is that of the data. */
  readonly start: number
  readonly bytes: AsyncIterable<Uint8Array>
}

/** What was given to the network may not have come: the buffers of kernels and proxies may have swallowed this much. */
const TAIL_BYTES = 16 * 1024 * 1024

export function createLinkedDownloads(deps: {
  readonly links: DownloadLinkCatalog
  readonly imageData: Pick<ImageDataService, 'describe' | 'open'>
  readonly callerNow: CallerNow
  readonly settings: LinkUseSettings
  readonly now: () => Date
}): LinkedDownloads {
  const { links, imageData, callerNow, settings, now } = deps
  const { lease, deliver } = createLinkDelivery({ links, leaseMs: settings.leaseMs, now })

  async function find(key: string, imageId: string | undefined): Promise<DownloadLink> {
    const link = isKey(key) ? await links.findByKey(key) : undefined
    if (link && isGood(link, now()) && (imageId === undefined || link.imageId === imageId)) return link
    throw downloadLinkInvalid()
  }

  function takeHold(use: LinkUse): Promise<boolean> {
    if (use.start > 0) return links.resume(use.key, use.start, now(), lease(use))
    return links.claim(use.key, now(), settings.strict ? null : lease(use))
  }

  return {
    async describe(key, imageId) {
      const link = await find(key, imageId)
      const maker = await callerNow(link.caller)
      if (maker === undefined) throw downloadLinkInvalid()
      const download = await imageData.describe(link.imageId, maker).catch((error: unknown) => {
        throw isProblem(error, 'imageNotFound', 'forbidden') ? downloadLinkInvalid(error) : error
      })
      if (download?.image.status === 'active') return { ...download, link }
      throw downloadLinkInvalid()
    },

    async open({ link, ...download }, wanted = 0) {
      const { size } = download.data
      const start = link.claimedAt === null ? 0 : wanted
      if (link.claimedAt !== null && !canGoOn(link, start, size, now())) throw downloadLinkInvalid()
      const tailUntil = link.delivered === size ? link.leaseUntil : null
      const use = { key: link.key, holder: randomUUID(), start, size, tailUntil }
      // Before the link is used: data that cannot be read has cost nobody the link.
      const bytes = await begin(await imageData.open(download, { start, end: size - 1 }))
      try {
        if (!(await takeHold(use))) throw downloadLinkInvalid()
      } catch (error) {
        await bytes.return?.()
        throw error
      }
      return { start, bytes: settings.strict ? bytes : await deliver(bytes, use) }
    },
  }
}

/** The same bytes, once the first of them could be read. */
async function begin(bytes: AsyncIterable<Uint8Array>): Promise<AsyncIterableIterator<Uint8Array>> {
  const chunks = bytes[Symbol.asyncIterator]()
  const begun = [await chunks.next()]
  const all: AsyncIterableIterator<Uint8Array> = {
    next: async () => begun.pop() ?? chunks.next(),
    async return() {
      await chunks.return?.()
      return { done: true, value: undefined }
    },
    [Symbol.asyncIterator]: () => all,
  }
  return all
}

function isKey(text: string): boolean {
  return /^[\da-f]{32}$/.test(text)
}

/** Whether it has not been used, or its delivery may be gone on with. */
function isGood({ claimedAt, leaseUntil, expiresAt }: DownloadLink, at: Date): boolean {
  return expiresAt > at && (claimedAt === null || (leaseUntil !== null && leaseUntil > at))
}

/** Not with a delivery under way, either: that may come to its end, and leave the tail alone, before the link is taken. */
function canGoOn({ busyUntil, delivered }: DownloadLink, start: number, size: number, at: Date): boolean {
  const isOver = busyUntil !== null && busyUntil <= at
  const first = delivered === size ? Math.max(1, size - TAIL_BYTES) : 1
  return isOver && start >= first && start <= delivered && start < size
}

/** In the same words whatever is wrong, so that trying keys tells nothing. */
export function downloadLinkInvalid(cause?: unknown): Problem {
  return new Problem('downloadLinkInvalid', 'This is no link that can be used (any more)', { cause })
}
