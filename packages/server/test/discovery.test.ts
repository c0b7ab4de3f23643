import type { Version } from '@vitrine/api-types'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Service, startService, stubIdentity } from './service.ts'

let service: Service
let ready = true
beforeAll(async () => {
  // Nobody has a token: discovery is for everyone.
  service = await startService({ identity: stubIdentity({}), isReady: () => ready })
})
afterAll(() => service.stop())

describe('the version list', () => {
  test('is 300 at the root and 200 at /versions, with the same content', async () => {
    const root = await service.call('GET', '/')
    const versions = await service.call('GET', '/versions')
    expect([root.status, versions.status]).toStrictEqual([300, 200])
    expect(root.headers['content-type']).toBe('application/json')
    expect(versions.headers['content-type']).toBe('application/json')
    expect(versions.json).toStrictEqual(root.json)
  })

  test('has one current version, the newest, and leads every one to the endpoint of its major version', async () => {
    const { versions } = (await service.call('GET', '/versions')).json
    const second = versions.filter(({ id }: Version) => id.startsWith('v2.'))
    const statuses = ['CURRENT', ...second.slice(1).map(() => 'SUPPORTED'), 'DEPRECATED', 'DEPRECATED']
    expect(versions.map(({ status }: Version) => status)).toStrictEqual(statuses)
    expect(versions.slice(second.length).map(({ id }: Version) => id)).toStrictEqual(['v1.1', 'v1.0'])
    for (const { id, links } of versions) {
      expect(links).toStrictEqual([{ rel: 'self', href: `${service.url}/${id.split('.')[0]}/` }])
    }
  })

  test('has links with the name that the client used', async () => {
    const { json } = await service.call('GET', '/versions', { headers: { Host: 'localhost:8080' } })
    expect(json.versions[0].links[0].href).toBe('http://localhost:8080/v2/')
  })

  test('has links with the public address where there is one', async () => {
    const behindProxy = await startService({ publicUrl: 'https://cloud.example/image' })
    const { json } = await behindProxy.call('GET', '/', { headers: { Host: 'localhost:9292' } })
    expect(json.versions[0].links[0].href).toBe('https://cloud.example/image/v2/')
    await behindProxy.stop()
  })

  test.each([
    { method: 'POST', path: '/' },
    { method: 'DELETE', path: '/' },
    { method: 'GET', path: '/v3' },
    { method: 'POST', path: '/v1.2/images' },
    { method: 'GET', path: '/images' },
    { method: 'GET', path: '//v2/images' },
    { method: 'GET', path: '//-@]' },
    { method: 'GET', path: 'http://' },
    { method: 'GET', path: 'nonsense://[' },
    { method: 'OPTIONS', path: '*' },
    { method: 'GET', path: '/%76%32/images' },
    { method: 'GET', path: '/%76%31/images' },
    { method: 'DELETE', path: '//v1/images/x' },
  ])('is also the answer to $method $path (S16, U11)', async ({ method, path }) => {
    const { status, json } = await service.call(method, path)
    expect(status).toBe(300)
    expect(json.versions.length).toBeGreaterThan(0)
  })

  test('has no body for HEAD', async () => {
    for (const [path, want] of [
      ['/', 300],
      ['/v3/images/x', 300],
      ['/versions', 200],
    ] as const) {
      const { status, body, headers } = await service.call('HEAD', path)
      expect(status).toBe(want)
      expect(body).toHaveLength(0)
      expect(headers['content-type']).toBe('application/json')
    }
  })
})

describe('version 1, where it is switched off,', () => {
  let without: Service
  beforeAll(async () => {
    without = await startService({ imageApiV1: false })
  })
  afterAll(() => without.stop())

  test('is not listed', async () => {
    const own = (await service.call('GET', '/versions')).json.versions
    const { versions } = (await without.call('GET', '/versions')).json
    const ids = own.map(({ id }: Version) => id).filter((id: string) => id.startsWith('v2.'))
    expect(versions.map(({ id }: Version) => id)).toStrictEqual(ids)
  })

  test.each([
    { method: 'GET', path: '/v1' },
    { method: 'GET', path: '/v1/' },
    { method: 'GET', path: '/v1.0/images/detail' },
    { method: 'POST', path: '/v1/images' },
    { method: 'DELETE', path: '/v1.1/images/x' },
    { method: 'PUT', path: '/v1//images/x' },
    { method: 'PUT', path: '/v1/im%61ges/x' },
  ])('is the version list, by any spelling: $method $path (S16, U11)', async ({ method, path }) => {
    const { status, json } = await without.call(method, path)
    expect(status).toBe(300)
    expect(json.versions.length).toBeGreaterThan(0)
  })

  test('is not there by way of another version either (S16)', async () => {
    for (const path of ['/v2/v1/images', '/v2/../v1/images', '/v2/%2e%2e/v1/images', '/v2.0//v1/images']) {
      expect((await without.call('GET', path)).status, path).toBe(404)
    }
    const headers = { Accept: 'application/vnd.openstack.images-v1' }
    expect((await without.call('GET', '/images', { headers })).status).toBe(300)
  })
})

describe('the endpoint without its slash', () => {
  test.each([
    { path: '/v2', endpoint: 'v2' },
    { path: '/v2.0', endpoint: 'v2' },
    { path: '/v1', endpoint: 'v1' },
    { path: '/v1.1', endpoint: 'v1' },
  ])('$path redirects', async ({ path, endpoint }) => {
    const { status, headers } = await service.call('GET', path)
    expect(status).toBe(302)
    expect(headers.location).toBe(`${service.url}/${endpoint}/`)
    expect(headers['content-type']).toMatch('text/plain')
  })
})

describe('the health check', () => {
  test('says OK, and 503 when the service is stopping', async () => {
    const healthy = await service.call('GET', '/healthcheck')
    expect(healthy).toMatchObject({ status: 200, text: 'OK' })
    expect(healthy.headers['content-type']).toBe('text/plain; charset=UTF-8')
    ready = false
    const stopping = await service.call('GET', '/healthcheck')
    ready = true
    expect(stopping.status).toBe(503)
    expect(stopping.text).toMatch('stopping')
  })

  test('answers HEAD, which load balancers use, without a body', async () => {
    const healthy = await service.call('HEAD', '/healthcheck')
    ready = false
    const stopping = await service.call('HEAD', '/healthcheck')
    ready = true
    expect([healthy.status, stopping.status]).toStrictEqual([200, 503])
    for (const { body } of [healthy, stopping]) expect(body).toHaveLength(0)
  })

  test('is at its own path only', async () => {
    expect((await service.call('GET', '/healthcheck/')).status).toBe(300)
    expect((await service.call('GET', '/v2/healthcheck')).status).toBe(401)
  })
})
