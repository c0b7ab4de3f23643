import type { ImageStore } from '../ports/image-store.ts'
import { Problem } from '../problem.ts'
import type { Digest, DigestPool } from './digest-pool.ts'
import { readAhead } from './read-ahead.ts'
import { untilAborted } from './until-aborted.ts'

export interface IngestOptions {
  readonly store: Pick<ImageStore, 'put'>
  readonly key: string
  readonly digests: DigestPool
  readonly algorithms: readonly string[]
  /** Bytes beyond this are refused with `imageTooLarge`. */
  readonly limit: number
  /** bytes; any other number is refused with `sizeMismatch`, the first one too many as it arrives */
  readonly declaredSize?: number | undefined
  /** Sees each block, and how many bytes came in all, before the store does; what it throws ends the transfer. */
  readonly onBlock?: ((block: Uint8Array, received: number) => Promise<void> | undefined) | undefined
  readonly signal: AbortSignal
}

export interface Ingested {
  /** bytes */
  readonly size: number
  /** Lower-case hex, in the order of `algorithms`. */
  readonly digests: readonly string[]
}

/** Sockets deliver 64 KiB at most; disks and hash threads like larger pieces. Four blocks are one transfer's memory. */
const BLOCK_BYTES = 512 * 1024
const BLOCKS = 4

/**
 * Moves a stream into a store while its digests are computed elsewhere. Bytes are copied once, into a small ring
 * of shared blocks that the store and the hash threads read; when either is slow, the source is not read.
 */
export async function ingest(source: AsyncIterable<Uint8Array>, options: IngestOptions): Promise<Ingested> {
  const { store, key, algorithms, signal } = options
  const digests = options.digests.start(algorithms)
  const bytes = untilAborted(source, signal)
  try {
    const { size } = await store.put(key, readAhead(blocks(bytes, digests, options)), { signal })
    return { size, digests: await Promise.all(digests.map((digest) => digest.finish())) }
  } finally {
    // A store that fails before it reads does not tell the source, which may hold a connection open.
    void bytes.return?.()
    for (const digest of digests) digest.drop()
  }
}

async function* blocks(
  source: AsyncIterable<Uint8Array>,
  digests: readonly Digest[],
  { limit, declaredSize, onBlock }: IngestOptions,
): AsyncGenerator<Uint8Array, void, undefined> {
  const ring: Array<{ memory: SharedArrayBuffer; hashed: Promise<unknown> }> = []
  let turn = 0
  let received = 0
  let stored = 0
  let filled = 0

  // The store is done with a block of four turns ago, because it asked for a later one; the hash threads may not be.
  const nextBlock = async () => {
    const place = ring[turn % BLOCKS]
    turn++
    filled = 0
    if (place) {
      await place.hashed
      return place
    }
    const fresh = { memory: new SharedArrayBuffer(BLOCK_BYTES), hashed: Promise.resolve() }
    ring.push(fresh)
    return fresh
  }
  const send = async (block: (typeof ring)[number]) => {
    const bytes = new Uint8Array(block.memory, 0, filled)
    await onBlock?.(bytes, stored + filled)
    stored += filled
    block.hashed = Promise.all(digests.map((digest) => digest.update(block.memory, filled)))
    // Whoever waits for the block sees the failure; until then it is not an unhandled one.
    block.hashed.catch(() => undefined)
    return bytes
  }

  let block = await nextBlock()
  for await (const chunk of source) {
    received += chunk.length
    if (received > limit) throw new Problem('imageTooLarge', `The data is larger than the ${limit} bytes allowed`)
    if (declaredSize !== undefined && received > declaredSize) throw sizeMismatch(declaredSize, received)
    for (let offset = 0; offset < chunk.length; ) {
      const piece = chunk.subarray(offset, offset + BLOCK_BYTES - filled)
      new Uint8Array(block.memory, filled).set(piece)
      filled += piece.length
      offset += piece.length
      if (filled === BLOCK_BYTES) {
        yield await send(block)
        block = await nextBlock()
      }
    }
  }
  if (declaredSize !== undefined && received < declaredSize) throw sizeMismatch(declaredSize, received)
  if (filled > 0) yield await send(block)
}

function sizeMismatch(declared: number, received: number): Problem {
  return new Problem('sizeMismatch', `${declared} bytes were declared, ${received} were received`)
}
