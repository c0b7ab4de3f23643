import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { sustained } from './sustained.ts'

const IDLE_MS = 60_000
const ENOUGH = 64 * 1024

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] }))
afterEach(() => vi.useRealTimers())

/** A server that needs so long for each chunk. */
async function* aServer(chunks: ReadonlyArray<{ bytes: number; ms: number }>) {
  for (const { bytes, ms } of chunks) {
    vi.advanceTimersByTime(ms)
    yield new Uint8Array(bytes)
  }
}

const times = (count: number, chunk: { bytes: number; ms: number }) => Array.from({ length: count }, () => chunk)

/** How much a reader gets that itself needs so long for each chunk. */
async function read(chunks: AsyncIterable<Uint8Array>, readerMs = 0): Promise<number> {
  let bytes = 0
  for await (const { length } of sustained(chunks, IDLE_MS)) {
    bytes += length
    vi.advanceTimersByTime(readerMs)
  }
  return bytes
}

test.for([
  { name: 'as much as it has to send, in one piece', chunks: times(9, { bytes: ENOUGH, ms: IDLE_MS }) },
  { name: 'as much as it has to send, in many', chunks: times(900, { bytes: 1100, ms: IDLE_MS / 60 }) },
  { name: 'little, and that is all', chunks: times(60, { bytes: 1, ms: IDLE_MS / 60 }) },
  { name: 'little at its end', chunks: [{ bytes: ENOUGH, ms: IDLE_MS }, ...times(60, { bytes: 1, ms: IDLE_MS / 60 })] },
])('goes on while a server sends $name', async ({ chunks }) => {
  expect(await read(aServer(chunks))).toBe(chunks.reduce((sum, { bytes }) => sum + bytes, 0))
})

test.for([
  { name: 'a byte at a time', chunks: times(61, { bytes: 1, ms: IDLE_MS / 60 }) },
  { name: 'almost enough', chunks: times(61, { bytes: 1000, ms: IDLE_MS / 60 }) },
  {
    name: 'enough, and then next to nothing',
    chunks: [{ bytes: 9 * ENOUGH, ms: 1 }, ...times(7, { bytes: 1, ms: 9000 })],
  },
])('ends where a server sends $name', async ({ chunks }) => {
  await expect(read(aServer(chunks))).rejects.toThrow(/^\d+ bytes in \d+ ms$/)
})

test('does not count the time that its reader needs', async () => {
  expect(await read(aServer(times(60, { bytes: 1, ms: IDLE_MS / 60 })), 10 * IDLE_MS)).toBe(60)
})
