import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { idle, PATIENTLY, stub } from '../../test/builders.ts'
import type { ImageStore } from '../ports/image-store.ts'
import { createDigestPool, type DigestPool } from './digest-pool.ts'
import { type IngestOptions, ingest } from './ingest.ts'

const KIB = 1024
/** What one transfer may hold: four blocks of 512 KiB. */
const RING_BYTES = 4 * 512 * KIB

let digests: DigestPool
beforeAll(() => {
  digests = createDigestPool(2)
})
afterAll(() => digests.close())

/** Keeps what arrives in `kept`, unless its stream ends early; looks at each chunk only after a while. */
function createStore(onChunk: (chunk: Uint8Array) => Promise<unknown> = () => idle(3)) {
  const kept = new Map<string, Buffer>()
  const store = stub<ImageStore>({
    async put(key, bytes) {
      const parts: Buffer[] = []
      for await (const chunk of bytes) {
        await onChunk(chunk)
        parts.push(Buffer.from(chunk))
      }
      const whole = Buffer.concat(parts)
      kept.set(key, whole)
      return { size: whole.length }
    },
  })
  return { store, kept }
}

/** Sends chunks of these sizes from one buffer, as a socket may: a chunk is over when the next is asked for. */
function createSource(sizes: Iterable<number>) {
  const seen = { sent: 0, stopped: false, hash: createHash('sha256') }
  async function* chunks() {
    const buffer = Buffer.alloc(2048 * KIB)
    try {
      for (const size of sizes) {
        const chunk = buffer.subarray(0, size)
        for (let index = 0; index < size; index += 4) buffer.writeUInt32LE((seen.sent + index) % 4_294_967_291, index)
        seen.hash.update(chunk)
        seen.sent += size
        yield chunk
        buffer.fill(0xee)
      }
    } finally {
      seen.stopped = true
    }
  }
  return { seen, source: chunks() }
}

function* endless(size: number) {
  for (;;) yield size
}

function options(changes: Partial<IngestOptions> & Pick<IngestOptions, 'store'>): IngestOptions {
  return {
    key: 'key',
    digests,
    algorithms: ['md5', 'sha512'],
    limit: Number.MAX_SAFE_INTEGER,
    signal: new AbortController().signal,
    ...changes,
  }
}

const hex = (algorithm: string, bytes: Uint8Array) => createHash(algorithm).update(bytes).digest('hex')

describe('ingesting a stream', () => {
  test('stores and digests the same bytes, whatever they are and however they are cut', async () => {
    const small = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(small, async (chunks) => {
        const bytes = Buffer.concat(chunks)
        const { store, kept } = createStore(() => Promise.resolve())
        async function* source() {
          yield* chunks
        }
        expect(await ingest(source(), options({ store }))).toStrictEqual({
          size: bytes.length,
          digests: [hex('md5', bytes), hex('sha512', bytes)],
        })
        expect(kept.get('key')?.equals(bytes)).toBe(true)
      }),
      { numRuns: 50 },
    )
  })

  test('stores and digests the same bytes, although its blocks are used again and again', async () => {
    const block = 512 * KIB
    const size = fc.oneof(fc.constantFrom(0, 1, block - 1, block, block + 1, 3 * block), fc.nat({ max: 1400 * KIB }))
    await fc.assert(
      fc.asyncProperty(fc.array(size, { maxLength: 12 }), async (sizes) => {
        const { seen, source } = createSource(sizes)
        const { store, kept } = createStore()
        const result = await ingest(source, options({ store, algorithms: ['sha256'] }))
        const sent = seen.hash.digest('hex')
        expect(result).toStrictEqual({ size: seen.sent, digests: [sent] })
        expect(hex('sha256', kept.get('key') ?? Buffer.of(1))).toBe(sent)
      }),
      { numRuns: 25 },
    )
  })

  test('hands the store blocks of 512 KiB, not the crumbs it gets', async () => {
    const sizes: number[] = []
    const { store } = createStore(async (chunk) => sizes.push(chunk.length))
    await ingest(createSource(Array(600).fill(1 * KIB)).source, options({ store }))
    expect(sizes).toStrictEqual([512 * KIB, 88 * KIB])
  })

  test('answers digests in the order of the algorithms', async () => {
    const { store, kept } = createStore()
    const algorithms = ['sha512', 'md5', 'sha256']
    const result = await ingest(createSource([10]).source, options({ store, algorithms }))
    expect(result.digests).toStrictEqual(algorithms.map((name) => hex(name, kept.get('key') ?? Buffer.of())))
  })

  test('passes key and signal on to the store', async () => {
    const { signal } = new AbortController()
    const calls: unknown[] = []
    const store = stub<ImageStore>({
      async put(key, _, given) {
        calls.push([key, given.signal === signal])
        return { size: 0 }
      },
    })
    await ingest(createSource([]).source, options({ store, key: 'mine', signal }))
    expect(calls).toStrictEqual([['mine', true]])
  })
})

describe('a size limit', () => {
  test('is reached by the bytes that fill it', async () => {
    const { store } = createStore()
    const { size } = await ingest(createSource([600, 400]).source, options({ store, limit: 1000 }))
    expect(size).toBe(1000)
  })

  test.for([
    { name: 'one byte', sizes: [600, 401] },
    { name: 'one chunk that is far too large', sizes: [900 * KIB] },
    { name: 'a stream without end', sizes: endless(100) },
  ])('is refused to be passed by $name, with nothing kept (S50)', async ({ sizes }) => {
    const { store, kept } = createStore()
    const { seen, source } = createSource(sizes)
    await expect(ingest(source, options({ store, limit: 1000 }))).rejects.toMatchObject({ code: 'imageTooLarge' })
    expect(kept.size).toBe(0)
    await expect.poll(() => seen.stopped, PATIENTLY).toBe(true)
  })

  test('of zero takes an empty stream only', async () => {
    const { store } = createStore()
    expect(await ingest(createSource([]).source, options({ store, limit: 0 }))).toMatchObject({ size: 0 })
    await expect(ingest(createSource([1]).source, options({ store, limit: 0 }))).rejects.toMatchObject({
      code: 'imageTooLarge',
    })
  })
})

describe('a declared size', () => {
  test('is met by exactly as many bytes', async () => {
    const { store } = createStore()
    const { size } = await ingest(createSource([600, 400]).source, options({ store, declaredSize: 1000 }))
    expect(size).toBe(1000)
  })

  test.for([
    { name: 'one byte too few', sizes: [600, 399], received: 999 },
    { name: 'one byte too many', sizes: [600, 401], received: 1001 },
    { name: 'none at all', sizes: [], received: 0 },
  ])('is not met by $name, and nothing is kept', async ({ sizes, received }) => {
    const { store, kept } = createStore()
    await expect(ingest(createSource(sizes).source, options({ store, declaredSize: 1000 }))).rejects.toMatchObject({
      code: 'sizeMismatch',
      message: `1000 bytes were declared, ${received} were received`,
    })
    expect(kept.size).toBe(0)
  })

  test('ends a stream without end at the first byte too many', async () => {
    const { store, kept } = createStore()
    const { seen, source } = createSource(endless(100))
    await expect(ingest(source, options({ store, declaredSize: 1000 }))).rejects.toMatchObject({ code: 'sizeMismatch' })
    await expect.poll(() => seen.stopped, PATIENTLY).toBe(true)
    expect(seen.sent).toBe(1100)
    expect(kept.size).toBe(0)
  })

  test('does not raise the limit', async () => {
    const { store } = createStore()
    const done = ingest(createSource(endless(100)).source, options({ store, limit: 1000, declaredSize: 2000 }))
    await expect(done).rejects.toMatchObject({ code: 'imageTooLarge' })
  })
})

describe('back-pressure', () => {
  const CHUNK = 64 * KIB

  test('of a store that stands still reaches the source', async () => {
    const gate = Promise.withResolvers<void>()
    const { store } = createStore(() => gate.promise)
    const { seen, source } = createSource(Array(100).fill(CHUNK))
    const done = ingest(source, options({ store }))
    await expect.poll(() => seen.sent, PATIENTLY).toBeGreaterThanOrEqual(512 * KIB)
    await idle()
    expect(seen.sent).toBeLessThanOrEqual(RING_BYTES + CHUNK)
    gate.resolve()
    expect(await done).toMatchObject({ size: 100 * CHUNK })
  })

  test('of a digest that stands still reaches the source', async () => {
    const gate = Promise.withResolvers<void>()
    const slow: DigestPool = {
      start: () => [{ update: () => gate.promise, finish: async () => 'hex', drop: () => undefined }],
      close: async () => undefined,
    }
    const { store } = createStore(() => Promise.resolve())
    const { seen, source } = createSource(Array(100).fill(CHUNK))
    const done = ingest(source, options({ store, digests: slow }))
    await expect.poll(() => seen.sent, PATIENTLY).toBeGreaterThanOrEqual(RING_BYTES)
    await idle()
    expect(seen.sent).toBeLessThanOrEqual(RING_BYTES + CHUNK)
    gate.resolve()
    expect(await done).toMatchObject({ size: 100 * CHUNK })
  })
})

describe('an ingest that ends early', () => {
  /** Sends one chunk, then nothing, and does not even hear that it is to stop. */
  async function* silentSource() {
    yield Buffer.alloc(300 * KIB)
    await new Promise(() => undefined)
  }

  test('ends at once when it is aborted while the source is silent', async () => {
    const { store, kept } = createStore()
    const abort = new AbortController()
    const done = ingest(silentSource(), options({ store, signal: abort.signal }))
    const outcome = expect(done).rejects.toThrow('stopped')
    await idle()
    abort.abort(new Error('stopped'))
    await outcome
    expect(kept.size).toBe(0)
  })

  test('passes the failure of the source through, with nothing kept (R10)', async () => {
    const failure = new Error('connection reset')
    const { store, kept } = createStore()
    async function* failing() {
      yield Buffer.alloc(300 * KIB)
      throw failure
    }
    await expect(ingest(failing(), options({ store }))).rejects.toBe(failure)
    expect(kept.size).toBe(0)
  })

  test('takes the failure of the source calmly while the store is busy (R10)', async () => {
    const failure = new Error('connection reset')
    const { store, kept } = createStore(() => idle(20))
    async function* failing() {
      yield Buffer.alloc(256 * KIB)
      throw failure
    }
    await expect(ingest(failing(), options({ store }))).rejects.toBe(failure)
    expect(kept.size).toBe(0)
  })

  test.for([
    { name: 'before the first byte', chunks: 0 },
    { name: 'after the first block', chunks: 1 },
    { name: 'when all blocks are in use', chunks: 6 },
  ])('passes the failure of the store through: $name', async ({ chunks }) => {
    const failure = new Error('disk gone')
    let taken = 0
    const store = stub<ImageStore>({
      async put(_, bytes) {
        if (chunks > 0) for await (const _ of bytes) if (++taken === chunks) break
        throw failure
      },
    })
    await expect(ingest(createSource(endless(64 * KIB)).source, options({ store }))).rejects.toBe(failure)
  })

  test.for([
    { name: 'does not begin to read', read: async () => undefined },
    { name: 'gives up before the first byte', read: (bytes: AsyncIterator<Uint8Array>) => bytes.return?.() },
  ])('lets go of the source when the store $name', async ({ read }) => {
    const store = stub<ImageStore>({
      async put(_, bytes) {
        await read(bytes[Symbol.asyncIterator]())
        throw new Error('disk gone')
      },
    })
    let isOpen = true
    const source: AsyncIterableIterator<Uint8Array> = {
      next: () => expect.unreachable(),
      async return() {
        isOpen = false
        return { done: true, value: undefined }
      },
      [Symbol.asyncIterator]: () => source,
    }
    await expect(ingest(source, options({ store }))).rejects.toThrow('disk gone')
    expect(isOpen).toBe(false)
  })

  test.for([1, 3, 4, 5, 6])('stops reading the source when the store fails at block %i', async (blocks) => {
    let taken = 0
    const store = stub<ImageStore>({
      async put(_, bytes) {
        for await (const _ of bytes) if (++taken === blocks) throw new Error('disk gone')
        return { size: 0 }
      },
    })
    const { seen, source } = createSource(endless(256 * KIB))
    await expect(ingest(source, options({ store }))).rejects.toThrow('disk gone')
    await expect.poll(() => seen.stopped, PATIENTLY).toBe(true)
    expect(seen.sent).toBeLessThanOrEqual((blocks + 2) * 512 * KIB)
  })

  test('stops reading the source when a digest fails', async () => {
    const broken: DigestPool = {
      start: () => [
        {
          update: () => Promise.reject(new Error('thread gone')),
          finish: () => Promise.reject(new Error('thread gone')),
          drop: () => undefined,
        },
      ],
      close: async () => undefined,
    }
    const { store, kept } = createStore()
    const { seen, source } = createSource(endless(256 * KIB))
    await expect(ingest(source, options({ store, digests: broken }))).rejects.toThrow('thread gone')
    expect(kept.size).toBe(0)
    await expect.poll(() => seen.stopped, PATIENTLY).toBe(true)
  })

  test.for([
    { name: 'success', sizes: [10], limit: 10 },
    { name: 'failure', sizes: [10], limit: 9 },
  ])('gives its digests back after $name', async ({ sizes, limit }) => {
    let open = 0
    const counting: DigestPool = {
      start(algorithms) {
        open += algorithms.length
        return algorithms.map(() => ({ update: async () => undefined, finish: async () => 'hex', drop: () => open-- }))
      },
      close: async () => undefined,
    }
    const { store } = createStore()
    await ingest(createSource(sizes).source, options({ store, limit, digests: counting })).catch(() => undefined)
    expect(open).toBe(0)
  })
})
