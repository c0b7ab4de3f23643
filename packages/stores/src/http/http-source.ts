import { Problem, type RemoteBody, type RemoteSource } from '@vitrine/core'
import { bodyBytes } from './body-bytes.ts'
import { type Extent, rangeOf, wholeOf } from './extent.ts'
import { createGuard, type GuardOptions } from './guard.ts'
import { createGuardedGet, type GetOptions, type RemoteAnswer } from './guarded-get.ts'
import { parseRemoteUrl } from './remote-url.ts'

export interface HttpSourceOptions extends Omit<GuardOptions, 'connectMs'> {
  /** How long a server may be silent, before its answer and within. */
  readonly idleMs: number
  /** How long a name look-up, and then a connection, may take. */
  readonly connectMs?: number
}

/** Images on other people's web servers: fetched once, or read again and again where they lie. Nothing is written. */
export function createHttpSource({ idleMs, connectMs = 10_000, ...options }: HttpSourceOptions): RemoteSource {
  const guard = createGuard({ ...options, connectMs })
  const get = createGuardedGet(guard, { connectMs, idleMs })

  /** An answer that is not what was asked for is not read. */
  async function receive(
    url: string,
    place: (answer: RemoteAnswer) => Extent,
    request: GetOptions,
  ): Promise<RemoteBody> {
    const answer = await get(url, request)
    try {
      const extent = place(answer)
      return { size: extent.length, bytes: bodyBytes(answer, extent, request.signal) }
    } catch (error) {
      answer.close()
      throw error
    }
  }

  return {
    scheme: 'http',

    locate: (url) => url,

    async check(url) {
      await guard(parseRemoteUrl(url))
    },

    // GET all the same, and hang up: what answers HEAD is now and then not what answers GET.
    async size(url, { signal }) {
      const { size, bytes } = await receive(url, wholeOf, { signal })
      await bytes.return?.()
      return size
    },

    fetch: (url, { signal }) => receive(url, wholeOf, { signal }),

    async open(url, range) {
      const headers = range && { Range: `bytes=${range.start}-${range.end}` }
      const { bytes } = await receive(url, (answer) => rangeOf(answer, range), { headers }).catch(throwForReader)
      return { ...bytes, next: () => bytes.next().catch(throwForReader) }
    },
  }
}

/** Who reads an image need not know where it lies (fault S3): that is for the log. */
function throwForReader(error: unknown): never {
  if (!(error instanceof Problem) || error.code === 'imageDataLost') throw error
  const message = 'The data of this image is elsewhere, and cannot be read there at the moment'
  throw new Problem('storeUnavailable', message, { cause: error })
}
