import type { ImageCatalog } from '../ports/image-catalog.ts'
import type { ImageStore } from '../ports/image-store.ts'

/** Removes bytes that no image owns any more. */
export interface BlobReaper {
  /** Removes what is doomed now; what the store refuses stays doomed for the next call. Never rejects. */
  reap(): Promise<void>
  /** Removes the bytes of one doomed key, without waiting for others. What is refused is left to `reap`. Never rejects. */
  remove(key: string): Promise<void>
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
    let after: string | undefined
    do {
      const keys = await catalog.listDoomedKeys(BATCH, after)
      await Promise.all(keys.map(remove))
      // On past those that cannot be removed now, so that they hold up no other.
      after = keys.length === BATCH ? keys.at(-1) : undefined
    } while (after !== undefined)
  }

  async function remove(key: string): Promise<void> {
    try {
      await store.delete(key)
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
