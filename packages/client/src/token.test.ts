import { describe, expect, it } from 'vitest'
import { createTokens } from './token.ts'

describe('tokens', () => {
  it('are the given one, for good', async () => {
    const tokens = createTokens('fixed')
    expect([tokens.renewable, await tokens.current(), await tokens.renew('fixed')]).toEqual([false, 'fixed', undefined])
  })

  it('are taken once and kept', async () => {
    let logins = 0
    const tokens = createTokens(() => `token-${++logins}`)
    expect(await Promise.all([tokens.current(), tokens.current()])).toEqual(['token-1', 'token-1'])
  })

  it('are renewed once for all requests that were refused together', async () => {
    let logins = 0
    const tokens = createTokens(async () => `token-${++logins}`)
    const refused = await tokens.current()
    expect(await Promise.all([tokens.renew(refused), tokens.renew(refused)])).toEqual(['token-2', 'token-2'])
    expect(await tokens.renew(refused)).toBe('token-2')
    expect(await tokens.current()).toBe('token-2')
  })

  it('are asked for again after a login that failed', async () => {
    let logins = 0
    const tokens = createTokens(async () => {
      if (++logins === 1) throw new Error('no')
      return 'good'
    })
    await expect(tokens.current()).rejects.toThrow('no')
    expect(await tokens.current()).toBe('good')
  })

  it('are not shown when they cannot be sent', () => {
    expect(() => createTokens('sec\nret')).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('ret') }),
    )
  })
})
