import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import type { ImageStore } from '@vitrine/core'
import { expect, vi } from 'vitest'
import type { Service, ServiceOptions } from './service.ts'
import { PATIENTLY } from './tasks.ts'

/** bytes */
export const PIECE = 16 * 1024

/** What lets a test break deliveries at a known byte: a clock that stands still, and a store that can be held up. */
export function createBreaker() {
  let time = Date.now()
  const now = () => new Date(time)
  let held = Promise.resolve()

  /** Pieces, and nothing after the first of them while the store is held up. */
  async function* inPieces(chunks: AsyncIterable<Uint8Array>) {
    for await (const chunk of chunks) {
      for (let start = 0; start < chunk.length; start += PIECE) {
        yield chunk.subarray(start, start + PIECE)
        await held
      }
    }
  }

  const wrapStore = (store: ImageStore): ImageStore => ({
    ...store,
    open: async (key, range) => inPieces(await store.open(key, range)),
  })

  /** A download that has its first piece, and gets no more before it is told to go on. */
  async function startSlowly({ port }: Service, path: string, headers: Record<string, string> = {}) {
    const { promise, resolve: resume } = Promise.withResolvers<void>()
    held = promise
    const sent = request({ host: '127.0.0.1', port, path, headers, agent: false })
    const [response] = (await once(sent.end(), 'response')) as [IncomingMessage]
    return { response, resume }
  }

  /**
   * Takes the first piece of what there is at `path`, and goes: so the server has sent two when it finds out. Answers what
   * the client has.
   */
  async function breakOff(service: Service, path: string, headers?: Record<string, string>): Promise<Buffer> {
    const { response, resume } = await startSlowly(service, path, headers)
    const begun = await firstBytes(response, PIECE)
    await service.logOf(response)
    resume()
    return begun
  }

  /** The server is ready for who goes on. */
  const untilFree = ({ services }: Service, key: string): Promise<void> =>
    vi.waitFor(async () => {
      const { link } = await services.linkedDownloads.describe(key)
      expect(link.busyUntil).toStrictEqual(now())
    }, PATIENTLY)

  return {
    options: { now, wrapStore } satisfies ServiceOptions,
    pass: (ms: number) => {
      time += ms
    },
    startSlowly,
    breakOff,

    /** As `breakOff`, and until the server is ready for who goes on. */
    async breakOffLinked(service: Service, path: string, key: string, headers?: Record<string, string>) {
      const begun = await breakOff(service, path, headers)
      await untilFree(service, key)
      return begun
    },

    /** All of it is given to the network, and none of it read when the connection breaks. */
    async loseLinked(service: Service, path: string, key: string): Promise<void> {
      const { response, resume } = await startSlowly(service, path)
      resume()
      await untilFree(service, key)
      response.destroy()
    },
  }
}

/** Leaves the connection broken. */
async function firstBytes(response: IncomingMessage, count: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let taken = 0
  for await (const chunk of response) {
    chunks.push(chunk)
    taken += chunk.length
    if (taken >= count) break
  }
  return Buffer.concat(chunks)
}
