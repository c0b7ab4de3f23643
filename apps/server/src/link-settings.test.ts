import { describe, expect, test } from 'vitest'
import { readConfig } from './config.ts'
import type { Values } from './settings.ts'

const read = (flags: Values) => readConfig({ flags, environment: {}, file: undefined }).links

describe('download links', () => {
  test('are good for a day, or for a week, and for a minute once a download has broken', () => {
    expect(read({})).toStrictEqual({
      lifetimes: { usualMs: 24 * 3_600_000, longestMs: 7 * 24 * 3_600_000 },
      leaseMs: 60_000,
      strict: false,
    })
  })

  test('can be good for other times, and for one request only', () => {
    const flags = { link_life: '60', link_life_max: '60', link_lease: '5', link_strict: 'yes' }
    expect(read(flags)).toStrictEqual({
      lifetimes: { usualMs: 60_000, longestMs: 60_000 },
      leaseMs: 5000,
      strict: true,
    })
  })

  test('are usually not good for longer than they may be', () => {
    expect(() => read({ link_life_max: '3600' })).toThrow(
      'link_life is 86400, which is longer than --link-life-max allows: 3600',
    )
  })

  test.for(['link_life', 'link_life_max', 'link_lease'])('need a time for %s', (name) => {
    for (const text of ['0', '-1', 'a day', '1e12']) expect(() => read({ [name]: text })).toThrow('must be an integer')
  })
})
