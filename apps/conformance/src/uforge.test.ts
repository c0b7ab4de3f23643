import type { UForgeApiKeyPair } from '@vitrine/api-types'
import { describe, expect, it } from 'vitest'
import { Answer, type RequestOptions } from './target.ts'
import { accountOf, createUForge, signed } from './uforge.ts'

describe('who calls UForge', () => {
  const login = (user: object) => ({
    identity: { methods: ['password'], password: { user: { password: 'p', ...user } } },
  })

  it('is who logs in with a name and a password', () => {
    expect(accountOf(login({ name: 'ann', domain: { id: 'default' } }) as never)).toEqual({
      name: 'ann',
      password: 'p',
    })
  })

  it.each([
    ['with a token', { identity: { methods: ['token'], token: { id: 't' } } }],
    ['by an id', login({ id: '7' })],
    ['not at all', undefined],
  ])('is nobody who logs in %s', (_, auth) => {
    expect(accountOf(auth as never)).toBeUndefined()
  })
})

describe('createUForge', () => {
  const asked: [string, string, RequestOptions | undefined][] = []
  const target = {
    request: async (method: string, path: string, options?: RequestOptions) => {
      asked.push([method, path, options])
      return new Answer(200, 'OK', [], Buffer.alloc(0))
    },
    breakOff: async () => ({ status: 200, bytes: 1 }),
  }
  const uforge = createUForge(target, { name: 'ann smith', password: 'p' })

  it('asks by URIs as documents have them, with credentials and without a token', async () => {
    await uforge.get(`${uforge.userUri}/images`)
    expect(asked.at(-1)).toEqual([
      'GET',
      '/api/users/ann%20smith/images',
      { accept: 'application/xml', token: null, headers: { Authorization: 'Basic YW5uIHNtaXRoOnA=' } },
    ])
  })

  it('leaves credentials out where nobody is to call', async () => {
    await uforge.head('status', { account: null })
    expect(asked.at(-1)?.[2]?.headers).toEqual({})
  })
})

// The examples of the reference.
describe('signed', () => {
  it.each([
    ['status', 'MWhmnx2%2BeDyS%2FQY3SmqZGCDVz4I%3D'],
    ['users/bob/images', 'ixEA%2FfF5PwUiNVGSRcDXpyZvXG8%3D'],
  ])('signs %s', (uri, signature) => {
    const pair = { publicKey: 'PUB', secretKey: 'SECRET' } as UForgeApiKeyPair
    expect(signed(uri, pair)).toBe(`${uri}?apiKey=PUB&signature=${signature}`)
  })
})
