import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type IdentityService, startIdentityService } from './identity-service.ts'
import { type Service, startService, stubIdentity } from './service.ts'

let service: IdentityService
beforeAll(async () => {
  service = await startIdentityService()
})
afterAll(() => service.stop())

const version = (url: string) => ({
  id: 'v3.14',
  status: 'stable',
  updated: '2020-04-07T00:00:00Z',
  links: [{ rel: 'self', href: `${url}/identity/v3/` }],
  'media-types': [{ base: 'application/json', type: 'application/vnd.openstack.identity-v3+json' }],
})

describe('an address without a version', () => {
  test.each(['/identity', '/identity/', '/identity?x=y'])(
    '%s lists the versions, in the shape of this API',
    async (path) => {
      const { status, headers, json } = await service.call('GET', path)
      expect(status).toBe(300)
      expect(headers.location).toBe(`${service.url}/identity/v3/`)
      expect(json).toStrictEqual({ versions: { values: [version(service.url)] } })
    },
  )
})

describe('the address of the version', () => {
  test.each(['/identity/v3', '/identity/v3/'])('%s describes it', async (path) => {
    const { status, json } = await service.call('GET', path)
    expect(status).toBe(200)
    expect(json).toStrictEqual({ version: version(service.url) })
  })

  test('is where the client has found it, or the public one', async () => {
    const { json } = await service.call('GET', '/identity/v3', { headers: { Host: 'localhost:8080' } })
    expect(json.version.links[0].href).toBe('http://localhost:8080/identity/v3/')
    const behindProxy = await startIdentityService({ publicUrl: 'https://cloud.example/image' })
    const listed = await behindProxy.call('GET', '/identity')
    expect(listed.json.versions.values[0].links[0].href).toBe('https://cloud.example/image/identity/v3/')
    await behindProxy.stop()
  })
})

describe('every answer', () => {
  test.each([
    { method: 'GET', path: '/identity', want: 300 },
    { method: 'GET', path: '/identity/v3', want: 200 },
    { method: 'POST', path: '/identity/v3/auth/tokens', want: 400 },
    { method: 'GET', path: '/identity/v3/projects', want: 401 },
    { method: 'GET', path: '/identity/v3/nothing', want: 404 },
    { method: 'PUT', path: '/identity/v3/projects', want: 405 },
  ])('varies with the token: $method $path', async ({ method, path, want }) => {
    const { status, headers } = await service.call(method, path)
    expect(status).toBe(want)
    expect(headers.vary?.split(', ')).toContain('X-Auth-Token')
  })
})

describe('a refusal', () => {
  test.each(['application/json', 'text/html', '*/*', 'text/plain', ''])(
    'is JSON in the shape of this API for Accept: %s',
    async (accept) => {
      const { headers, json } = await service.call('GET', '/identity/v3/nothing', { headers: { Accept: accept } })
      expect(headers['content-type']).toBe('application/json')
      expect(json).toStrictEqual({
        error: { code: 404, message: 'There is nothing at /identity/v3/nothing', title: 'Not Found' },
      })
    },
  )

  test.each([
    { method: 'POST', path: '/identity', allow: 'GET, HEAD' },
    { method: 'DELETE', path: '/identity/v3', allow: 'GET, HEAD' },
    { method: 'PATCH', path: '/identity/v3/auth/tokens', allow: 'GET, HEAD, POST, DELETE' },
    { method: 'POST', path: '/identity/v3/projects', allow: 'GET, HEAD' },
    { method: 'PUT', path: '/identity/v3/users/x', allow: 'GET, HEAD' },
  ])('of $method $path says what is allowed', async ({ method, path, allow }) => {
    const { status, headers, json } = await service.call(method, path)
    expect(status).toBe(405)
    expect(new Set(headers.allow?.split(', '))).toStrictEqual(new Set(allow.split(', ')))
    expect(json.error).toMatchObject({ code: 405, title: 'Method Not Allowed' })
  })
})

describe('a slash at the end', () => {
  test.each(['/identity/v3/auth/tokens/', '/identity/v3/projects/', '/identity/v3//', '/identity//'])(
    'makes %s another path, where nothing is',
    async (path) => {
      expect((await service.call('GET', path)).status).toBe(404)
    },
  )
})

describe('where the built-in identity is not in use', () => {
  let elsewhere: Service
  beforeAll(async () => {
    elsewhere = await startService({ identity: stubIdentity({ known: {} }) })
  })
  afterAll(() => elsewhere.stop())

  test.each([
    { method: 'GET', path: '/identity' },
    { method: 'GET', path: '/identity/v3/' },
    { method: 'POST', path: '/identity/v3/auth/tokens' },
    { method: 'GET', path: '/identity/v3/projects' },
  ])('$method $path is 404 and says so', async ({ method, path }) => {
    const user = { id: 'x', password: 'y' }
    const body = { auth: { identity: { methods: ['password'], password: { user } } } }
    const headers = { 'X-Auth-Token': 'known' }
    const { status, json } = await elsewhere.call(method, path, { headers, ...(method === 'POST' && { body }) })
    expect(status).toBe(404)
    expect(json.error.message).toContain('built-in identity is not in use')
  })

  test('strangers are told where to log in', async () => {
    const { status, headers } = await elsewhere.call('GET', '/identity/v3/projects')
    expect(status).toBe(401)
    expect(headers['www-authenticate']).toBe('Keystone uri="http://identity.example/v3"')
  })
})
