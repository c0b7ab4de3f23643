import { ApiError, TransferError } from './errors.ts'

/** A quarter of a minute in all: time for a restart, and for a server to notice that a connection broke. */
const PAUSES_MS = [250, 500, 1000, 2000, 4000, 8000]

/** What is said, by those in front of it or by itself, of a server that is away. */
const AWAY = [502, 503, 504]

/** Tries until there is an answer, which a refusal is too unless it is of a status that `passing` has. */
export async function persistently<T>(
  attempt: () => Promise<T>,
  signal: AbortSignal | undefined,
  passing: readonly number[] = [],
): Promise<T> {
  const mayPass = (error: unknown) =>
    error instanceof TransferError || (error instanceof ApiError && [...AWAY, ...passing].includes(error.status))
  for (const pause of PAUSES_MS) {
    try {
      return await attempt()
    } catch (error) {
      if (!mayPass(error)) throw error
    }
    await sleep(pause, signal)
  }
  return attempt()
}

/** Rejects with the reason of its signal. */
export function sleep(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason)
    const abort = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort)
      resolve()
    }, ms)
    signal?.addEventListener('abort', abort, { once: true })
  })
}
