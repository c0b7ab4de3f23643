import { describe, expect, test } from 'vitest'
import { collect, idle, PATIENTLY } from '../../test/builders.ts'
import { readAhead } from './read-ahead.ts'

/** Counts what is asked of it, and whether it was told to stop. */
function countTo(last: number) {
  const seen = { asked: 0, stopped: false }
  async function* numbers() {
    try {
      for (let number = 1; number <= last; number++) {
        seen.asked = number
        yield number
      }
    } finally {
      seen.stopped = true
    }
  }
  return { seen, source: numbers() }
}

/** Never answers; only `return` is heard. */
function silence() {
  const seen = { stopped: false }
  const iterator: AsyncIterator<number> = {
    next: () => new Promise(() => undefined),
    return: async () => {
      seen.stopped = true
      return { done: true, value: undefined }
    },
  }
  return { seen, source: { [Symbol.asyncIterator]: () => iterator } }
}

describe('reading ahead', () => {
  test('passes everything on, in order', async () => {
    expect(await collect(readAhead(countTo(5).source))).toStrictEqual([1, 2, 3, 4, 5])
  })

  test('passes an empty source on', async () => {
    expect(await collect(readAhead(countTo(0).source))).toStrictEqual([])
  })

  test('asks for nothing before its consumer does', async () => {
    const { seen, source } = countTo(5)
    readAhead(source)
    await idle()
    expect(seen.asked).toBe(0)
  })

  test('asks for exactly one item more than the consumer has', async () => {
    const { seen, source } = countTo(5)
    const items = readAhead(source)[Symbol.asyncIterator]()
    await items.next()
    await idle()
    expect(seen.asked).toBe(2)
    await items.next()
    await idle()
    expect(seen.asked).toBe(3)
  })

  test('stays at its end', async () => {
    const items = readAhead(countTo(1).source)[Symbol.asyncIterator]()
    await items.next()
    expect(await items.next()).toStrictEqual({ done: true, value: undefined })
    expect(await items.next()).toStrictEqual({ done: true, value: undefined })
  })

  test('answers requests in order when several are waiting', async () => {
    const items = readAhead(countTo(3).source)[Symbol.asyncIterator]()
    const answers = await Promise.all([items.next(), items.next(), items.next(), items.next()])
    expect(answers.map(({ value }) => value)).toStrictEqual([1, 2, 3, undefined])
  })

  test('passes the failure of its source on after the items before it', async () => {
    const failure = new Error('source')
    const seen: number[] = []
    const read = async () => {
      for await (const item of readAhead(
        (async function* () {
          yield 1
          throw failure
        })(),
      )) {
        seen.push(item)
        // By now the source has failed, and nobody waits for it.
        await idle()
      }
    }
    await expect(read()).rejects.toBe(failure)
    expect(seen).toStrictEqual([1])
  })

  test('stops its source when the consumer stops', async () => {
    const { seen, source } = countTo(5)
    for await (const item of readAhead(source)) if (item === 2) break
    await expect.poll(() => seen.stopped, PATIENTLY).toBe(true)
    expect(seen.asked).toBe(3)
  })

  test('swallows what the source throws after the consumer stopped', async () => {
    async function* failing() {
      yield 1
      throw new Error('nobody hears this')
    }
    for await (const _ of readAhead(failing())) break
    await idle()
  })

  test('stops its source when the consumer stops before the first item', async () => {
    const { seen, source } = silence()
    await readAhead(source)[Symbol.asyncIterator]().return?.()
    expect(seen.stopped).toBe(true)
  })

  test('lets its consumer go while the source is silent', async () => {
    const { seen, source } = silence()
    const items = readAhead(source)[Symbol.asyncIterator]()
    items.next()
    expect(await items.return?.()).toStrictEqual({ done: true, value: undefined })
    expect(seen.stopped).toBe(true)
    expect(await items.next()).toStrictEqual({ done: true, value: undefined })
  })
})
