/**
 * The same items, until the signal is aborted: then the wait for the next one ends at once with the signal's
 * reason, even when the source never answers again.
 */
export async function* untilAborted<T>(
  source: AsyncIterable<T>,
  signal: AbortSignal,
): AsyncGenerator<T, void, undefined> {
  const iterator = source[Symbol.asyncIterator]()
  // One listener for the whole transfer: racing each wait against one promise would keep memory for every item.
  let stop: (reason: unknown) => void = () => undefined
  const onAbort = () => stop(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    for (;;) {
      signal.throwIfAborted()
      const { done, value } = await new Promise<IteratorResult<T, unknown>>((resolve, reject) => {
        stop = reject
        iterator.next().then(resolve, reject)
      })
      if (done) return
      yield value
    }
  } finally {
    signal.removeEventListener('abort', onAbort)
    iterator.return?.().catch(() => undefined)
  }
}
