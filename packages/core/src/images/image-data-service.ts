import { randomUUID } from 'node:crypto'
import type { Policy } from '../policy/policy.ts'
import type { Caller } from '../ports/identity.ts'
import type { AbandonedStatus, ImageCatalog, StoredBlob } from '../ports/image-catalog.ts'
import type { ByteRange } from '../ports/image-store.ts'
import { Problem } from '../problem.ts'
import type { ImageAccess } from './access.ts'
import type { BlobReaper } from './blob-reaper.ts'
import { openAnywhere } from './data-places.ts'
import type { Image, ImageData } from './image.ts'
import { assertFormatsKnown, assertReadyForUpload, type DeclaredFormats, hasReadableData } from './lifecycle.ts'
import { type ReceiveOptions, receiveData } from './receive-data.ts'
import { assertChecksum } from './said-of-data.ts'
import type { Stores, WritableStore } from './stores.ts'

export type ImageDataService = ReturnType<typeof createImageDataService>

/** A stream of image bytes as it arrives, with what its sender said of it. */
export interface Upload {
  /** Rejects with `uploadAborted` when the sender goes away, `uploadIdle` when it falls silent. */
  readonly bytes: AsyncIterable<Uint8Array>
  /** bytes; undefined when the sender does not know */
  readonly declaredSize: number | undefined
  /** md5 in hex, as its sender declares it: other data is refused with `checksumMismatch`. */
  readonly checksum?: string | undefined
  /** Id of the store that is to have it; the default one when left out. */
  readonly store?: string | undefined
  /** What the image is when data that had begun to come is not taken; `queued` when left out. */
  readonly failsAs?: AbandonedStatus | undefined
  /** Aborted when the service stops. */
  readonly signal: AbortSignal
}

export interface Download {
  readonly image: Image
  readonly data: ImageData
  /** Ids of the stores to read from first. */
  readonly preferred: readonly string[]
}

/** Moves image bytes in and out, and keeps the promises of the data path. */
export function createImageDataService(
  deps: ReceiveOptions & {
    readonly access: ImageAccess
    readonly policy: Policy
    readonly catalog: ImageCatalog
    readonly stores: Stores
    readonly reaper: BlobReaper
    readonly now: () => Date
  },
) {
  const { access, policy, catalog, stores, reaper, sizeCap, limits, now } = deps
  const running = new Map<string, AbortController>()

  function assertWithinCap(declaredSize: number | undefined): void {
    if (declaredSize !== undefined && declaredSize > sizeCap) {
      throw new Problem('declaredTooLarge', `The data has ${declaredSize} bytes, more than the ${sizeCap} allowed`)
    }
  }

  /** Undoes an upload; answers why it failed, as its sender is to hear it. */
  async function abandon(
    id: string,
    blob: StoredBlob,
    failsAs: AbandonedStatus | undefined,
    reason: unknown,
  ): Promise<unknown> {
    try {
      if (await catalog.abandonUpload(id, blob, now(), failsAs)) await reaper.remove(blob)
      // Another process may have removed the bytes too, and then the store complains: that is not the reason.
      return (await catalog.find(id)) ? reason : goneDuringUpload(id, reason)
    } catch (failure) {
      return new AggregateError([reason, failure], `The upload of image ${id} failed, and so did undoing it`)
    }
  }

  /** One writer; whatever ends it early leaves nothing but what it `failsAs`, once its data could begin to come. */
  async function take(
    id: string,
    store: WritableStore,
    upload: Upload,
    settle: () => Promise<unknown> = async () => undefined,
  ): Promise<ImageData> {
    const blob = { key: randomUUID(), store: store.id }
    if (!(await catalog.beginUpload(id, blob, now(), { size: upload.declaredSize ?? 0, limits }))) {
      throw new Problem('statusConflict', `Image ${id} is not queued any more: another upload has begun`)
    }
    const abort = new AbortController()
    running.set(id, abort)
    let failsAs: AbandonedStatus | undefined
    try {
      const signal = AbortSignal.any([upload.signal, abort.signal])
      await settle()
      failsAs = upload.failsAs
      // Its formats cannot change any more from here on; a moment ago they could.
      const saving = await catalog.find(id)
      if (saving === undefined) throw goneDuringUpload(id)
      assertFormatsKnown(saving)
      const data = await receiveData(saving, store, blob.key, upload, signal, deps)
      if (await catalog.completeUpload(id, blob.key, data, now())) return data
      throw goneDuringUpload(id)
    } catch (error) {
      throw await abandon(id, blob, failsAs, error)
    } finally {
      // The image was queued again a while ago: the next upload may have taken this place.
      if (running.get(id) === abort) running.delete(id)
    }
  }

  return {
    /** What of an upload can be refused before there is an image for it: as `upload` does. */
    assertTakes(
      image: DeclaredFormats,
      { declaredSize, checksum, store }: Pick<Upload, 'declaredSize' | 'checksum' | 'store'>,
    ): void {
      stores.writable(store)
      assertFormatsKnown(image)
      assertWithinCap(declaredSize)
      assertChecksum(checksum)
    },

    /**
     * Stores the data of a queued image. One writer: of any number of starters one gets through, the others are
     * refused with `statusConflict` before they touch the store. Whatever ends the upload early leaves the image
     * queued, or as it `failsAs`, with nothing recorded, and the bytes gone or doomed.
     */
    async upload(id: string, caller: Caller, upload: Upload): Promise<ImageData> {
      const store = stores.writable(upload.store)
      assertReadyForUpload(await access.admit(id, caller, 'upload_image'))
      assertWithinCap(upload.declaredSize)
      return take(id, store, upload)
    },

    /**
     * As `upload`, for whoever has asked already what speaks against it, for the image as `settle` makes it. That is
     * called once the image is this upload's and before its first byte is asked for; what it rejects with leaves the
     * image queued.
     */
    uploadSettled: (id: string, upload: Upload, settle: () => Promise<unknown>): Promise<ImageData> =>
      take(id, stores.writable(upload.store), upload, settle),

    /**
     * What an image has to be read, undefined when it has no data (yet); `preferred` are ids of stores to read from first.
     */
    async describe(id: string, caller: Caller, preferred: readonly string[] = []): Promise<Download | undefined> {
      for (const store of preferred) stores.assertChoice(store)
      const { image, target } = await access.look(id, caller)
      policy.assertAllows('download_image', caller, target, `Image ${id}`)
      if (preferred.length > 0) policy.assertAllows('download_from_store', caller, target, `Image ${id}`)
      if (image.status === 'deactivated' && !policy.isAdmin(caller)) {
        throw new Problem('forbidden', `Image ${id} is deactivated: its data cannot be downloaded`)
      }
      return image.data && hasReadableData(image.status) ? { image, data: image.data, preferred } : undefined
    },

    /** Opens the bytes; rejects before the first one with `imageDataLost` when no store has them. */
    async open({ data, preferred }: Download, range?: ByteRange): Promise<AsyncIterable<Uint8Array>> {
      if (data.size === 0) return noBytes()
      return openAnywhere(stores, data, range ?? { start: 0, end: data.size - 1 }, preferred)
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

async function* noBytes(): AsyncGenerator<Uint8Array, void, undefined> {}
