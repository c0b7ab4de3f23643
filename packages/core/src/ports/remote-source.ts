import type { ReadableStore } from './image-store.ts'

/** What a URL holds. */
export interface RemoteBody {
  /** bytes, as the source declares them; undefined when it does not */
  readonly size: number | undefined
  /**
   * Lent chunks. A body that breaks off, falls silent or is shorter than `size` throws `sourceUnavailable`: it never
   * just ends. Whoever stops before the end calls `return`, be it before the first chunk: nothing stays open.
   */
  readonly bytes: AsyncIterableIterator<Uint8Array, undefined>
}

/**
 * Data elsewhere on the network; the key is an http(s) URL. Reaches only what its operator lets it, at every redirect,
 * and its refusals tell nothing about the network that the server is in.
 */
export interface RemoteSource extends ReadableStore {
  /** Rejects with `urlRefused` when the URL is never fetched. Asks for the addresses of its host, and no more. */
  check(url: string): Promise<void>
  /**
   * Bytes, as the source declares them; undefined when it does not. Rejects as `fetch` does, and so, too, when the signal
   * runs out of time (`AbortSignal.timeout`): that is a source which gives no answer.
   */
  size(url: string, options: { signal: AbortSignal }): Promise<number | undefined>
  /** Rejects before the first byte: as `check` does, or with `sourceUnavailable` when the source does not give it. */
  fetch(url: string, options: { signal: AbortSignal }): Promise<RemoteBody>
}
