import { digest } from '../data-path/digest.ts'
import type { DigestPool } from '../data-path/digest-pool.ts'
import type { RemoteSource } from '../ports/remote-source.ts'
import { isProblem, Problem } from '../problem.ts'

export type LocationSource = ReturnType<typeof createLocationSource>

/** What the servers of a read-only store say of the data at a URL. */
export function createLocationSource(deps: {
  /** Id of the store. */
  readonly store: string
  readonly source: RemoteSource
  readonly digests: DigestPool
  /** bytes */
  readonly sizeCap: number
}) {
  const { store, source, sizeCap } = deps

  return {
    store,

    check: source.check,

    /** Bytes. Rejects with `locationInvalid` where that is none, or unknown. */
    async size(url: string, signal: AbortSignal): Promise<number> {
      const size = await source.size(url, { signal })
      if (!size) throw new Problem('locationInvalid', 'The location has no data, or its server does not say how much')
      if (size > sizeCap)
        throw new Problem('declaredTooLarge', `The location has more than the ${sizeCap} bytes allowed`)
      return size
    },

    /** Of data that has to have `size` bytes, in the order of the algorithms. */
    async digests(
      url: string,
      { size, algorithms, signal }: { size: number; algorithms: readonly string[]; signal: AbortSignal },
    ): Promise<readonly string[]> {
      const { bytes } = await source.fetch(url, { signal })
      const options = { digests: deps.digests, algorithms, limit: sizeCap, declaredSize: size, signal }
      return (await digest(bytes, options)).digests
    },
  }
}

/** Without such a store nothing can be said to lie elsewhere. */
export function noLocationSource(): Problem {
  return new Problem('urlRefused', 'This server has no store for data that is elsewhere')
}

/** What one request asks a source: once, however often it is decided anew. */
export function createInquiry(source: LocationSource, signal: AbortSignal) {
  return {
    size: once((url: string) => source.size(url, signal)),
    digest: once(async (url: string, size: number, algorithm: string) => {
      const [value] = await source.digests(url, { size, algorithms: [algorithm], signal })
      return value
    }),
  }
}

function once<Args extends readonly unknown[], T>(ask: (...args: Args) => Promise<T>): (...args: Args) => Promise<T> {
  const answers = new Map<string, Promise<T>>()
  return (...args) => {
    const question = JSON.stringify(args)
    const answer = answers.get(question) ?? ask(...args).catch(refuse)
    answers.set(question, answer)
    return answer
  }
}

/** To who names a location it is the location that is wrong, not the service. */
function refuse(error: unknown): never {
  if (!isProblem(error, 'sourceUnavailable')) throw error
  throw new Problem('urlRefused', error.message, { cause: error })
}
