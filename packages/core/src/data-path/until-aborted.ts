/**
 * The same items, until the signal is aborted: then the wait for the next one ends at once with the signal's
 * reason, even when the source never answers again.
 */
export function untilAborted<T>(source: AsyncIterable<T>, signal: AbortSignal): AsyncIterableIterator<T, undefined> {
  const iterator: AsyncIterator<T, undefined> = source[Symbol.asyncIterator]()
  // One listener for the whole transfer: racing each wait against one promise would keep memory for every item.
  let stop: (reason: unknown) => void = () => undefined
  const onAbort = () => {
    stop(signal.reason)
    end()
  }
  // An abort that came before is not told of any more.
  if (signal.aborted) end()
  else signal.addEventListener('abort', onAbort, { once: true })

  function end(): void {
    signal.removeEventListener('abort', onAbort)
    iterator.return?.().catch(() => undefined)
  }

  return {
    next() {
      if (signal.aborted) return Promise.reject(signal.reason)
      return new Promise((resolve, reject) => {
        stop = reject
        iterator.next().then((result) => {
          if (result.done) signal.removeEventListener('abort', onAbort)
          resolve(result)
        }, reject)
      })
    },
    async return() {
      end()
      return { done: true, value: undefined }
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
