import type { ImageCatalog, StoredBlob } from '../ports/image-catalog.ts'
import type { Stores } from './stores.ts'

/** Removes bytes that no image owns any more. */
export interface BlobReaper {
  /** Removes what is doomed now; what the store refuses stays doomed for the next call. Never rejects. */
  reap(): Promise<void>
  /** Removes the bytes of one doomed blob, without waiting for others. What is refused is left to `reap`. Never rejects. */
  remove(blob: StoredBlob): Promise<void>
}

const BATCH = 100

export function createBlobReaper(deps: {
  readonly catalog: ImageCatalog
  readonly stores: Stores
  /** Told of bytes that could not be removed yet. */
  readonly onError: (error: unknown, key?: string) => void
}): BlobReaper {
  const { catalog, stores, onError } = deps
  let last: Promise<void> = Promise.resolve()

  async function pass(): Promise<void> {
    let after: string | undefined
    do {
      const blobs = await catalog.listDoomed(BATCH, after)
      await Promise.all(blobs.map(remove))
      // On past those that cannot be removed now, so that they hold up no other.
      after = blobs.length === BATCH ? blobs.at(-1)?.key : undefined
    } while (after !== undefined)
  }

  async function remove({ key, store }: StoredBlob): Promise<void> {
    try {
      // Throws for a store that is not configured any more: its bytes wait until it is again.
      await stores.writable(store).store.delete(key)
      await catalog.forgetKey(key)
    } catch (error) {
      onError(error, key)
    }
  }

  return {
    // One pass at a time; a caller's pass begins after its key was doomed, so it sees that key.
    reap() {
      last = last.then(pass).catch(onError)
      return last
    },
    remove,
  }
}
