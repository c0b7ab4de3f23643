import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { byCredential, byPassword, byToken, DEFAULT, DEMO, KITCHEN, LOGIN, PASSWORD } from './identity-logins.ts'
import { type IdentityService, startIdentityService } from './identity-service.ts'

let service: IdentityService
beforeAll(async () => {
  service = await startIdentityService()
})
afterAll(() => service.stop())

const logIn = (identity: object, scope?: unknown, path = LOGIN) =>
  service.call('POST', path, { body: { auth: { identity, ...(scope !== undefined && { scope }) } } })

describe('logging in by name and password for a project', () => {
  test('gives a token in a header, which nobody may keep', async () => {
    const { status, headers } = await logIn(byPassword(), KITCHEN)
    expect(status).toBe(201)
    expect(headers['x-subject-token']).toMatch(/^\S+$/)
    expect(headers['cache-control']).toBe('no-store')
  })

  test('says in the body what the token is good for', async () => {
    const { token } = (await logIn(byPassword(), KITCHEN)).json
    const { catalog, audit_ids, issued_at, expires_at, ...facts } = token
    const domain = { id: 'default', name: 'Default' }
    expect(facts).toStrictEqual({
      methods: ['password'],
      user: { id: 'id-of-demo', name: 'demo', domain, password_expires_at: null },
      project: { id: 'id-of-kitchen', name: 'kitchen', domain },
      is_domain: false,
      roles: [
        { id: 'id-of-member', name: 'member' },
        { id: 'id-of-reader', name: 'reader' },
      ],
    })
    expect(audit_ids).toStrictEqual([expect.any(String)])
    for (const time of [issued_at, expires_at]) expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/)
    expect(Date.parse(expires_at)).toBeGreaterThan(Date.parse(issued_at))
    expect(catalog.map(({ type }: { type: string }) => type)).toStrictEqual(['image', 'identity'])
  })

  test('leads to both services, from wherever the client came', async () => {
    const { token } = (await logIn(byPassword(), KITCHEN)).json
    for (const { type, endpoints } of token.catalog) {
      const url = type === 'image' ? service.url : `${service.url}/identity/v3`
      const [ids, interfaces] = [new Set(), new Set()]
      for (const { id, interface: kind, ...endpoint } of endpoints) {
        expect(endpoint).toStrictEqual({ region: 'RegionOne', region_id: 'RegionOne', url })
        ids.add(id)
        interfaces.add(kind)
      }
      expect(ids.size).toBe(3)
      expect(interfaces).toStrictEqual(new Set(['public', 'internal', 'admin']))
    }
  })

  test('leaves the catalogue out when asked to', async () => {
    for (const query of ['?nocatalog', '?nocatalog=1']) {
      const { token } = (await logIn(byPassword(), KITCHEN, LOGIN + query)).json
      expect(token.roles).toHaveLength(2)
      expect(token).not.toHaveProperty('catalog')
    }
  })

  test.each([
    { name: 'the user by id', user: { id: 'id-of-demo', password: PASSWORD }, scope: KITCHEN },
    { name: 'the project by id', user: DEMO, scope: { project: { id: 'id-of-kitchen' } } },
    {
      name: 'the domains by name',
      user: { ...DEMO, domain: { name: 'Default' } },
      scope: { project: { name: 'kitchen', domain: { name: 'Default' } } },
    },
    { name: 'what nobody knows', user: { ...DEMO, hobby: 'fishing' }, scope: KITCHEN },
  ])('may name $name', async ({ user, scope }) => {
    const { status, json } = await logIn(byPassword(user), scope)
    expect(status).toBe(201)
    expect(json.token.project.name).toBe('kitchen')
  })

  test('works with a body that is typed as something else', async () => {
    const body = JSON.stringify({ auth: { identity: byPassword(), scope: KITCHEN } })
    for (const type of ['text/plain', 'application/octet-stream']) {
      expect((await service.call('POST', LOGIN, { body, headers: { 'Content-Type': type } })).status).toBe(201)
    }
  })
})

describe('the scope', () => {
  test.each([{ scope: 'unscoped' }, { scope: { unscoped: {} } }])(
    '$scope is no project, no roles, no services',
    async ({ scope }) => {
      const { status, json } = await logIn(byPassword(), scope)
      expect(status).toBe(201)
      expect(Object.keys(json.token).toSorted()).toStrictEqual([
        'audit_ids',
        'expires_at',
        'issued_at',
        'methods',
        'user',
      ])
    },
  )

  test('is the default project when nothing is said, if there is one', async () => {
    expect((await logIn(byPassword())).json.token.project.name).toBe('kitchen')
    const other = { name: 'other', domain: DEFAULT, password: 'password of other' }
    expect((await logIn(byPassword(other))).json.token).not.toHaveProperty('project')
  })
})

describe('logging in by token', () => {
  test('leads from one scope to another', async () => {
    const first = await logIn(byPassword(), 'unscoped')
    const second = await logIn(byToken(String(first.headers['x-subject-token'])), KITCHEN)
    expect(second.status).toBe(201)
    expect(second.json.token).toMatchObject({ methods: ['password', 'token'], project: { name: 'kitchen' } })
  })
})

describe('logging in by application credential', () => {
  test.each([
    { name: 'id', credential: { id: 'id-of-robot' } },
    { name: 'name and user', credential: { name: 'robot', user: { name: 'demo', domain: DEFAULT } } },
    { name: 'name and id of the user', credential: { name: 'robot', user: { id: 'id-of-demo' } } },
  ])('takes the $name, and brings the project along', async ({ credential }) => {
    const { status, json } = await logIn(byCredential({ ...credential, secret: 'the secret' }))
    expect(status).toBe(201)
    expect(json.token).toMatchObject({
      methods: ['application_credential'],
      user: { name: 'demo' },
      project: { name: 'kitchen' },
      application_credential: { id: 'id-of-robot', restricted: true },
    })
  })
})

const NOBODY = { ...DEMO, name: 'nobody' }
const CREDENTIAL = { id: 'id-of-robot', secret: 'the secret' }

describe('whoever has the wrong credentials', () => {
  test.each([
    { name: 'a wrong password', identity: byPassword({ ...DEMO, password: 'guess' }) },
    { name: 'an empty password', identity: byPassword({ ...DEMO, password: '' }) },
    { name: 'a user that does not exist', identity: byPassword(NOBODY) },
    { name: 'the id of no user', identity: byPassword({ id: 'x', password: PASSWORD }) },
    { name: 'another domain', identity: byPassword({ ...DEMO, domain: { id: 'other' } }) },
    { name: 'another domain by name', identity: byPassword({ ...DEMO, domain: { name: 'Other' } }) },
    {
      name: 'a user who is disabled',
      identity: byPassword({ name: 'retired', domain: DEFAULT, password: 'password of retired' }),
    },
    { name: 'a project without a role', identity: byPassword(), scope: { project: { id: 'id-of-attic' } } },
    { name: 'a project that does not exist', identity: byPassword(), scope: { project: { id: 'x' } } },
    {
      name: 'a project of another domain',
      identity: byPassword(),
      scope: { project: { name: 'kitchen', domain: { id: 'x' } } },
    },
    { name: 'no real token', identity: byToken('made-up') },
    { name: 'an unknown application credential', identity: byCredential({ ...CREDENTIAL, id: 'x' }) },
    { name: 'the wrong secret of one', identity: byCredential({ ...CREDENTIAL, secret: 'guess' }) },
  ])('gets the same answer as all others: $name', async ({ identity, scope = KITCHEN }) => {
    const credential = 'application_credential' in identity
    const refused = await logIn(identity, credential ? undefined : scope)
    const another = await logIn(byPassword(NOBODY), KITCHEN)
    expect([refused.status, another.status]).toStrictEqual([401, 401])
    expect(refused.json).toStrictEqual(another.json)
    expect(refused.headers['www-authenticate']).toBe(`Keystone uri="${service.url}/identity/v3"`)
    expect(refused.headers).not.toHaveProperty('x-subject-token')
  })
})

describe('what is not to be had here is refused with a reason', () => {
  test.each([
    {
      name: 'a token for a domain',
      identity: byPassword(),
      scope: { domain: DEFAULT },
      says: /only projects.*'domain'/,
    },
    {
      name: 'a token for the system',
      identity: byPassword(),
      scope: { system: { all: true } },
      says: /only projects.*'system'/,
    },
    { name: 'a trust', identity: byPassword(), scope: { 'OS-TRUST:trust': { id: 'x' } }, says: /only projects.*trust/ },
    {
      name: 'an unknown method',
      identity: { methods: ['totp'] },
      scope: undefined,
      says: /password, token and application_credential/,
    },
    {
      name: 'several methods',
      identity: { ...byPassword(), ...byToken('x'), methods: ['password', 'token'] },
      scope: undefined,
      says: /one of the methods/,
    },
    { name: 'no method', identity: { ...byPassword(), methods: [] }, scope: undefined, says: /one of the methods/ },
  ])('$name', async ({ identity, scope, says }) => {
    const { status, json } = await logIn(identity, scope)
    expect(status).toBe(401)
    expect(json.error.message).toMatch(says)
  })
})

describe('the log', () => {
  test('has neither passwords nor tokens nor secrets in it', async () => {
    const good = await logIn(byPassword(), KITCHEN)
    const token = String(good.headers['x-subject-token'])
    const answers = [
      good,
      await logIn(byPassword({ ...DEMO, password: 'a bad guess' })),
      await logIn(byCredential({ id: 'id-of-robot', secret: 'the secret' })),
      await service.call('POST', LOGIN, { body: `{"password": "${PASSWORD}"` }),
      await service.call('GET', LOGIN, { headers: { 'X-Auth-Token': token, 'X-Subject-Token': token } }),
    ]
    const lines = await Promise.all(answers.map((answer) => service.logOf(answer)))
    expect(lines.map(({ status }) => status)).toStrictEqual([201, 401, 201, 400, 200])
    const log = JSON.stringify(lines)
    for (const secret of [PASSWORD, 'a bad guess', 'the secret', token]) expect(log).not.toContain(secret)
  })
})
