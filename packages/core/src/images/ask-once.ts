/** How long a request waits for what a server elsewhere says. */
const PATIENCE_MS = 10_000

/** A question to a server elsewhere: asked once in a request, at the first call, with a signal that runs out of time. */
export function askOnce<T>(
  ask: (signal: AbortSignal) => Promise<T>,
  stopped: AbortSignal,
  patienceMs = PATIENCE_MS,
): () => Promise<T> {
  let answer: Promise<T> | undefined
  return () => {
    answer ??= ask(AbortSignal.any([stopped, AbortSignal.timeout(patienceMs)]))
    return answer
  }
}
