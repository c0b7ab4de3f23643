import type { Digest } from './digest-pool.ts'

const BLOCK_BYTES = 512 * 1024

/**
 * Hands on the chunks as they come, for whoever else reads them, while their digests are computed elsewhere. Lent chunks
 * are another's memory: each is copied into one of two shared blocks, so that one is hashed while the other is filled.
 */
export async function* digesting(
  source: AsyncIterable<Uint8Array>,
  digests: readonly Digest[],
): AsyncGenerator<Uint8Array, void, undefined> {
  let [filling, hashing] = [newBlock(), newBlock()]
  for await (const chunk of source) {
    for (let offset = 0; offset < chunk.length; offset += BLOCK_BYTES) {
      const piece = chunk.subarray(offset, offset + BLOCK_BYTES)
      const { memory } = filling
      await filling.hashed
      new Uint8Array(memory).set(piece)
      filling.hashed = Promise.all(digests.map((digest) => digest.update(memory, piece.length)))
      // Whoever waits for the block sees the failure; until then it is not an unhandled one.
      filling.hashed.catch(() => undefined)
      ;[filling, hashing] = [hashing, filling]
    }
    yield chunk
  }
}

function newBlock(): { readonly memory: SharedArrayBuffer; hashed: Promise<unknown> } {
  return { memory: new SharedArrayBuffer(BLOCK_BYTES), hashed: Promise.resolve() }
}
