import type { BlobReaper, ImageCatalog } from '@vitrine/core'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { keepHouse } from './housekeeping.ts'

const MINUTE = 60_000
const NOW = new Date('2026-01-31T00:00:00Z')

beforeEach(() => {
  vi.useFakeTimers({ now: NOW })
})
afterEach(() => {
  vi.useRealTimers()
})

/** What the house was told to do, and what went wrong; `forget` is the catalogue's part. */
function start(forget: ImageCatalog['forgetDeleted'] = async () => undefined) {
  const [forgotten, errors]: [Date[], unknown[]] = [[], []]
  const reap = vi.fn<BlobReaper['reap']>(async () => undefined)
  const forgetExpired = vi.fn(async () => undefined)
  const house = keepHouse({
    catalog: {
      forgetDeleted(before, signal) {
        forgotten.push(before)
        return forget(before, signal)
      },
    },
    links: { forgetExpired },
    reaper: { reap },
    keepDeletedMs: 5 * MINUTE,
    now: () => new Date(),
    onError: (error) => errors.push(error),
  })
  return { house, forgotten, errors, reap, forgetExpired }
}

const minutesAfter = (minutes: number) => new Date(NOW.getTime() + minutes * MINUTE)

describe('the house', () => {
  test('forgets what was deleted long enough ago, at the start and every minute', async () => {
    const { house, forgotten } = start()
    await vi.advanceTimersByTimeAsync(2 * MINUTE)
    expect(forgotten).toStrictEqual([minutesAfter(-5), minutesAfter(-4), minutesAfter(-3)])
    await house.close()
  })

  test('has bytes removed every minute that could not be removed before', async () => {
    const { house, reap } = start()
    await vi.advanceTimersByTimeAsync(2 * MINUTE)
    expect(reap).toHaveBeenCalledTimes(2)
    await house.close()
  })

  test('forgets download links that are over, at the start and every minute', async () => {
    const { house, forgetExpired } = start()
    await vi.advanceTimersByTimeAsync(2 * MINUTE)
    expect(forgetExpired).toHaveBeenCalledTimes(3)
    await house.close()
  })

  test('does not begin to forget again while it is at it', async () => {
    const first = Promise.withResolvers<void>()
    const { house, forgotten } = start(() => first.promise)
    await vi.advanceTimersByTimeAsync(2 * MINUTE)
    expect(forgotten).toHaveLength(1)
    first.resolve()
    await vi.advanceTimersByTimeAsync(MINUTE)
    expect(forgotten).toHaveLength(2)
    await house.close()
  })

  test('tells what went wrong, and tries again', async () => {
    const failure = new Error('disk full')
    const { house, forgotten, errors } = start(() => Promise.reject(failure))
    await vi.advanceTimersByTimeAsync(MINUTE)
    expect([forgotten.length, errors]).toStrictEqual([2, [failure, failure]])
    await house.close()
  })

  test('tells that links could not be forgotten, and forgets the rest', async () => {
    const failure = new Error('disk full')
    const { house, forgotten, errors, forgetExpired } = start()
    forgetExpired.mockRejectedValueOnce(failure)
    await vi.advanceTimersByTimeAsync(MINUTE)
    expect([forgotten.length, errors]).toStrictEqual([2, [failure]])
    await house.close()
  })

  test('stops forgetting once it is closed, which waits for that, and has bytes removed a last time', async () => {
    const stopped = vi.fn()
    const { house, forgotten, reap } = start(
      (_before, signal) =>
        new Promise((resolve) => {
          signal?.addEventListener('abort', () => setTimeout(() => resolve(stopped()), 1))
        }),
    )
    const closing = house.close()
    await vi.advanceTimersByTimeAsync(1)
    await closing
    expect(stopped).toHaveBeenCalledOnce()
    expect(reap).toHaveBeenCalledOnce()
    await vi.advanceTimersByTimeAsync(2 * MINUTE)
    expect([forgotten.length, reap.mock.calls.length]).toStrictEqual([1, 1])
  })
})
