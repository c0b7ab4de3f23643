import { type Caller, Problem } from '@vitrine/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Service, startService, stubIdentity } from './service.ts'

const REFUSALS = 3
/** Remembered for a while, and for good. */
const known = new Map<string, Caller>()
const good = new Set<string>()
let asked: string[] = []
let service: Service

beforeAll(async () => {
  const stub = stubIdentity({ alice: { projectId: 'project-a' } })
  service = await startService({
    identity: {
      ...stub,
      recognise: ({ token = '' }) => known.get(token),
      seemsGood: async ({ token = '' }) => good.has(token),
      async authenticate(credentials) {
        asked.push(credentials.token ?? 'none')
        if (credentials.token === 'unanswered') throw new Problem('identityUnavailable', 'Keystone does not answer')
        const caller = await stub.authenticate(credentials)
        known.set(credentials.token ?? '', caller)
        good.add(credentials.token ?? '')
        return caller
      },
    },
    app: {
      limits: { tokens: { refusals: REFUSALS, seconds: 1000, atOnce: 2, waiting: 100 } },
      trustedProxies: ['127.0.0.1'],
    },
  })
})
afterAll(() => service.stop())

let clients = 0
/** A client that nobody has heard of yet. */
function aClient() {
  const from = { 'X-Forwarded-For': `192.0.2.${++clients}` }
  asked = []
  known.clear()
  good.clear()
  return {
    call: async (token?: string, address: Record<string, string> = from) =>
      service.call('GET', '/v2/images', { headers: { ...address, ...(token && { 'X-Auth-Token': token }) } }),
  }
}

describe('a client that keeps coming with bad tokens', () => {
  test('has to wait, and is told how long', async () => {
    const { call } = aClient()
    for (let attempt = 0; attempt < REFUSALS; attempt++) expect((await call(`bad-${attempt}`)).status).toBe(401)
    const { status, headers, json } = await call('bad')
    expect(status).toBe(429)
    expect(Number(headers['retry-after'])).toBeGreaterThan(900)
    expect(json.message).toMatch(/refused.*Try again in \d+ s/)
  })

  test('costs the identity service nothing any more', async () => {
    const { call } = aClient()
    for (let attempt = 0; attempt < 10; attempt++) await call(`bad-${attempt}`)
    expect(asked).toHaveLength(REFUSALS)
  })

  test('costs the identity service hardly more when they come all at once', async () => {
    const { call } = aClient()
    const answers = await Promise.all(Array.from({ length: 50 }, (_, attempt) => call(`bad-${attempt}`)))
    const statuses = new Set(answers.map(({ status }) => status))
    expect(statuses).toStrictEqual(new Set([401, 429]))
    // Those that are under way when the last one counts.
    expect(asked.length).toBeLessThanOrEqual(REFUSALS + 1)
  })

  test('does not hold up tokens that are good, also when they have to be asked about again', async () => {
    const { call } = aClient()
    expect((await call('alice')).status).toBe(200)
    for (let attempt = 0; attempt < 10; attempt++) await call('bad')
    expect((await call('alice')).status).toBe(200)
    known.clear()
    expect((await call('alice')).status).toBe(200)
  })

  test('does not hold up others', async () => {
    const { call } = aClient()
    for (let attempt = 0; attempt < 10; attempt++) await call()
    expect((await call()).status).toBe(429)
    expect((await aClient().call('alice')).status).toBe(200)
  })

  test('cannot hide in the addresses of its own IPv6 network', async () => {
    const { call } = aClient()
    const network = `2001:db8:0:${++clients}`
    for (let host = 0; host < REFUSALS; host++) await call('bad', { 'X-Forwarded-For': `${network}::${host}` })
    expect((await call('bad', { 'X-Forwarded-For': `${network}:ffff::1` })).status).toBe(429)
    expect((await call('bad', { 'X-Forwarded-For': '2001:db8:1::1' })).status).toBe(401)
  })
})

describe('what is no fault of the client', () => {
  test('does not count: good tokens, and an identity service that is away', async () => {
    const { call } = aClient()
    for (let attempt = 0; attempt < 10; attempt++) {
      known.clear()
      good.clear()
      expect((await call('alice')).status).toBe(200)
      expect((await call('unanswered')).status).toBe(503)
    }
    known.clear()
    good.clear()
    const many = await Promise.all(Array.from({ length: 20 }, () => call('alice')))
    expect(many.map(({ status }) => status)).toStrictEqual(Array(20).fill(200))
  })
})

describe('the address of a client', () => {
  test('is what a proxy says only when the proxy is trusted', async () => {
    const direct = await startService({
      identity: stubIdentity({}),
      app: { limits: { tokens: { refusals: REFUSALS, seconds: 1000, atOnce: 2, waiting: 100 } } },
    })
    const statuses = []
    for (let attempt = 0; attempt <= REFUSALS; attempt++) {
      const headers = { 'X-Forwarded-For': `192.0.2.${attempt}` }
      statuses.push((await direct.call('GET', '/v2/images', { headers })).status)
    }
    expect(statuses).toStrictEqual([...Array(REFUSALS).fill(401), 429])
    await direct.stop()
  })
})
