import { describe, expect, it } from 'vitest'
import { createAuthorisation } from './authorisation.ts'

const BASE = 'https://forge.example/api/'
const apiKey = { publicKey: 'PUB', secretKey: 'SECRET' }

describe('a password', () => {
  it('is sent in UTF-8, with the name that logs in', () => {
    const { headers, sign } = createAuthorisation({ user: 'supervisor\\bob', password: 'geheim:é€' }, BASE)
    expect(headers).toEqual({
      authorization: `Basic ${Buffer.from('supervisor\\bob:geheim:é€').toString('base64')}`,
    })
    expect(sign(`${BASE}status`)).toBe(`${BASE}status`)
  })

  it('is not taken for a part of the name', () => {
    expect(() => createAuthorisation({ user: 'a:b', password: 'secret' }, BASE)).toThrow(/colon/)
  })

  it('is not needed where nobody is told apart', () => {
    expect(createAuthorisation({ user: 'bob' }, BASE).headers).toEqual({})
  })
})

describe('an API key', () => {
  // The signatures that the reference has for these.
  const CASES = [
    ['status', 'status?apiKey=PUB', 'MWhmnx2%2BeDyS%2FQY3SmqZGCDVz4I%3D'],
    ['users/bob/images', 'users/bob/images?apiKey=PUB', 'ixEA%2FfF5PwUiNVGSRcDXpyZvXG8%3D'],
  ] as const
  for (const [path, text, signature] of CASES) {
    it(`signs ${path}`, () => {
      const { headers, sign } = createAuthorisation({ user: 'bob', apiKey }, BASE)
      expect([sign(BASE + path), headers]).toEqual([`${BASE}${text}&signature=${signature}`, {}])
    })
  }

  it('signs what a request has besides, as it is sent', () => {
    const { sign } = createAuthorisation({ user: 'bob', apiKey }, BASE)
    const [plain, escaped] = [`query=name=='nginx'`, 'query=name==%27nginx%27']
    const signed = sign(`${BASE}users/bob/appliances?${plain}`)
    expect(signed).toBe(sign(`${BASE}users/bob/appliances?${escaped}`))
    expect(signed).toContain(`?${escaped}&apiKey=PUB&signature=`)
    expect(new URL(signed).href).toBe(signed)
  })
})
