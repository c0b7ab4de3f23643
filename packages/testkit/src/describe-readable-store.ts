import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import type { ByteRange, ReadableStore } from '@vitrine/core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { BLOCK, digest, digestOf, KIB, pattern } from './store-bytes.ts'

/** A store to read from, and how to have something in it. */
export interface ConnectedReadableStore {
  readonly store: ReadableStore
  /** Puts these bytes where the store finds them; answers their key. */
  keep(bytes: Uint8Array): Promise<string>
  unknownKey(): string
  disconnect(): Promise<void>
}

export type ConnectReadableStore = () => Promise<ConnectedReadableStore>

/** Every promise of reading. */
export function describeReadableStore(connect: ConnectReadableStore): void {
  let connected: ConnectedReadableStore
  let store: ReadableStore
  beforeEach(async () => {
    connected = await connect()
    store = connected.store
  })
  afterEach(() => connected.disconnect())

  describe('open', () => {
    test.for([0, 1, 5 * KIB * KIB + 3])('gives all of %i bytes', async (size) => {
      const bytes = pattern(size)
      expect(await digestOf(await store.open(await connected.keep(bytes)))).toBe(digest(bytes))
    })

    test('lends chunks that stay as they are until the next is asked for', async () => {
      const bytes = pattern(5 * KIB * KIB)
      const hash = createHash('sha256')
      for await (const chunk of await store.open(await connected.keep(bytes))) {
        // Whatever the store reads ahead has time to arrive.
        await idle()
        hash.update(chunk)
      }
      expect(hash.digest('hex')).toBe(digest(bytes))
    })

    test('serves many readers of one key at the same time', async () => {
      const bytes = pattern(2 * KIB * KIB)
      const key = await connected.keep(bytes)
      const readers = Array.from({ length: 5 }, async () => digestOf(await store.open(key)))
      expect(new Set(await Promise.all(readers))).toStrictEqual(new Set([digest(bytes)]))
    })

    test('refuses an unknown key before the first byte', async () => {
      await expect(store.open(connected.unknownKey())).rejects.toMatchObject({ code: 'imageDataLost' })
      await expect(store.open(connected.unknownKey(), { start: 0, end: 0 })).rejects.toMatchObject({
        code: 'imageDataLost',
      })
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
      const key = await connected.keep(bytes)
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
      const key = await connected.keep(pattern(10))
      await expect(store.open(key, range)).rejects.toMatchObject({ code: 'imageDataLost' })
    })
  })

  // Only Linux tells what a process holds open.
  describe.runIf(process.platform === 'linux')('a reader', () => {
    const READERS = 24

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
      const key = await connected.keep(pattern(3 * KIB * KIB))
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

/** Turns of the event loop, in which everything goes on that waits for no request. */
async function idle(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
}

async function countOpenFiles(): Promise<number> {
  return (await readdir('/proc/self/fd')).length
}
