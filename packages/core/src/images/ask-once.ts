import { Problem } from '../problem.ts'

/** How long a request waits for what a server elsewhere says. */
const PATIENCE_MS = 10_000

/**
 * A question to a server elsewhere: asked once in a request, at the first call. Rejects with `sourceUnavailable` when
 * there is no answer in time.
 */
export function askOnce<T>(
  ask: (signal: AbortSignal) => Promise<T>,
  stopped: AbortSignal,
  patienceMs = PATIENCE_MS,
): () => Promise<T> {
  async function inTime(): Promise<T> {
    const late = AbortSignal.timeout(patienceMs)
    try {
      return await ask(AbortSignal.any([stopped, late]))
    } catch (error) {
      if (error !== late.reason) throw error
      throw new Problem('sourceUnavailable', 'The server that the URL names takes too long to answer', { cause: error })
    }
  }

  let answer: Promise<T> | undefined
  return () => {
    answer ??= inTime()
    return answer
  }
}
