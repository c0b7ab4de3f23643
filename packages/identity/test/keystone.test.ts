import { randomUUID } from 'node:crypto'
import { describeIdentity } from '@vitrine/testkit'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CACHE_LIFE_MS, type ConnectedKeystone, connectKeystone, SERVICE_LOGIN } from './connect-keystone.ts'
import { DOMAIN } from './fake-keystone.ts'

const HOUR_MS = 3_600_000
const PROJECT = { id: 'project-id', name: 'demo', domain: DOMAIN }
const role = (name: string) => ({ id: randomUUID(), name })

let connected: ConnectedKeystone
beforeEach(async () => {
  connected = await connectKeystone()
})
afterEach(() => connected.disconnect())

describe('keystone identity', () => {
  describeIdentity(async () => {
    const { identity, keystone, pass, disconnect } = await connectKeystone()
    return {
      identity,
      async issueToken(scope) {
        const userId = randomUUID()
        if (scope === 'unscoped') return { token: keystone.issue({}, userId), userId, projectId: null }
        const project = { ...PROJECT, id: randomUUID() }
        return {
          token: keystone.issue({ project, roles: scope.roles.map(role) }, userId),
          userId,
          projectId: project.id,
        }
      },
      revokeToken: async (token) => keystone.revoke(token),
      letAnswersAge: () => pass(CACHE_LIFE_MS + 1),
      letTokensExpire: () => pass(25 * HOUR_MS),
      disconnect,
    }
  })
})

describe('the caller', () => {
  test('has the domains of user and project', async () => {
    const caller = await connected.authenticate(connected.keystone.issue({ project: PROJECT, roles: [role('Member')] }))
    expect(caller).toMatchObject({ userDomainId: 'default', projectId: 'project-id', projectDomainId: 'default' })
  })

  test('with a token for the system is of no project', async () => {
    const token = connected.keystone.issue({ system: { all: true }, roles: [role('admin')] })
    expect(await connected.authenticate(token)).toMatchObject({ isSystem: true, projectId: null, roles: ['admin'] })
  })

  test('with a token for a domain is of no project', async () => {
    const token = connected.keystone.issue({ domain: DOMAIN, roles: [role('admin')] })
    expect(await connected.authenticate(token)).toMatchObject({ domainId: 'default', projectId: null, isSystem: false })
  })
})

describe('the login of the service', () => {
  test('waits until a token comes, and serves many', async () => {
    const { keystone, authenticate } = connected
    expect(keystone.asked.paths).toStrictEqual([])
    await authenticate(keystone.issue())
    await authenticate(keystone.issue())
    expect(keystone.asked.paths).toStrictEqual([
      'POST /identity/v3/auth/tokens?nocatalog',
      'GET /identity/v3/auth/tokens?nocatalog',
      'GET /identity/v3/auth/tokens?nocatalog',
    ])
  })

  test('is by password, as Identity v3 writes it', async () => {
    await connected.authenticate(connected.keystone.issue())
    const { user, password, project } = SERVICE_LOGIN
    expect(connected.keystone.asked.logins).toStrictEqual([
      { auth: { identity: { methods: ['password'], password: { user: { ...user, password } } }, scope: { project } } },
    ])
  })

  test('is by application credential, which brings its own project', async () => {
    const applicationCredential = { id: 'credential-id' }
    const { keystone, authenticate, disconnect } = await connectKeystone({
      serviceLogin: { applicationCredential, secret: 'credential-secret' },
    })
    await authenticate(keystone.issue())
    const application_credential = { id: 'credential-id', secret: 'credential-secret' }
    expect(keystone.asked.logins).toStrictEqual([
      { auth: { identity: { methods: ['application_credential'], application_credential } } },
    ])
    await disconnect()
  })

  test('is renewed before it ends, and no answer is lost to that', async () => {
    const { keystone, authenticate, pass } = connected
    await authenticate(keystone.issue())
    pass(23 * HOUR_MS)
    await authenticate(keystone.issue())
    expect(keystone.asked).toMatchObject({ logins: { length: 2 }, validations: 2 })
  })

  test('is renewed once for all who ask when Keystone does not know it any more', async () => {
    const { keystone, authenticate } = connected
    await authenticate(keystone.issue())
    keystone.revokeAll()
    const tokens = Array.from({ length: 50 }, () => keystone.issue())
    await Promise.all(tokens.map((token) => authenticate(token)))
    expect(keystone.asked.logins).toHaveLength(2)
  })
})

describe('a service token', () => {
  test('of a service lets a token count that has ended, and for this service only', async () => {
    const { keystone, authenticate, pass } = connected
    const token = keystone.issue({ project: PROJECT })
    pass(25 * HOUR_MS)
    const serviceToken = keystone.issue({ project: PROJECT, roles: [role('service')] })
    expect(await authenticate(token, serviceToken)).toMatchObject({
      projectId: 'project-id',
      serviceRoles: ['service'],
    })
    await expect(authenticate(token)).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  test('of anybody else does not', async () => {
    const { keystone, authenticate, pass } = connected
    const token = keystone.issue({ project: PROJECT })
    pass(25 * HOUR_MS)
    const serviceToken = keystone.issue({ project: PROJECT, roles: [role('admin')] })
    await expect(authenticate(token, serviceToken)).rejects.toMatchObject({ code: 'unauthenticated' })
  })
})

describe('what cannot be a token', () => {
  test.for([
    ['nothing', undefined],
    ['a header of its own', 'x\r\nX-Roles: admin'],
    ['a space inside', 'sword fish'],
    ['letters beyond ASCII', 'schwÿrtfisch'],
    ['5,000 letters', 'x'.repeat(5000)],
  ])('is refused without asking Keystone: %s', async ([, token]) => {
    const serviceToken = connected.keystone.issue({ roles: [role('service')] })
    await expect(connected.authenticate(token, serviceToken)).rejects.toMatchObject({ code: 'unauthenticated' })
    expect(connected.keystone.asked.paths).toStrictEqual([])
  })
})

describe('recognise', () => {
  const credentials = (token: string, serviceToken?: string) => ({ token, serviceToken })

  test('knows whom authenticate found a moment ago, and asks nobody', async () => {
    const { identity, keystone, authenticate } = connected
    const token = keystone.issue({ project: PROJECT })
    const serviceToken = keystone.issue({ roles: [role('service')] })
    expect(identity.recognise(credentials(token))).toBeUndefined()
    expect(keystone.asked.paths).toStrictEqual([])
    const [alone, served] = [await authenticate(token), await authenticate(token, serviceToken)]
    expect(identity.recognise(credentials(token))).toStrictEqual(alone)
    expect(identity.recognise(credentials(token, serviceToken))).toStrictEqual(served)
    expect(identity.recognise(credentials(token, 'not a token'))).toStrictEqual(alone)
  })

  test('knows nobody by a service token that was not seen, a refused token, or after a while', async () => {
    const { identity, keystone, authenticate, pass } = connected
    const token = keystone.issue({ project: PROJECT })
    await authenticate(token)
    await authenticate('swordfish').catch(() => undefined)
    expect(identity.recognise(credentials(token, keystone.issue()))).toBeUndefined()
    expect(identity.recognise(credentials('swordfish'))).toBeUndefined()
    pass(CACHE_LIFE_MS + 1)
    expect(identity.recognise(credentials(token))).toBeUndefined()
  })
})

describe('the challenge', () => {
  test('names the address of Keystone, or the public one', async () => {
    expect(connected.identity.challenge('')).toBe(`Keystone uri="${connected.keystone.url}/v3"`)
    const { identity, disconnect } = await connectKeystone({ wwwAuthenticateUri: 'https://cloud.example/identity' })
    expect(identity.challenge('')).toBe('Keystone uri="https://cloud.example/identity"')
    await disconnect()
  })
})
