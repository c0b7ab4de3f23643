import { randomUUID } from 'node:crypto'
import type { ImageStore } from '@vitrine/core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { describeReadableStore } from './describe-readable-store.ts'
import { BLOCK, cut, digest, digestOf, KIB, pattern } from './store-bytes.ts'

/** A store that holds nothing yet, and how to look behind it. */
export interface ConnectedStore {
  readonly store: ImageStore
  /** Names of everything that takes space in the store, whole or partial. */
  list(): Promise<string[]>
  disconnect(): Promise<void>
}

export type ConnectStore = () => Promise<ConnectedStore>

const SIZES = [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 5 * KIB * KIB + 3]

/** Every promise of the port, those of reading among them. `connect` opens an empty store. */
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

  describe('reading', () => {
    const disconnect = async () => undefined
    describeReadableStore(async () => ({ store, keep: stored, unknownKey: randomUUID, disconnect }))
  })

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

    test('keep keys apart that are written at the same time', async () => {
      const images = [pattern(BLOCK + 1), pattern(3 * BLOCK, 7), pattern(10, 9)].map((bytes) => ({
        key: randomUUID(),
        bytes,
      }))
      await Promise.all(images.map(({ key, bytes }) => put(key, cut(bytes, 10_000))))
      for (const { key, bytes } of images) expect(await digestOf(await store.open(key))).toBe(digest(bytes))
    })

    test('know nothing of a key as long as its put is under way', async () => {
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
}
