import type { Extent } from './extent.ts'
import type { RemoteAnswer } from './guarded-get.ts'
import { sourceUnavailable } from './problems.ts'

const END = { done: true, value: undefined } as const

/**
 * The wanted part of a body. Ends when all of it is there, and not before; ends the connection with it, or when the
 * reader stops.
 */
export function bodyBytes(
  { body, origin, close }: RemoteAnswer,
  { skip, length = Number.POSITIVE_INFINITY }: Extent,
  signal?: AbortSignal,
): AsyncIterableIterator<Uint8Array, undefined> {
  const chunks = body[Symbol.asyncIterator]()
  let toSkip = skip
  let left = length
  let ended = false

  async function finish() {
    ended = true
    close()
    return END
  }
  /** What the next chunk has of the wanted part, which may be nothing; undefined after the last chunk. */
  async function read(): Promise<Uint8Array | undefined> {
    const { done, value } = await chunks.next()
    if (done) return undefined
    const wanted = value.subarray(toSkip, toSkip + left)
    toSkip -= Math.min(toSkip, value.length)
    left -= wanted.length
    return wanted
  }
  async function readOn() {
    while (!ended && left > 0) {
      const wanted = await read()
      if (wanted === undefined && left < Number.POSITIVE_INFINITY) throw new Error(`${left} bytes are missing`)
      if (wanted === undefined) break
      if (wanted.length > 0) return { done: false, value: wanted } as const
    }
    return finish()
  }

  return {
    async next() {
      try {
        return await readOn()
      } catch (error) {
        if (ended) return END
        await finish()
        signal?.throwIfAborted()
        throw sourceUnavailable(
          origin,
          'broke off, fell silent or was too slow, before all of its data had arrived',
          error,
        )
      }
    },
    // No generator: that would leave the connection open when it is given up before its first chunk.
    return: finish,
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
