import { beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError, TransferError } from './errors.ts'
import { persistently } from './persistently.ts'

beforeEach(() => {
  vi.useFakeTimers()
  return () => vi.useRealTimers()
})

const refusal = (status: number) => new ApiError('showImage', status, undefined, { title: '', message: 'No' })

/** Fails with each of these in turn, and succeeds then; tells how long it all took. */
async function attempt(errors: Error[], passing?: number[]) {
  const started = Date.now()
  const attempting = persistently(
    async () => {
      const error = errors.shift()
      if (error) throw error
      return 'done'
    },
    undefined,
    passing,
  ).catch((error: unknown) => error)
  await vi.runAllTimersAsync()
  return { result: await attempting, seconds: (Date.now() - started) / 1000 }
}

describe('trying again', () => {
  it('waits longer each time', async () => {
    const errors = [new TransferError('No answer'), refusal(502), refusal(503), refusal(504)]
    expect(await attempt(errors)).toEqual({ result: 'done', seconds: 0.25 + 0.5 + 1 + 2 })
  })

  it('ends after a quarter of a minute', async () => {
    const errors = Array.from({ length: 100 }, () => new TransferError('No answer'))
    expect(await attempt(errors)).toEqual({ result: expect.any(TransferError), seconds: 15.75 })
    expect(errors).toHaveLength(93)
  })

  it('is not for refusals, unless it is said which may pass', async () => {
    expect(await attempt([refusal(404)])).toEqual({ result: refusal(404), seconds: 0 })
    expect(await attempt([refusal(404), refusal(401)], [404])).toEqual({ result: refusal(401), seconds: 0.25 })
  })

  it('is not for other failures', async () => {
    expect(await attempt([new TypeError('A mistake')])).toEqual({ result: new TypeError('A mistake'), seconds: 0 })
  })

  it('ends with the reason of its signal, while it waits too', async () => {
    const controller = new AbortController()
    const reason = new Error('enough')
    const attempting = persistently(() => Promise.reject(new TransferError('No answer')), controller.signal)
    const ended = expect(attempting).rejects.toBe(reason)
    await vi.advanceTimersByTimeAsync(100)
    controller.abort(reason)
    await ended
    expect(vi.getTimerCount()).toBe(0)
    const late = persistently(() => Promise.reject(new TransferError('No answer')), controller.signal)
    await expect(late).rejects.toBe(reason)
  })
})
