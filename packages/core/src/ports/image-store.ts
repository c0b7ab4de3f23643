/** An inclusive range of byte positions. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/**
 * Where image bytes can be read. A store knows keys and bytes: never images, callers or HTTP.
 *
 * Chunks are lent, in both directions: one is valid until the next is asked for, so that a transfer
 * can run through a few reused buffers whatever its size.
 */
export interface ReadableStore {
  readonly scheme: string
  /** The URL by which other services that reach this store know the key. May hold a credential. */
  locate(key: string): string
  /**
   * Rejects with `imageDataLost` before the first byte when the key is unknown or shorter than `range` needs.
   * Whoever stops before the end calls the iterator's `return`, be it before the first chunk: nothing stays open.
   */
  open(key: string, range?: ByteRange): Promise<AsyncIterable<Uint8Array>>
}

/** Where image bytes live. */
export interface ImageStore extends ReadableStore {
  /**
   * Keeps the whole stream durably, or leaves nothing behind.
   * Rejects with `storeFull` when the space is used up, `storeUnavailable` when it cannot write.
   */
  put(key: string, bytes: AsyncIterable<Uint8Array>, options: { signal: AbortSignal }): Promise<{ size: number }>
  /** An unknown key counts as deleted; whatever an interrupted `put` left under the key goes too. */
  delete(key: string): Promise<void>
}
