import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Service, startService, stubIdentity } from './service.ts'

let service: Service
let id: string
beforeAll(async () => {
  service = await startService()
  id = (await service.createImage({ name: 'debian' })).id
})
afterAll(() => service.stop())

const fill = (path: string) => path.replace('{id}', id)

describe('a known path', () => {
  test.each([
    { method: 'PUT', path: '/v2/images', allow: 'GET, POST' },
    { method: 'DELETE', path: '/v2/images', allow: 'GET, POST' },
    { method: 'OPTIONS', path: '/v2/images', allow: 'GET, POST' },
    { method: 'POST', path: '/v2/images/{id}', allow: 'GET, PATCH, DELETE' },
    { method: 'PUT', path: '/v2/images/{id}', allow: 'GET, PATCH, DELETE' },
    { method: 'POST', path: '/v2/images/{id}/file', allow: 'GET, PUT' },
    { method: 'DELETE', path: '/v2/images/{id}/file', allow: 'GET, PUT' },
    { method: 'PUT', path: '/v2/schemas/image', allow: 'GET' },
    { method: 'POST', path: '/v2/schemas/images', allow: 'GET' },
    { method: 'DELETE', path: '/v1/images', allow: 'GET, POST' },
    { method: 'PUT', path: '/v1/', allow: 'GET, POST' },
    { method: 'POST', path: '/v1/images/detail', allow: 'GET' },
    { method: 'DELETE', path: '/v1/images/detail', allow: 'GET' },
    { method: 'PATCH', path: '/v1/images/{id}', allow: 'GET, HEAD, PUT, DELETE' },
    { method: 'POST', path: '/v1.1/images/{id}/members', allow: 'GET, PUT' },
    { method: 'GET', path: '/v1/images/{id}/members/x', allow: 'PUT, DELETE' },
    { method: 'POST', path: '/v1/shared-images/x', allow: 'GET' },
    { method: 'PUT', path: '/versions', allow: 'GET, HEAD' },
    { method: 'POST', path: '/healthcheck', allow: 'GET, HEAD' },
  ])('answers $method $path with 405 and what it allows', async ({ method, path, allow }) => {
    const { status, headers, json } = await service.call(method, fill(path))
    expect(status).toBe(405)
    expect(new Set(headers.allow?.split(', '))).toStrictEqual(new Set(allow.split(', ')))
    expect(json.message).toContain(method)
  })

  test.each([
    '/v2/images',
    '/v2/images/{id}',
    '/v2/images/{id}/file',
    '/v2/schemas/image',
    '/v1/',
    '/v1/images/detail',
    '/v1/images/{id}/members',
  ])('answers HEAD %s with 405 and no body', async (path) => {
    const { status, headers, body } = await service.call('HEAD', fill(path))
    expect(status).toBe(405)
    expect(headers.allow).toMatch('GET')
    expect(body).toHaveLength(0)
  })

  test('answers 405 before it looks at the body (C24)', async () => {
    expect((await service.call('POST', fill('/v2/images/{id}'), { body: '{' })).status).toBe(405)
  })

  test('does not take another method from a header (S16)', async () => {
    const headers = { 'X-HTTP-Method-Override': 'DELETE', 'X-HTTP-Method': 'DELETE', 'X-Method-Override': 'DELETE' }
    expect((await service.call('GET', fill('/v2/images/{id}?_method=DELETE'), { headers })).status).toBe(200)
    expect((await service.show(id)).id).toBe(id)
  })
})

describe('an unknown path', () => {
  test.each([
    { path: '/v2/' },
    { path: '/v2/nothing' },
    { path: '/v2/images/' },
    { path: '/v2//images' },
    { path: '/v2/images/{id}/' },
    { path: '/v2/images/{id}/file/' },
    { path: '/v2/images/{id}/nothing' },
    { path: '/v2/images//file' },
    { path: '/v2/Images' },
    { path: '/v2/im%61ges/{id}' },
    { path: '/v2/images%2F{id}' },
    { path: '/v2/images/..%2f..%2fetc%2fpasswd' },
    { path: '/v2/images/{id}%00' },
    { path: '/v2/images/../images/{id}' },
    { path: '/v2/schemas/nothing' },
    { path: '/v2.0/nothing' },
    { path: '/v1/nothing' },
    { path: '/v1.1/images/' },
    { path: '/v1//images' },
    { path: '/v1/im%61ges/{id}' },
    { path: '/v1/images/{id}/file' },
    { path: '/v1/images/../images/{id}' },
    { path: '/v1/Images/detail' },
  ])('$path is 404 (S16)', async ({ path }) => {
    for (const method of ['GET', 'DELETE']) {
      expect((await service.call(method, fill(path))).status).toBe(404)
    }
  })

  test('is named in the answer', async () => {
    expect((await service.call('GET', '/v2/nothing')).json.message).toContain('/v2/nothing')
  })

  test('that is not UTF-8 is 400', async () => {
    for (const path of ['/v2/images/%ff', '/v2/%ff', '/v2/images?name=%ff', '/%ff']) {
      expect((await service.call('GET', path)).status, path).toBe(400)
    }
  })
})

describe('a version in the path', () => {
  const VERSIONS = ['v2', 'v2.0', 'v2.1', 'v2.2', 'v2.3', 'v2.4', 'v2.5', 'v2.6', 'v2.7', 'v2.9', 'v2.15', 'v2.17']
  test.each(VERSIONS)('%s serves the same (S16)', async (version) => {
    const shown = await service.call('GET', `/${version}/images/${id}`)
    expect(shown.status).toBe(200)
    expect(shown.json).toStrictEqual(await service.show(id))
    const list = await service.call('GET', `/${version}/images?name=debian`)
    expect(list.json.images).toHaveLength(1)
    expect(list.json.first).toBe('/v2/images?name=debian')
  })

  test.each(['v1', 'v1.0', 'v1.1'])('%s serves the same (S16)', async (version) => {
    const shown = await service.call('HEAD', `/${version}/images/${id}`)
    expect(shown).toMatchObject({ status: 200, headers: { 'x-image-meta-id': id, 'x-image-meta-name': 'debian' } })
    const detail = await service.call('GET', `/${version}/images/detail?is_public=None`)
    expect(detail.json.images).toMatchObject([{ id, status: 'queued' }])
    const list = await service.call('GET', `/${version}/images?is_public=None`)
    expect((await service.call('GET', `/${version}/?is_public=None`)).json).toStrictEqual(list.json)
    expect(list.json.images[0]).not.toHaveProperty('status')
  })

  test('may follow a whole address, as to a proxy', async () => {
    for (const target of [`${service.url}/v2/images/${id}`, `HTTPS://localhost:8080/v2.3/images/${id}?x=y`]) {
      expect((await service.call('GET', target)).json.id).toBe(id)
    }
  })

  test('may come from Accept', async () => {
    const headers = { Accept: 'application/vnd.openstack.images-v2.3' }
    expect((await service.call('GET', `/images/${id}`, { headers })).json.id).toBe(id)
    const first = { Accept: 'application/vnd.openstack.images-v1.1' }
    expect((await service.call('HEAD', `/images/${id}`, { headers: first })).headers['x-image-meta-id']).toBe(id)
  })

  test('in another header means nothing', async () => {
    const headers = { 'OpenStack-API-Version': 'image 2.99' }
    expect((await service.call('GET', `/v2/images/${id}`, { headers })).status).toBe(200)
  })
})

describe('a caller without a token', () => {
  let guarded: Service
  beforeAll(async () => {
    guarded = await startService({ identity: stubIdentity({ good: { projectId: 'a' } }) })
  })
  afterAll(() => guarded.stop())

  test.each([
    { method: 'GET', path: '/v2/images' },
    { method: 'POST', path: '/v2/images' },
    { method: 'PATCH', path: '/v2/images/x' },
    { method: 'PUT', path: '/v2/images/x/file' },
    { method: 'GET', path: '/v2/schemas/image' },
    { method: 'GET', path: '/v2/nothing' },
    { method: 'GET', path: '/v2/' },
    { method: 'PUT', path: '/v2/images' },
    { method: 'HEAD', path: '/v2/images/x/file' },
    { method: 'GET', path: '/v2.0/images' },
    { method: 'POST', path: '/v2.3/nothing' },
    { method: 'GET', path: '/v1/' },
    { method: 'POST', path: '/v1/images' },
    { method: 'GET', path: '/v1.0/images/detail' },
    { method: 'HEAD', path: '/v1.1/images/x' },
    { method: 'PUT', path: '/v1/images/x' },
    { method: 'PATCH', path: '/v1/images/x' },
    { method: 'DELETE', path: '/v1/images/x/members/y' },
    { method: 'GET', path: '/v1/nothing' },
    { method: 'PUT', path: '/v1//images/x' },
  ])('gets 401 for $method $path, whether it exists or not (S16, S17)', async ({ method, path }) => {
    for (const headers of [{}, { 'X-Auth-Token': 'bad' }, { 'X-Auth-Token': '' }]) {
      const answer = await guarded.call(method, path, { headers })
      expect(answer.status).toBe(401)
      expect(answer.headers['www-authenticate']).toBe('Keystone uri="http://identity.example/v3"')
    }
  })

  test('is asked before its body is read', async () => {
    const { request, answer } = guarded.open('POST', '/v2/images', { 'Content-Length': 1000 })
    request.flushHeaders()
    expect((await answer).status).toBe(401)
    request.destroy()
  })

  test('with a good one gets through', async () => {
    const headers = { 'X-Auth-Token': 'good' }
    expect((await guarded.call('GET', '/v2/images', { headers })).status).toBe(200)
    expect((await guarded.call('GET', '/v2/nothing', { headers })).status).toBe(404)
    expect((await guarded.call('PUT', '/v2/images', { headers })).status).toBe(405)
  })
})
