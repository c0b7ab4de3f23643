import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type IdentityService, startIdentityService } from './identity-service.ts'

const TOKENS = '/identity/v3/auth/tokens'
let service: IdentityService
let admin: string
let demo: string
let other: string
let glance: string
beforeAll(async () => {
  service = await startIdentityService()
})
afterAll(() => service.stop())
beforeEach(async () => {
  admin = await service.tokenOf('admin', 'attic')
  demo = await service.tokenOf('demo', 'kitchen')
  other = await service.tokenOf('other', 'cellar')
  glance = await service.tokenOf('glance', 'service')
})

const ask = (method: string, token: string | undefined, subject: string | undefined, path = TOKENS) =>
  service.call(method, path, {
    headers: { ...(token && { 'X-Auth-Token': token }), ...(subject && { 'X-Subject-Token': subject }) },
  })

describe('asking about a token', () => {
  test('gives the same as the login did', async () => {
    const user = { name: 'demo', domain: { id: 'default' }, password: 'password of demo' }
    const body = { auth: { identity: { methods: ['password'], password: { user } } } }
    const issued = await service.call('POST', TOKENS, { body })
    const token = String(issued.headers['x-subject-token'])
    const shown = await ask('GET', token, token)
    expect(shown.status).toBe(200)
    expect(shown.json).toStrictEqual(issued.json)
    expect(shown.headers).toMatchObject({ 'x-subject-token': token, 'cache-control': 'no-store' })
  })

  test('leaves the catalogue out when asked to', async () => {
    const { json } = await ask('GET', demo, demo, `${TOKENS}?nocatalog`)
    expect(json.token).toHaveProperty('roles')
    expect(json.token).not.toHaveProperty('catalog')
  })

  test('works with HEAD, without the body', async () => {
    const { status, headers, body } = await ask('HEAD', demo, demo)
    expect(status).toBe(200)
    expect(headers['x-subject-token']).toBe(demo)
    expect(body).toHaveLength(0)
    expect((await ask('HEAD', demo, 'made-up')).status).toBe(404)
  })

  test('of the same user works with another token, also one for no project', async () => {
    const unscoped = await service.tokenOf('demo', 'unscoped')
    expect((await ask('GET', unscoped, demo)).json.token.project.name).toBe('kitchen')
    expect((await ask('GET', demo, unscoped)).json.token).not.toHaveProperty('project')
  })

  test('of another user is for administrators and services', async () => {
    expect((await ask('GET', demo, other)).status).toBe(403)
    expect((await ask('HEAD', demo, other)).status).toBe(403)
    for (const caller of [admin, glance]) expect((await ask('GET', caller, other)).json.token.user.name).toBe('other')
  })
})

describe('revoking a token', () => {
  test('ends it, and no other', async () => {
    const second = await service.tokenOf('demo', 'kitchen')
    const { status, body } = await ask('DELETE', second, demo)
    expect(status).toBe(204)
    expect(body).toHaveLength(0)
    expect((await ask('GET', demo, demo)).status).toBe(401)
    expect((await ask('GET', second, demo)).status).toBe(404)
    expect((await ask('DELETE', second, demo)).status).toBe(404)
    expect((await ask('GET', second, second)).status).toBe(200)
  })

  test('works on the one in use', async () => {
    expect((await ask('DELETE', demo, demo)).status).toBe(204)
    expect((await ask('GET', demo, demo)).status).toBe(401)
    expect((await service.call('GET', '/v2/images', { headers: { 'X-Auth-Token': demo } })).status).toBe(401)
  })

  test('of another user is for administrators alone', async () => {
    for (const caller of [demo, glance]) expect((await ask('DELETE', caller, other)).status).toBe(403)
    expect((await ask('GET', other, other)).status).toBe(200)
    expect((await ask('DELETE', admin, other)).status).toBe(204)
    expect((await ask('GET', other, other)).status).toBe(401)
  })
})

describe.each(['GET', 'DELETE'])('%s', (method) => {
  test('without a token to ask about is 400', async () => {
    const { status, json } = await ask(method, demo, undefined)
    expect(status).toBe(400)
    expect(json.error.message).toMatch(/x-subject-token' is missing/)
  })

  test('about a token that is not valid is 404, for everyone, and does not repeat it', async () => {
    for (const caller of [demo, admin]) {
      const { status, json } = await ask(method, caller, 'made-up')
      expect(status).toBe(404)
      expect(json.error.message).not.toContain('made-up')
    }
  })

  test('without a token of the caller is 401, whatever it is about', async () => {
    for (const token of [undefined, 'made-up']) {
      for (const subject of [undefined, demo, 'made-up']) {
        const { status, headers } = await ask(method, token, subject)
        expect(status).toBe(401)
        expect(headers['www-authenticate']).toBe(`Keystone uri="${service.url}/identity/v3"`)
      }
    }
  })
})

describe('the service catalogue', () => {
  const CATALOG = '/identity/v3/auth/catalog'

  test('is that of a token for a project', async () => {
    const { status, json } = await ask('GET', demo, undefined, CATALOG)
    expect(status).toBe(200)
    const { token } = (await ask('GET', demo, demo)).json
    expect(json).toStrictEqual({ catalog: token.catalog, links: { self: service.url + CATALOG } })
  })

  test('is for projects only', async () => {
    const unscoped = await service.tokenOf('demo', 'unscoped')
    expect((await ask('GET', unscoped, undefined, CATALOG)).status).toBe(403)
  })
})
