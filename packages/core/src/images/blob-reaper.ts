import type { ImageCatalog } from '../ports/image-catalog.ts'
import type { ImageStore } from '../ports/image-store.ts'

/** Removes bytes that no image owns any more. */
export interface BlobReaper {
  /** Removes what is doomed now; what the store refuses stays doomed for the next call. Never rejects. */
  reap(): Promise<void>
}

const BATCH = 100

export function createBlobReaper(deps: {
  readonly catalog: ImageCatalog
  readonly store: ImageStore
  /** Told of bytes that could not be removed yet. */
  readonly onError: (error: unknown, key?: string) => void
}): BlobReaper {
  const { catalog, store, onError } = deps
  let last: Promise<void> = Promise.resolve()

  async function pass(): Promise<void> {
    for (;;) {
      const keys = await catalog.listDoomedKeys(BATCH)
      const removed = await Promise.all(keys.map(remove))
      // Stop when nothing is left, or when what is left cannot be removed now.
      if (keys.length < BATCH || !removed.includes(true)) return
    }
  }

  async function remove(key: string): Promise<boolean> {
    try {
      await store.delete(key)
      await catalog.forgetKey(key)
      return true
    } catch (error) {
      onError(error, key)
      return false
    }
  }

  return {
    // One pass at a time; a caller's pass begins after its key was doomed, so it sees that key.
    reap() {
      last = last.then(pass).catch(onError)
      return last
    },
  }
}
