import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Service, startService, stubIdentity } from './service.ts'

const CONSOLE = 'https://console.example'
const TOKEN = { 'X-Auth-Token': 'alice' }

let closed: Service
let shared: Service
beforeAll(async () => {
  const identity = stubIdentity({ alice: { projectId: 'project-a' } })
  closed = await startService({ identity })
  shared = await startService({ identity, app: { corsOrigins: [CONSOLE] } })
})
afterAll(() => Promise.all([closed.stop(), shared.stop()]))

describe('every answer', () => {
  test.each([
    { path: '/versions', status: 200 },
    { path: '/v2/images', status: 200 },
    { path: '/v2/images/unknown', status: 404 },
    { path: '/metrics', status: 200 },
  ])('tells browsers that it is no page and no script: $path', async ({ path, status }) => {
    const answer = await closed.call('GET', path, { headers: { ...TOKEN, Accept: 'text/html' } })
    expect(answer.status).toBe(status)
    expect(answer.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'referrer-policy': 'no-referrer',
    })
  })
})

describe('web pages of other origins', () => {
  const preflight = (service: Service, origin: string) =>
    service.call('OPTIONS', '/v2/images', {
      headers: {
        Origin: origin,
        'Access-Control-Request-Method': 'PATCH',
        'Access-Control-Request-Headers': 'x-auth-token,content-type',
      },
    })

  test('get no leave by default', async () => {
    expect((await preflight(closed, CONSOLE)).headers['access-control-allow-origin']).toBeUndefined()
    const { headers } = await closed.call('GET', '/v2/images', { headers: { ...TOKEN, Origin: CONSOLE } })
    expect(headers['access-control-allow-origin']).toBeUndefined()
  })

  test('may call where the operator named their origin', async () => {
    const { status, headers } = await preflight(shared, CONSOLE)
    expect(status).toBe(204)
    expect(headers['access-control-allow-origin']).toBe(CONSOLE)
    expect(headers['access-control-allow-methods']).toContain('PATCH')
    expect(headers['access-control-allow-headers']?.toLowerCase()).toContain('x-auth-token')
    expect(headers['access-control-allow-credentials']).toBeUndefined()
    const answer = await shared.call('GET', '/v2/images', { headers: { ...TOKEN, Origin: CONSOLE } })
    expect(answer.status).toBe(200)
    expect(answer.headers['access-control-allow-origin']).toBe(CONSOLE)
  })

  test('may send any header there and read any, as custom properties of version 1 are headers of any name', async () => {
    const asked = 'x-image-meta-name,x-image-meta-property-os_distro'
    const { headers } = await shared.call('OPTIONS', '/v1/images', {
      headers: { Origin: CONSOLE, 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': asked },
    })
    expect(headers['access-control-allow-headers']).toBe(asked)
    const answer = await shared.call('GET', '/v1/images', { headers: { ...TOKEN, Origin: CONSOLE } })
    expect(answer.headers['access-control-expose-headers']).toBe('*')
    expect(answer.headers).not.toHaveProperty('access-control-allow-credentials')
  })

  test('of no named origin get no leave there either', async () => {
    for (const origin of ['https://attacker.example', 'https://console.example.attacker.example', 'null']) {
      expect((await preflight(shared, origin)).headers['access-control-allow-origin']).toBeUndefined()
    }
  })

  test('may call a server that admits everyone only where the operator named their origin', async () => {
    const open = await startService({ app: { corsOrigins: [CONSOLE] } })
    const statusFor = async (origin: string) =>
      (await open.call('GET', '/v2/images', { headers: { Origin: origin, 'Sec-Fetch-Site': 'cross-site' } })).status
    expect(await statusFor(CONSOLE)).toBe(200)
    expect(await statusFor('https://attacker.example')).toBe(403)
    await open.stop()
  })

  test('are no concern of a server that asks for tokens: it is called by any name', async () => {
    const headers = { ...TOKEN, Host: 'images.example', Origin: 'https://elsewhere.example' }
    expect((await closed.call('GET', '/v2/images', { headers })).status).toBe(200)
  })
})
