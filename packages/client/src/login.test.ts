import { describe, expect, it } from 'vitest'
import { startIdentity } from '../test/identity-server.ts'
import { readAll, refuse, sendJson, startServer } from '../test/stub-server.ts'
import { type Credentials, createImageClient, createLogin, LoginError } from './index.ts'

const DEMO = { user: { name: 'demo' }, password: 's3cret', project: { name: 'shop' } } satisfies Credentials
const IN_DEFAULT = { domain: { id: 'default' } }

const WAYS: { name: string; credentials: Credentials; sends: unknown }[] = [
  {
    name: 'a password, with names in the default domain',
    credentials: DEMO,
    sends: {
      identity: {
        methods: ['password'],
        password: { user: { name: 'demo', ...IN_DEFAULT, password: 's3cret' } },
      },
      scope: { project: { name: 'shop', ...IN_DEFAULT } },
    },
  },
  {
    name: 'a password, with names in other domains',
    credentials: {
      user: { name: 'demo', domain: { name: 'Staff' } },
      password: 's3cret',
      project: { name: 'shop', domain: { id: 'd' } },
    },
    sends: {
      identity: {
        methods: ['password'],
        password: { user: { name: 'demo', domain: { name: 'Staff' }, password: 's3cret' } },
      },
      scope: { project: { name: 'shop', domain: { id: 'd' } } },
    },
  },
  {
    name: 'a password, with ids and without a project',
    credentials: { user: { id: 'u' }, password: 's3cret' },
    sends: { identity: { methods: ['password'], password: { user: { id: 'u', password: 's3cret' } } } },
  },
  {
    name: 'the id of an application credential',
    credentials: { applicationCredential: { id: 'c' }, secret: 's3cret' },
    sends: {
      identity: { methods: ['application_credential'], application_credential: { id: 'c', secret: 's3cret' } },
    },
  },
  {
    name: 'the name of an application credential',
    credentials: { applicationCredential: { name: 'ci', user: { name: 'demo' } }, secret: 's3cret' },
    sends: {
      identity: {
        methods: ['application_credential'],
        application_credential: { name: 'ci', user: { name: 'demo', ...IN_DEFAULT }, secret: 's3cret' },
      },
    },
  },
  {
    name: 'a token',
    credentials: { token: 's3cret', project: { id: 'p' } },
    sends: { identity: { methods: ['token'], token: { id: 's3cret' } }, scope: { project: { id: 'p' } } },
  },
]

describe('a login', () => {
  for (const { name, credentials, sends } of WAYS) {
    it(`is made by ${name}`, async () => {
      const { url, logins } = await startIdentity()
      expect(await createLogin({ authUrl: url, ...credentials }).token()).toBe('token-1')
      expect(logins).toEqual([sends])
    })
  }

  for (const path of ['', '/', '/v3', '/v3//', '/identity', '/identity/v3']) {
    it(`finds a service whose address ends in '${path}'`, async () => {
      const { url, paths } = await startIdentity()
      await createLogin({ authUrl: `${url}${path}`, ...DEMO }).token()
      expect(paths).toEqual([`POST ${path.startsWith('/identity') ? '/identity' : ''}/v3/auth/tokens`])
    })
  }

  it('is made once for all who ask', async () => {
    const { url, logins } = await startIdentity()
    const login = createLogin({ authUrl: url, ...DEMO })
    const [token, endpoint, session] = await Promise.all([login.token(), login.endpoint(), login.session()])
    expect([token, endpoint]).toEqual(['token-1', 'http://image.example'])
    expect(session).toMatchObject({ id: 'token-1', user: { name: 'demo' } })
    expect(logins).toHaveLength(1)
  })

  it('is made anew for a token that was refused, once for all who had it', async () => {
    const { url, logins } = await startIdentity()
    const login = createLogin({ authUrl: url, ...DEMO })
    const old = await login.token()
    expect(await Promise.all([login.token(old), login.token(old)])).toEqual(['token-2', 'token-2'])
    expect(await login.token(old)).toBe('token-2')
    expect((await login.session()).id).toBe('token-2')
    expect(logins).toHaveLength(2)
  })

  it('is tried again after it failed', async () => {
    const identity = await startIdentity()
    identity.instead = (_, response) => response.writeHead(503).end()
    const login = createLogin({ authUrl: identity.url, ...DEMO })
    await expect(login.token()).rejects.toThrow(LoginError)
    identity.instead = undefined
    expect(await login.token()).toBe('token-2')
  })
})

describe('a login that fails', () => {
  const ERROR = { error: { code: 401, title: 'Unauthorized', message: 'Who are you?' } }
  const CASES = [
    { why: 'it is refused', says: /refuses the login of user 'demo' to project 'shop': Who are you\?$/, status: 401 },
    { why: 'the service is not well', status: 500, says: /answers 500 to the login of user 'demo'/ },
  ]
  for (const { why, says, status } of CASES) {
    it(`says so when ${why}`, async () => {
      const identity = await startIdentity()
      identity.instead = (_, response) => sendJson(response, status, ERROR)
      const failure = createLogin({ authUrl: identity.url, ...DEMO }).token()
      await expect(failure).rejects.toMatchObject({ name: 'LoginError', status, message: expect.stringMatching(says) })
    })
  }

  for (const { name, credentials } of WAYS) {
    it(`does not show the secret in ${name}, not even when it is quoted`, async () => {
      const identity = await startIdentity()
      identity.instead = (_, response) => sendJson(response, 400, { message: JSON.stringify(identity.logins) })
      const error = await createLogin({ authUrl: identity.url, ...credentials })
        .token()
        .catch(String)
      expect(error).toContain('answers 400')
      expect(error).not.toContain('s3cret')
    })
  }

  it('does not take a web page for an identity service', async () => {
    const identity = await startIdentity()
    identity.instead = (_, response) => response.setHeader('x-subject-token', 'x').end('<html>Welcome</html>')
    await expect(createLogin({ authUrl: identity.url, ...DEMO }).token()).rejects.toThrow(/is no identity service/)
  })

  it('does not take an answer without a token for a login', async () => {
    const identity = await startIdentity()
    identity.instead = (_, response) => sendJson(response, 201, { token: {} })
    await expect(createLogin({ authUrl: identity.url, ...DEMO }).token()).rejects.toThrow(/gives no token/)
  })

  it('does not take the password to where it is redirected', async () => {
    const [identity, other] = [await startIdentity(), await startIdentity()]
    identity.instead = (_, response) => response.writeHead(308, { location: `${other.url}/v3/auth/tokens` }).end()
    await expect(createLogin({ authUrl: identity.url, ...DEMO }).token()).rejects.toThrow(`redirects to ${other.url}`)
    expect(other.logins).toEqual([])
  })

  it('says why there is no answer', async () => {
    const { url, server } = await startServer(() => undefined)
    await new Promise((resolve) => server.close(resolve))
    const failure = createLogin({ authUrl: url, ...DEMO }).token()
    await expect(failure).rejects.toMatchObject({
      name: 'LoginError',
      message: expect.stringMatching(/No answer from the identity service at .*ECONNREFUSED/),
    })
  })

  it('needs a URL', async () => {
    const failure = createLogin({ authUrl: 'user:s3cret@cloud', ...DEMO }).token()
    await expect(failure).rejects.toThrow(/must be a URL such as/)
    await expect(failure).rejects.not.toThrow(/s3cret/)
  })

  it('ends with the reason of its signal', async () => {
    const identity = await startIdentity()
    const controller = new AbortController()
    const reason = new Error('enough')
    identity.instead = () => controller.abort(reason)
    const login = createLogin({ authUrl: identity.url, ...DEMO, signal: controller.signal })
    await expect(login.token()).rejects.toBe(reason)
  })
})

describe('an image client with a login', () => {
  /** An image service that refuses all tokens but one. */
  async function startGuarded(good: string) {
    const seen: unknown[] = []
    const { url } = await startServer(async (request, response) => {
      const token = request.headers['x-auth-token']
      seen.push(token)
      await readAll(request)
      if (token !== good) refuse(response, 401, 'Expired')
      else if (request.method === 'PUT') response.writeHead(204).end()
      else sendJson(response, 200, { id: '1' })
    })
    return { url, seen }
  }

  it('renews its token once, also for requests that are refused together', async () => {
    const { url, seen } = await startGuarded('token-2')
    const identity = await startIdentity()
    const { token } = createLogin({ authUrl: identity.url, ...DEMO })
    const clients = [createImageClient({ baseUrl: url, token }), createImageClient({ baseUrl: url, token })]
    await Promise.all([...clients, ...clients].map(({ images }) => images.show('1')))
    expect(seen.toSorted()).toEqual([...Array(4).fill('token-1'), ...Array(4).fill('token-2')])
    expect(identity.logins).toHaveLength(2)
  })

  it('takes no for an answer when the new token is refused too', async () => {
    const { url, seen } = await startGuarded('another')
    const identity = await startIdentity()
    const { token } = createLogin({ authUrl: identity.url, ...DEMO })
    await expect(createImageClient({ baseUrl: url, token }).images.show('1')).rejects.toMatchObject({
      name: 'ApiError',
      status: 401,
    })
    expect(seen).toEqual(['token-1', 'token-2'])
    expect(identity.logins).toHaveLength(2)
  })

  it('repeats an upload whose token has expired', async () => {
    const { url, seen } = await startGuarded('token-2')
    const identity = await startIdentity()
    const { token } = createLogin({ authUrl: identity.url, ...DEMO })
    await createImageClient({ baseUrl: url, token }).data.upload('1', Buffer.from('data'))
    expect(seen).toEqual(['token-1', 'token-2'])
  })

  it('fails as the login does, before it touches what it was to send', async () => {
    const { url, seen } = await startGuarded('token-1')
    const identity = await startIdentity()
    identity.instead = (_, response) => refuse(response, 401, 'No')
    const { token } = createLogin({ authUrl: identity.url, ...DEMO })
    const { images, data } = createImageClient({ baseUrl: url, token })
    let used = false
    async function* source() {
      used = true
      yield Buffer.from('data')
    }
    await expect(images.show('1')).rejects.toThrow(LoginError)
    await expect(data.download('1')).rejects.toThrow(LoginError)
    await expect(data.upload('1', source())).rejects.toThrow(LoginError)
    expect([seen, used]).toEqual([[], false])
  })
})
