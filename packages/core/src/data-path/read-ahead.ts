/**
 * Asks for the next item while the consumer still works on the current one, so that both sides run at once.
 * A producer that lends buffers therefore has two out: one with the consumer, one ready or being filled.
 */
export function readAhead<T>(source: AsyncIterable<T>): AsyncIterableIterator<T, undefined> {
  const end = { done: true, value: undefined } as const
  const iterator: AsyncIterator<T, undefined> = source[Symbol.asyncIterator]()
  let next: Promise<IteratorResult<T, undefined>> | undefined
  let stopped = false

  return {
    next() {
      if (stopped) return Promise.resolve(end)
      const current = next ?? iterator.next()
      next = current.then((result) => (result.done || stopped ? result : iterator.next()))
      // Whoever asks for it sees the failure; until then it is not an unhandled one.
      next.catch(() => undefined)
      return current
    },
    // No generator: that would hear of its end neither before its first item nor while its source hangs.
    async return() {
      stopped = true
      iterator.return?.().catch(() => undefined)
      return end
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
