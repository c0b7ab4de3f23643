import type { ImageStore } from '../src/index.ts'
import { Problem } from '../src/index.ts'
import { collect, stub } from './builders.ts'

/** Small enough for a disk to be many of them. */
export const PIECE_BYTES = 10_000

/** A store in memory, which lends its chunks as a real one does. `kept` has the bytes by their keys. */
export function createMemoryStore(kept: Map<string, Buffer> = new Map()) {
  const store = stub<ImageStore>({
    async put(key, bytes, { signal }) {
      const copies: Buffer[] = []
      for await (const chunk of bytes) copies.push(Buffer.from(chunk))
      signal.throwIfAborted()
      kept.set(key, Buffer.concat(copies))
      return { size: Buffer.concat(copies).length }
    },
    async open(key, range) {
      const bytes = kept.get(key)
      if (bytes === undefined) throw new Problem('imageDataLost', `No bytes under ${key}`)
      return lent(bytes.subarray(range?.start ?? 0, (range?.end ?? bytes.length) + 1))
    },
  })
  return { store, kept }
}

/** One buffer for all chunks: who keeps one without a copy sees another in its place. */
export async function* lent(bytes: Buffer): AsyncGenerator<Uint8Array, void, undefined> {
  const buffer = Buffer.alloc(PIECE_BYTES)
  for (let start = 0; start < bytes.length; start += PIECE_BYTES) {
    const length = bytes.copy(buffer, 0, start, start + PIECE_BYTES)
    yield buffer.subarray(0, length)
    buffer.fill(0)
  }
}

export const bytesOf = async (bytes: AsyncIterable<Uint8Array>): Promise<Buffer> =>
  Buffer.concat(await collect(copies(bytes)))

async function* copies(bytes: AsyncIterable<Uint8Array>) {
  for await (const chunk of bytes) yield Buffer.from(chunk)
}
