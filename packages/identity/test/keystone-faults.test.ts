import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type ConnectedKeystone, connectKeystone } from './connect-keystone.ts'
import { type Answer, refuse, reply } from './fake-keystone.ts'

/** For who only waits in vain, for who is answered before that, and for who is never to wait in vain. */
const SHORT_TIMEOUT_MS = 200
const MEDIUM_TIMEOUT_MS = 3000
const LONG_TIMEOUT_MS = 60_000

let connected: ConnectedKeystone
const connect = async (timeoutMs: number) => {
  connected = await connectKeystone({ timeoutMs })
  return connected
}
afterEach(() => connected.disconnect())

const html =
  (status: number, text: string): Answer =>
  (response) =>
    response.writeHead(status, { 'Content-Type': 'text/html' }).end(`<html><body>${text}</body></html>`)

/** As debug pages do. */
const echo: Answer = (response, { headers }) => response.end(`${headers['x-subject-token']} ${headers['x-auth-token']}`)

const noHttp: Answer = (response, { headers }) => response.socket?.end(`SSH-2.0 ${headers['x-subject-token']}\r\n`)

const endInTheMiddle: Answer = (response) => {
  response.writeHead(200, { 'Content-Length': '1000' }).write('{"token"', () => response.destroy())
}

const neverEnd: Answer = (response) => {
  const write = () => response.destroyed || response.write(' '.repeat(65_536), write)
  write()
}

const json =
  (body: unknown): Answer =>
  (response) =>
    reply(response, 200, body)

const TOKEN = { user: { id: 'u', domain: { id: 'default' } }, expires_at: '2030-01-01T00:00:00.000000Z' }

interface Fault {
  readonly name: string
  readonly answer: Answer
  readonly says: string
  readonly timeoutMs?: number
}

const FAULTS: readonly Fault[] = [
  { name: '500', answer: (response) => refuse(response, 500, 'An unexpected error'), says: 'it answered 500' },
  { name: '503 of a proxy', answer: html(503, 'Service Unavailable'), says: 'it answered 503' },
  { name: '429', answer: html(429, 'Slow down'), says: 'it answered 429' },
  { name: '404 of another service', answer: html(404, 'Not Found'), says: 'it answered 404' },
  { name: 'HTML', answer: html(200, 'Log in'), says: 'it answered 200' },
  { name: 'a page that repeats the request', answer: echo, says: 'it answered 200' },
  { name: 'half a JSON', answer: (response) => response.end('{"token": {"user"'), says: 'it answered 200' },
  { name: 'JSON null', answer: json(null), says: 'it answered 200' },
  { name: 'JSON without a token', answer: json({}), says: 'it answered 200' },
  { name: 'no body', answer: (response) => response.end(), says: 'it answered 200' },
  { name: 'a token of nobody', answer: json({ token: { ...TOKEN, user: undefined } }), says: 'it answered 200' },
  { name: 'roles that are no list', answer: json({ token: { ...TOKEN, roles: 'admin' } }), says: 'it answered 200' },
  { name: 'an end some day', answer: json({ token: { ...TOKEN, expires_at: 'some day' } }), says: 'it answered 200' },
  { name: 'what is no HTTP', answer: noHttp, says: 'HTTPParserError' },
  {
    name: 'nothing at all',
    answer: () => undefined,
    says: `no answer within ${SHORT_TIMEOUT_MS} ms`,
    timeoutMs: SHORT_TIMEOUT_MS,
  },
  {
    name: 'a part, and no more',
    answer: (response) => response.write('{'),
    says: 'no answer within',
    timeoutMs: SHORT_TIMEOUT_MS,
  },
  { name: 'a part, and hangs up', answer: endInTheMiddle, says: 'UND_ERR_SOCKET' },
  { name: 'without an end', answer: neverEnd, says: 'its answer does not end' },
]

/** Fails unless the token could not be looked into, and no secret shows; answers why it could not. */
async function failure(token = connected.keystone.issue()): Promise<string> {
  const problem = await connected.authenticate(token).then(
    () => undefined,
    (error: Error) => error,
  )
  expect(problem).toMatchObject({ name: 'Problem', code: 'identityUnavailable' })
  expect(inspect(problem, { depth: 9 })).not.toMatch(/gAAAA|glance-secret/)
  return problem?.message ?? ''
}

describe('Keystone answers', () => {
  test.for(FAULTS)('$name: nobody is refused for it, the reason is told, and no secret (S29)', async (fault) => {
    const { keystone } = await connect(fault.timeoutMs ?? LONG_TIMEOUT_MS)
    keystone.faults.validation = fault.answer
    const message = await failure()
    expect(message).toContain(`The identity service at ${keystone.url}/v3 `)
    expect(message).toContain(fault.says)
  })

  test.for(FAULTS)('$name to the login of this service: that is told as well', async (fault) => {
    const { keystone } = await connect(fault.timeoutMs ?? LONG_TIMEOUT_MS)
    keystone.faults.login = fault.answer
    expect(await failure()).toContain(fault.says)
    expect(keystone.asked.validations).toBe(0)
  })

  test('with a redirect: tokens do not go where it points', async () => {
    const { keystone } = await connect(LONG_TIMEOUT_MS)
    keystone.faults.validation = (response) => {
      response.writeHead(302, { Location: `${keystone.url}/v3/elsewhere` }).end()
    }
    expect(await failure()).toContain('it answered 302')
    expect(keystone.asked.paths).not.toContainEqual(expect.stringContaining('elsewhere'))
  })
})

describe('when Keystone refuses this service', () => {
  beforeEach(() => connect(LONG_TIMEOUT_MS))

  test('at login, the login is named', async () => {
    connected.keystone.faults.login = (response) => refuse(response, 401, 'The request requires authentication.')
    expect(await failure()).toContain('it refused the login of this service')
  })

  test.for([401, 403])('with %i after a new login too, its rights are named', async (status) => {
    const { keystone } = connected
    keystone.faults.validation = (response) => refuse(response, status, 'You are not authorized')
    expect(await failure()).toContain(`it answered ${status}: the user of this service may not validate tokens`)
    expect(keystone.asked).toMatchObject({ validations: 2, logins: { length: 2 } })
  })
})

describe('the connection to Keystone', () => {
  beforeEach(() => connect(LONG_TIMEOUT_MS))

  test('that is refused is told', async () => {
    await connected.keystone.close()
    expect(await failure('gAAAA')).toContain('ECONNREFUSED')
  })

  test('is tried once more when it is cut off, as idle ones are', async () => {
    const { keystone, authenticate } = connected
    await authenticate(keystone.issue())
    keystone.faults.validation = (response) => {
      keystone.faults.validation = undefined
      response.destroy()
    }
    await authenticate(keystone.issue())
    expect(keystone.asked.validations).toBe(3)
  })

  test('is not tried for ever', async () => {
    const { keystone } = connected
    keystone.faults.validation = (response) => response.destroy()
    await failure()
    expect(keystone.asked.validations).toBe(2)
  })

  test('ends with the identity, and so does a question that waits', async () => {
    const { keystone, identity } = connected
    const waiting = new Promise<void>((arrived) => {
      keystone.faults.validation = () => arrived()
    })
    const failed = failure()
    await waiting
    await identity.close()
    expect(await failed).toContain('the connection failed')
  })
})

describe('a crowd', () => {
  test('is answered by a slow Keystone one after the other, also when it forgets somebody', async () => {
    const { keystone, authenticate } = await connect(MEDIUM_TIMEOUT_MS)
    const [forgotten = '', ...tokens] = Array.from({ length: 29 }, () => keystone.issue())
    keystone.faults.validation = (response, request) => {
      if (request.headers['x-subject-token'] !== forgotten)
        setTimeout(() => keystone.validate(response, request), MEDIUM_TIMEOUT_MS / 3)
    }
    const [first, ...others] = await Promise.allSettled([forgotten, ...tokens].map((token) => authenticate(token)))
    expect(first?.status).toBe('rejected')
    expect(others.filter(({ status }) => status === 'rejected')).toStrictEqual([])
  })

  test('does not wait one after the other for a Keystone that stands still', async () => {
    const { keystone, authenticate } = await connect(MEDIUM_TIMEOUT_MS)
    await authenticate(keystone.issue())
    keystone.asked.validations = 0
    keystone.faults.validation = () => undefined
    await Promise.all(Array.from({ length: 48 }, () => failure()))
    expect(keystone.asked.validations).toBe(8)
  })
})
