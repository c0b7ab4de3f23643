import { randomUUID } from 'node:crypto'
import type { DigestPool } from '../data-path/digest-pool.ts'
import { ingest } from '../data-path/ingest.ts'
import type { Policy } from '../policy/policy.ts'
import type { Caller } from '../ports/identity.ts'
import type { ImageCatalog } from '../ports/image-catalog.ts'
import type { ByteRange, ImageStore } from '../ports/image-store.ts'
import { Problem } from '../problem.ts'
import type { ImageAccess } from './access.ts'
import type { BlobReaper } from './blob-reaper.ts'
import type { Image, ImageData } from './image.ts'
import { assertReadyForUpload, hasReadableData } from './lifecycle.ts'

export type ImageDataService = ReturnType<typeof createImageDataService>

/** A stream of image bytes as it arrives, with what its sender said of it. */
export interface Upload {
  /** Rejects with `uploadAborted` when the sender goes away, `uploadIdle` when it falls silent. */
  readonly bytes: AsyncIterable<Uint8Array>
  /** bytes; undefined when the sender does not know */
  readonly declaredSize: number | undefined
  /** Aborted when the service stops. */
  readonly signal: AbortSignal
}

export interface Download {
  readonly image: Image
  readonly data: ImageData
}

/** Moves image bytes in and out, and keeps the promises of the data path. */
export function createImageDataService(deps: {
  readonly access: ImageAccess
  readonly policy: Policy
  readonly catalog: ImageCatalog
  readonly store: ImageStore
  readonly digests: DigestPool
  readonly reaper: BlobReaper
  readonly hashAlgorithm: string
  /** bytes */
  readonly sizeCap: number
  readonly now: () => Date
}) {
  const { access, policy, catalog, store, reaper, sizeCap, now } = deps
  const running = new Map<string, AbortController>()

  /** Every check that needs no byte of the data. */
  async function admit(id: string, caller: Caller, declaredSize: number | undefined): Promise<Image> {
    const image = await access.admit(id, caller, 'upload_image')
    assertReadyForUpload(image)
    if (declaredSize !== undefined && declaredSize > sizeCap) {
      throw new Problem('imageTooLarge', `The data has ${declaredSize} bytes, more than the ${sizeCap} allowed`)
    }
    return image
  }

  async function receive(image: Image, key: string, upload: Upload, signal: AbortSignal): Promise<ImageData> {
    const { size, digests } = await ingest(upload.bytes, {
      store,
      key,
      signal,
      digests: deps.digests,
      algorithms: ['md5', deps.hashAlgorithm],
      limit: sizeCap,
      declaredSize: upload.declaredSize,
    })
    const [checksum = '', hashValue = ''] = digests
    return {
      key,
      size,
      checksum,
      hashAlgorithm: deps.hashAlgorithm,
      hashValue,
      virtualSize: virtualSizeOf(image, size),
    }
  }

  /** Undoes an upload; answers why it failed, as its sender is to hear it. */
  async function abandon(id: string, key: string, reason: unknown): Promise<unknown> {
    try {
      if (await catalog.abandonUpload(id, key, now())) await reaper.remove(key)
      // Another process may have removed the bytes too, and then the store complains: that is not the reason.
      return (await catalog.find(id)) ? reason : goneDuringUpload(id, reason)
    } catch (failure) {
      return new AggregateError([reason, failure], `The upload of image ${id} failed, and so did undoing it`)
    }
  }

  return {
    /**
     * Stores the data of a queued image. One writer: of any number of starters one gets through, the others are
     * refused with `statusConflict` before they touch the store. Whatever ends the upload early leaves the image
     * queued with nothing recorded, and the bytes gone or doomed.
     */
    async upload(id: string, caller: Caller, upload: Upload): Promise<ImageData> {
      const image = await admit(id, caller, upload.declaredSize)
      const key = randomUUID()
      if (!(await catalog.beginUpload(id, key, now()))) {
        throw new Problem('statusConflict', `Image ${id} is not queued any more: another upload has begun`)
      }
      const abort = new AbortController()
      running.set(id, abort)
      try {
        const data = await receive(image, key, upload, AbortSignal.any([upload.signal, abort.signal]))
        if (await catalog.completeUpload(id, data, now())) return data
        throw goneDuringUpload(id)
      } catch (error) {
        throw await abandon(id, key, error)
      } finally {
        // The image was queued again a while ago: the next upload may have taken this place.
        if (running.get(id) === abort) running.delete(id)
      }
    },

    /** What an image has to be read; undefined when it has no data (yet). */
    async describe(id: string, caller: Caller): Promise<Download | undefined> {
      const image = await access.admit(id, caller, 'download_image')
      if (image.status === 'deactivated' && !policy.isAdmin(caller)) {
        throw new Problem('forbidden', `Image ${id} is deactivated: its data cannot be downloaded`)
      }
      return image.data && hasReadableData(image.status) ? { image, data: image.data } : undefined
    },

    /** Opens the bytes; rejects before the first one with `imageDataLost` when the store does not have them. */
    async open({ data }: Download, range?: ByteRange): Promise<AsyncIterable<Uint8Array>> {
      if (data.size === 0) return noBytes()
      return store.open(data.key, range ?? { start: 0, end: data.size - 1 })
    },

    /** Ends the upload of a deleted image, so that its sender learns of it before the last byte. */
    stopUpload(id: string): void {
      running.get(id)?.abort(goneDuringUpload(id))
    },

    /**
     * Puts every image whose upload a stopped process left behind back to `queued` and removes the bytes. Only
     * before the first request, and only when no other process uses the catalogue.
     */
    async recover(): Promise<string[]> {
      const ids = await catalog.abandonAllUploads(now())
      await reaper.reap()
      return ids
    },
  }
}

function goneDuringUpload(id: string, cause?: unknown): Problem {
  return new Problem('imageGone', `Image ${id} was deleted while its data was being uploaded`, { cause })
}

/** What a guest sees of raw bytes is those bytes. Of other formats only their headers could tell. */
function virtualSizeOf({ diskFormat, containerFormat }: Image, size: number): number | null {
  return diskFormat === 'raw' && containerFormat === 'bare' && size > 0 ? size : null
}

async function* noBytes(): AsyncGenerator<Uint8Array, void, undefined> {}
