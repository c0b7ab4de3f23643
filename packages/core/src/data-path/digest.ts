import type { ImageStore } from '../ports/image-store.ts'
import { type Ingested, type IngestOptions, ingest } from './ingest.ts'

/** Reads a stream to its end, for its size and its digests, and keeps nothing of it. */
export function digest(
  source: AsyncIterable<Uint8Array>,
  options: Omit<IngestOptions, 'store' | 'key'>,
): Promise<Ingested> {
  return ingest(source, { ...options, store: nowhere, key: '' })
}

const nowhere: Pick<ImageStore, 'put'> = {
  async put(_key, bytes) {
    let size = 0
    for await (const { length } of bytes) size += length
    return { size }
  },
}
