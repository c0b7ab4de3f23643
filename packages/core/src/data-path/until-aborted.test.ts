import { getEventListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import { collect } from '../../test/builders.ts'
import { untilAborted } from './until-aborted.ts'

const reason = new Error('enough')

/** Yields the numbers, then waits for ever; says when it was told to stop. */
function numbersThenSilence(...numbers: number[]) {
  const seen = { stopped: false }
  const left = [...numbers]
  const iterator: AsyncIterator<number> = {
    next() {
      const value = left.shift()
      return value === undefined ? new Promise(() => undefined) : Promise.resolve({ done: false, value })
    },
    async return() {
      seen.stopped = true
      return { done: true, value: undefined }
    },
  }
  return { seen, source: { [Symbol.asyncIterator]: () => iterator } }
}

async function* numbers(...of: number[]) {
  yield* of
}

describe('reading until an abort', () => {
  test('passes everything on when there is none', async () => {
    expect(await collect(untilAborted(numbers(1, 2, 3), new AbortController().signal))).toStrictEqual([1, 2, 3])
  })

  test('ends at once with the reason while the source is silent', async () => {
    const { seen, source } = numbersThenSilence(1)
    const abort = new AbortController()
    const items = untilAborted(source, abort.signal)
    await items.next()
    const next = items.next()
    abort.abort(reason)
    await expect(next).rejects.toBe(reason)
    expect(seen.stopped).toBe(true)
  })

  test('ends at the next request when the abort comes between two', async () => {
    const { seen, source } = numbersThenSilence(1, 2)
    const abort = new AbortController()
    const items = untilAborted(source, abort.signal)
    await items.next()
    abort.abort(reason)
    await expect(items.next()).rejects.toBe(reason)
    expect(seen.stopped).toBe(true)
  })

  test('passes nothing on when the abort came before', async () => {
    const { seen, source } = numbersThenSilence(1)
    await expect(untilAborted(source, AbortSignal.abort(reason)).next()).rejects.toBe(reason)
    expect(seen.stopped).toBe(true)
  })

  test('passes the failure of the source on', async () => {
    const failure = new Error('source')
    const failing = (async function* () {
      yield 1
      throw failure
    })()
    await expect(collect(untilAborted(failing, new AbortController().signal))).rejects.toBe(failure)
  })

  test('tells the source when the consumer stops', async () => {
    const { seen, source } = numbersThenSilence(1, 2)
    for await (const _ of untilAborted(source, new AbortController().signal)) break
    expect(seen.stopped).toBe(true)
  })

  test.for([
    { name: 'the source ends', run: (signal: AbortSignal) => collect(untilAborted(numbers(1, 2), signal)) },
    {
      name: 'the consumer stops',
      run: async (signal: AbortSignal) => {
        for await (const _ of untilAborted(numbers(1, 2), signal)) break
      },
    },
  ])('leaves no listener behind when $name', async ({ run }) => {
    const { signal } = new AbortController()
    await run(signal)
    expect(getEventListeners(signal, 'abort')).toStrictEqual([])
  })

  test('keeps one listener however many items pass', async () => {
    const { signal } = new AbortController()
    for await (const _ of untilAborted(numbers(1, 2, 3), signal)) {
      expect(getEventListeners(signal, 'abort')).toHaveLength(1)
    }
  })
})
