import { createHash, randomUUID } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import type { ByteRange, ImageStore } from '@vitrine/core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

/** A store that holds nothing yet, and how to look behind it. */
export interface ConnectedStore {
  readonly store: ImageStore
  /** Names of everything that takes space in the store, whole or partial. */
  list(): Promise<string[]>
  disconnect(): Promise<void>
}

export type ConnectStore = () => Promise<ConnectedStore>

const KIB = 1024
const BLOCK = 256 * KIB
const SIZES = [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 5 * KIB * KIB + 3]

/** Every promise of the port. `connect` opens an empty store. */
export function describeImageStore(connect: ConnectStore): void {
  let connected: ConnectedStore
  let store: ImageStore
  beforeEach(async () => {
    connected = await connect()
    store = connected.store
  })
  afterEach(() => connected.disconnect())

  const put = (key: string, bytes: AsyncIterable<Uint8Array>, signal = new AbortController().signal) =>
    store.put(key, bytes, { signal })

  async function stored(bytes: Uint8Array): Promise<string> {
    const key = randomUUID()
    await put(key, cut(bytes, BLOCK))
    return key
  }

  describe('put and open', () => {
    test.for(SIZES)('give %i bytes back as they were', async (size) => {
      const key = randomUUID()
      const bytes = pattern(size)
      expect(await put(key, cut(bytes, 100_000))).toStrictEqual({ size })
      expect(await digestOf(await store.open(key))).toBe(digest(bytes))
    })

    test('take shared memory, empty chunks and crumbs', async () => {
      const bytes = pattern(3000)
      const shared = new Uint8Array(new SharedArrayBuffer(1000))
      shared.set(bytes.subarray(0, 1000))
      async function* chunks() {
        yield shared
        yield Buffer.alloc(0)
        yield* cut(bytes.subarray(1000), 7)
      }
      const key = randomUUID()
      expect(await put(key, chunks())).toStrictEqual({ size: 3000 })
      expect(await digestOf(await store.open(key))).toBe(digest(bytes))
    })

    test('take chunks that are lent until the next is asked for', async () => {
      const bytes = pattern(4 * BLOCK)
      async function* lent() {
        const buffer = Buffer.alloc(BLOCK)
        for await (const chunk of cut(bytes, BLOCK)) {
          buffer.set(chunk)
          yield buffer
          buffer.fill(0xee)
        }
      }
      const key = randomUUID()
      await put(key, lent())
      expect(await digestOf(await store.open(key))).toBe(digest(bytes))
    })

    test('lend chunks that stay as they are until the next is asked for', async () => {
      const bytes = pattern(5 * KIB * KIB)
      const hash = createHash('sha256')
      for await (const chunk of await store.open(await stored(bytes))) {
        // Whatever the store reads ahead has time to arrive.
        await idle()
        hash.update(chunk)
      }
      expect(hash.digest('hex')).toBe(digest(bytes))
    })

    test('keep keys apart that are written at the same time', async () => {
      const images = [pattern(BLOCK + 1), pattern(3 * BLOCK, 7), pattern(10, 9)].map((bytes) => ({
        key: randomUUID(),
        bytes,
      }))
      await Promise.all(images.map(({ key, bytes }) => put(key, cut(bytes, 10_000))))
      for (const { key, bytes } of images) expect(await digestOf(await store.open(key))).toBe(digest(bytes))
    })

    test('serve many readers of one key at the same time', async () => {
      const bytes = pattern(2 * KIB * KIB)
      const key = await stored(bytes)
      const readers = Array.from({ length: 5 }, async () => digestOf(await store.open(key)))
      expect(new Set(await Promise.all(readers))).toStrictEqual(new Set([digest(bytes)]))
    })
  })

  describe('a range', () => {
    const size = 2 * KIB * KIB + 5
    const RANGES: Array<{ name: string; range: ByteRange }> = [
      { name: 'the first byte', range: { start: 0, end: 0 } },
      { name: 'the last byte', range: { start: size - 1, end: size - 1 } },
      { name: 'everything', range: { start: 0, end: size - 1 } },
      { name: 'all but the first byte', range: { start: 1, end: size - 1 } },
      { name: 'all but the last byte', range: { start: 0, end: size - 2 } },
      { name: 'a piece across blocks', range: { start: BLOCK - 1, end: 5 * BLOCK } },
      { name: 'a piece within a block', range: { start: BLOCK + 10, end: BLOCK + 19 } },
    ]

    test('holds exactly the bytes from its start to its end', async () => {
      const bytes = pattern(size)
      const key = await stored(bytes)
      for (const { name, range } of RANGES) {
        const want = digest(bytes.subarray(range.start, range.end + 1))
        expect(await digestOf(await store.open(key, range)), name).toBe(want)
      }
    })

    test.for([
      { name: 'one byte beyond the end', range: { start: 0, end: 10 } },
      { name: 'beginning at the end', range: { start: 10, end: 10 } },
      { name: 'far beyond the end', range: { start: 1000, end: 2000 } },
    ])('of more than was stored is refused before the first byte: $name', async ({ range }) => {
      const key = await stored(pattern(10))
      await expect(store.open(key, range)).rejects.toMatchObject({ code: 'imageDataLost' })
    })
  })

  describe('an unknown key', () => {
    test('is refused before the first byte', async () => {
      await expect(store.open(randomUUID())).rejects.toMatchObject({ code: 'imageDataLost' })
      await expect(store.open(randomUUID(), { start: 0, end: 0 })).rejects.toMatchObject({ code: 'imageDataLost' })
    })

    test('is unknown as long as its put is under way', async () => {
      const key = randomUUID()
      const seen: unknown[] = []
      async function* watching() {
        yield pattern(BLOCK)
        await store.open(key).catch((error: unknown) => seen.push(error))
        yield pattern(BLOCK)
      }
      await put(key, watching())
      expect(seen).toMatchObject([{ code: 'imageDataLost' }])
    })
  })

  describe('a put that ends early', () => {
    test.for([
      { name: 'before the first byte', bytes: 0 },
      { name: 'after one byte', bytes: 1 },
      { name: 'after several MiB', bytes: 6 * KIB * KIB },
    ])('rejects with the failure of its source and leaves nothing: $name (R10)', async ({ bytes }) => {
      const failure = new Error('connection reset')
      async function* failing() {
        yield* cut(pattern(bytes), BLOCK)
        throw failure
      }
      const key = randomUUID()
      await expect(put(key, failing())).rejects.toBe(failure)
      await expect(store.open(key)).rejects.toMatchObject({ code: 'imageDataLost' })
      expect(await connected.list()).toStrictEqual([])
    })

    test.for([
      { name: 'before it began', when: 'before' },
      { name: 'between two chunks', when: 'between' },
      { name: 'with the last chunk', when: 'last' },
    ])('rejects with the reason of the abort and leaves nothing: $name', async ({ when }) => {
      const abort = new AbortController()
      const reason = new Error('stopping')
      if (when === 'before') abort.abort(reason)
      async function* aborting() {
        yield pattern(BLOCK)
        if (when === 'between') abort.abort(reason)
        yield pattern(BLOCK)
        abort.abort(reason)
      }
      const key = randomUUID()
      await expect(put(key, aborting(), abort.signal)).rejects.toBe(reason)
      await expect(store.open(key)).rejects.toMatchObject({ code: 'imageDataLost' })
      expect(await connected.list()).toStrictEqual([])
    })

    test('lets its key be put again', async () => {
      const key = randomUUID()
      // biome-ignore lint/correctness/useYield: a source that fails before it gives anything
      async function* failing(): AsyncGenerator<Uint8Array> {
        throw new Error('connection reset')
      }
      await expect(put(key, failing())).rejects.toThrow('connection reset')
      await put(key, cut(pattern(10), 10))
      expect(await digestOf(await store.open(key))).toBe(digest(pattern(10)))
    })

    test('leaves other keys alone', async () => {
      const bytes = pattern(BLOCK)
      const key = await stored(bytes)
      await put(randomUUID(), cut(bytes, 10_000), AbortSignal.abort()).catch(() => undefined)
      expect(await digestOf(await store.open(key))).toBe(digest(bytes))
    })
  })

  describe('delete', () => {
    test('removes the bytes', async () => {
      const key = await stored(pattern(BLOCK))
      await store.delete(key)
      await expect(store.open(key)).rejects.toMatchObject({ code: 'imageDataLost' })
      expect(await connected.list()).toStrictEqual([])
    })

    test('counts an unknown key as deleted, so that it can be repeated (R7)', async () => {
      const key = await stored(pattern(1))
      await store.delete(key)
      await store.delete(key)
      await store.delete(randomUUID())
    })

    test('leaves other keys alone', async () => {
      const bytes = pattern(BLOCK)
      const [kept, gone] = [await stored(bytes), await stored(bytes)]
      await store.delete(gone)
      expect(await digestOf(await store.open(kept))).toBe(digest(bytes))
    })
  })

  // Only Linux tells what a process holds open.
  describe.runIf(process.platform === 'linux')('a reader', () => {
    const READERS = 60

    test.for([
      {
        name: 'stops after the first chunk',
        read: async (key: string) => {
          for await (const _ of await store.open(key)) break
        },
      },
      {
        name: 'stops before the first chunk',
        read: async (key: string) => {
          await (await store.open(key))[Symbol.asyncIterator]().return?.()
        },
      },
      {
        name: 'stops while a chunk is on its way',
        read: async (key: string) => {
          const chunks = (await store.open(key))[Symbol.asyncIterator]()
          const next = chunks.next()
          await chunks.return?.()
          await next
        },
      },
      { name: 'reads to the end', read: async (key: string) => digestOf(await store.open(key)) },
      {
        name: 'asks for more than there is',
        read: (key: string) => store.open(key, { start: 0, end: 1e9 }).catch(() => undefined),
      },
    ])('holds nothing open when it $name', async ({ read }) => {
      const key = await stored(pattern(3 * KIB * KIB))
      await read(key)
      const before = await countOpenFiles()
      const warnings: string[] = []
      const onWarning = ({ message }: Error) => warnings.push(message)
      process.on('warning', onWarning)
      try {
        for (let reader = 0; reader < READERS; reader++) await read(key)
        await expect.poll(countOpenFiles, { timeout: 10_000 }).toBeLessThan(before + READERS / 4)
      } finally {
        process.off('warning', onWarning)
      }
      // Garbage collection closes forgotten files too, some day.
      expect(warnings).toStrictEqual([])
    })
  })
}

/** Bytes that differ from place to place, so that a block in the wrong place shows. */
function pattern(size: number, seed = 1): Buffer {
  const words = new Uint32Array(Math.ceil(size / 4))
  for (let index = 0; index < words.length; index++) words[index] = Math.imul(index + seed, 2_654_435_761)
  return Buffer.from(words.buffer, 0, size)
}

async function* cut(bytes: Buffer | Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < bytes.length; offset += length) yield bytes.subarray(offset, offset + length)
}

function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

async function digestOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of chunks) hash.update(chunk)
  return hash.digest('hex')
}

/** Turns of the event loop, in which everything goes on that waits for no request. */
async function idle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
}

async function countOpenFiles(): Promise<number> {
  return (await readdir('/proc/self/fd')).length
}
