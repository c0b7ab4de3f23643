import { describe, expect, test } from 'vitest'
import { Problem } from '../problem.ts'
import { askOnce } from './ask-once.ts'

const never = new AbortController().signal

/** A server elsewhere that says nothing until its asker hangs up. */
const silent = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason))
  })

describe('a server elsewhere', () => {
  test('is asked when somebody wants to know, and not again', async () => {
    const answers = [13, 14]
    const size = askOnce(async () => answers.shift(), never)
    expect(answers).toHaveLength(2)
    expect([await size(), await size()]).toStrictEqual([13, 13])
  })

  test('is not waited for longer than a request may take', async () => {
    const size = askOnce(silent, never, 1)
    for (const answer of [size(), size()]) await expect(answer).rejects.toMatchObject({ name: 'TimeoutError' })
  })

  test('speaks for itself when it refuses', async () => {
    const refusal = new Problem('urlRefused', 'The URL is refused')
    await expect(askOnce(() => Promise.reject(refusal), never)()).rejects.toBe(refusal)
  })

  test('is not waited for when the service stops', async () => {
    const stopping = new AbortController()
    const size = askOnce(silent, stopping.signal)()
    const reason = new Error('stopping')
    stopping.abort(reason)
    await expect(size).rejects.toBe(reason)
  })
})
