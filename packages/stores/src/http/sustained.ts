/** Less in the time that a server may be silent is as good as silence. */
const LEAST_BYTES = 64 * 1024

/**
 * Fails where a server sends so little at a time that it would hold its reader for as long as it likes. Only the time in
 * which it is waited for counts: the reader may be slow.
 */
export async function* sustained(chunks: AsyncIterable<Uint8Array>, idleMs: number): AsyncGenerator<Uint8Array> {
  let waitedMs = 0
  let arrived = 0
  let since = performance.now()
  for await (const chunk of chunks) {
    waitedMs += performance.now() - since
    arrived += chunk.length
    if (arrived >= LEAST_BYTES) waitedMs = arrived = 0
    if (waitedMs > idleMs) throw new Error(`${arrived} bytes in ${Math.round(waitedMs)} ms`)
    yield chunk
    since = performance.now()
  }
}
