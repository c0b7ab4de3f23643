import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Service, startService } from './service.ts'

let service: Service
let behindProxy: Service
beforeAll(async () => {
  service = await startService()
  behindProxy = await startService({ publicUrl: 'https://cloud.example/image' })
})
afterAll(() => Promise.all([service.stop(), behindProxy.stop()]))

const own = () => `127.0.0.1:${service.port}`

describe('the name that a client calls the server by', () => {
  test.each(['localhost', 'LOCALHOST:9292', '127.0.0.1:9292', '127.8.9.10', '10.0.0.1', '[::1]', '[::1]:9292'])(
    '%s is its own',
    async (host) => {
      expect((await service.call('GET', '/v2/images', { headers: { Host: host } })).status).toBe(200)
    },
  )

  test.each([
    'attacker.example',
    'attacker.example:9292',
    'localhost.attacker.example',
    '127.0.0.1.attacker.example',
    'localhost@attacker.example',
    'cloud.example',
    '[',
  ])(`'%s' is refused, and the way out named`, async (host) => {
    for (const path of ['/v2/images', '/versions', '/']) {
      const { status, json } = await service.call('GET', path, { headers: { Host: host } })
      expect(status).toBe(403)
      expect(json.message).toMatch(/address.*public URL/)
    }
  })

  test('may be that of the public URL', async () => {
    for (const host of ['cloud.example', 'cloud.example:443', 'localhost:9292']) {
      expect((await behindProxy.call('GET', '/v2/images', { headers: { Host: host } })).status).toBe(200)
    }
    expect((await behindProxy.call('GET', '/v2/images', { headers: { Host: 'other.example' } })).status).toBe(403)
  })

  test('in a whole address counts more than the header', async () => {
    expect((await service.call('GET', 'http://attacker.example/v2/images')).status).toBe(403)
    const headers = { Host: 'attacker.example' }
    expect((await service.call('GET', `${service.url}/v2/images`, { headers })).status).toBe(200)
  })
})

describe('a web page', () => {
  test.each([
    { name: 'of another site', headers: { 'Sec-Fetch-Site': 'cross-site' } },
    { name: 'of a neighbour', headers: { 'Sec-Fetch-Site': 'same-site' } },
    { name: 'of another origin', headers: { Origin: 'https://attacker.example' } },
    { name: 'of another port', headers: { Origin: 'http://127.0.0.1:1' } },
    { name: 'without an origin', headers: { Origin: 'null' } },
  ])('$name may neither read nor write', async ({ headers }) => {
    const refused = await service.call('POST', '/v2/images', { headers, body: { name: 'planted' } })
    expect(refused.status).toBe(403)
    expect(refused.json.message).toContain('Web pages')
    expect(refused.headers['x-openstack-request-id']).toMatch(/^req-/)
    for (const path of ['/v2/images', '/metrics']) {
      expect((await service.call('GET', path, { headers })).status).toBe(403)
    }
    expect((await service.call('GET', '/v2/images')).json.images).toHaveLength(0)
  })

  test('of the server itself, and the address bar, may', async () => {
    for (const headers of [
      { Origin: `http://${own()}`, 'Sec-Fetch-Site': 'same-origin' },
      { 'Sec-Fetch-Site': 'none' },
    ]) {
      expect((await service.call('GET', '/v2/images', { headers })).status).toBe(200)
    }
    const headers = { Host: 'cloud.example', Origin: 'https://cloud.example' }
    expect((await behindProxy.call('GET', '/v2/images', { headers })).status).toBe(200)
  })
})
