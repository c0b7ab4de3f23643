import { open } from 'node:fs/promises'
import { setTimeout as delay } from 'node:timers/promises'

const POLL_MS = 10
const LINES_MS = 10_000
const CHUNK_BYTES = 256 * 1024

/** What the server says of its answers to an operation: how long each took inside it, in the order of its log. */
export function followLog(path: string, operation: string, signal: AbortSignal) {
  let offset = 0
  let rest = ''
  let durations: number[] = []

  async function readMore(): Promise<void> {
    await using file = await open(path)
    const { buffer, bytesRead } = await file.read({ position: offset, buffer: Buffer.alloc(CHUNK_BYTES) })
    offset += bytesRead
    const lines = (rest + buffer.toString('utf8', 0, bytesRead)).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const entry: { operation?: string; durationMs?: number } = JSON.parse(line)
      if (entry.operation === operation && entry.durationMs !== undefined) durations.push(entry.durationMs)
    }
  }

  return {
    /** Milliseconds of the next answers. Lines come after answers, some at a time. */
    async next(count: number): Promise<number[]> {
      for (const deadline = performance.now() + LINES_MS; durations.length < count; ) {
        if (performance.now() > deadline) throw new Error(`The log of the server tells of ${durations.length} answers`)
        await delay(POLL_MS, undefined, { signal })
        await readMore()
      }
      const next = durations.slice(0, count)
      durations = durations.slice(count)
      return next
    },
  }
}
