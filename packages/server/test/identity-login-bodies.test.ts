import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { byCredential, byPassword, DEMO, KITCHEN, LOGIN, PASSWORD } from './identity-logins.ts'
import { type IdentityService, startIdentityService } from './identity-service.ts'

let service: IdentityService
beforeAll(async () => {
  service = await startIdentityService()
})
afterAll(() => service.stop())

describe('a malformed request', () => {
  test.each([
    { name: 'no body', body: '', says: /JSON body/ },
    { name: 'no JSON', body: `{"auth": {"password": ${PASSWORD}}}`, says: /not JSON/ },
    { name: 'an array', body: [], says: /body must be object/ },
    { name: 'no auth', body: {}, says: /'auth' is missing/ },
    { name: 'auth that is null', body: { auth: null }, says: /'auth' must be object/ },
    { name: 'no identity', body: { auth: {} }, says: /'auth\/identity' is missing/ },
    { name: 'no methods', body: { auth: { identity: {} } }, says: /'auth\/identity\/methods' is missing/ },
    {
      name: 'a method without what it needs',
      body: { auth: { identity: { methods: ['password'] } } },
      says: /'auth\/identity\/password' is missing/,
    },
    {
      name: 'a method that inherits',
      body: '{"auth": {"identity": {"methods": ["password"], "__proto__": {"password": {}}}}}',
      says: /'auth\/identity\/password' is missing/,
    },
    {
      name: 'no user',
      body: { auth: { identity: { methods: ['password'], password: {} } } },
      says: /'auth\/identity\/password\/user' is missing/,
    },
    { name: 'no password', body: { auth: { identity: byPassword({ id: 'x' }) } }, says: /user\/password' is missing/ },
    {
      name: 'a password that is a number',
      body: { auth: { identity: byPassword({ ...DEMO, password: 17 }) } },
      says: /user\/password' must be string/,
    },
    {
      name: 'a password that is no Unicode',
      body: `{"auth": {"identity": {"methods": ["password"], "password": {"user": {"id": "x", "password": "${PASSWORD}\\ud800"}}}}}`,
      says: /'password' is not valid Unicode/,
    },
    {
      name: 'a name without a domain',
      body: { auth: { identity: byPassword({ name: 'demo', password: PASSWORD }) } },
      says: /user' needs an 'id', or a 'name' and a 'domain'/,
    },
    {
      name: 'a domain without anything',
      body: { auth: { identity: byPassword({ ...DEMO, domain: {} }) } },
      says: /user\/domain' needs/,
    },
    {
      name: 'a credential without a user',
      body: { auth: { identity: byCredential({ name: 'robot', secret: 's' }) } },
      says: /application_credential' needs/,
    },
    {
      name: 'a credential without a secret',
      body: { auth: { identity: byCredential({ id: 'x' }) } },
      says: /secret' is missing/,
    },
    {
      name: 'an empty scope',
      body: { auth: { identity: byPassword(), scope: {} } },
      says: /'auth\/scope' is 'unscoped', or has one 'project'/,
    },
    {
      name: 'two scopes',
      body: { auth: { identity: byPassword(), scope: { ...KITCHEN, unscoped: {} } } },
      says: /'auth\/scope' is/,
    },
    {
      name: 'a scope of one word',
      body: { auth: { identity: byPassword(), scope: 'kitchen' } },
      says: /'auth\/scope' is/,
    },
    {
      name: 'a project by name alone',
      body: { auth: { identity: byPassword(), scope: { project: { name: 'kitchen' } } } },
      says: /'auth\/scope\/project' needs/,
    },
  ])('with $name is 400, names the place, and repeats no secret', async ({ body, says }) => {
    const { status, json, text } = await service.call('POST', LOGIN, { body })
    expect(status).toBe(400)
    expect(json.error).toMatchObject({ code: 400, title: 'Bad Request', message: expect.stringMatching(says) })
    expect(text).not.toContain(PASSWORD)
  })

  test('whatever it is, is no failure of the server', async () => {
    const text = fc.oneof(
      fc.constantFrom('password', 'token', 'application_credential', 'default', 'demo'),
      fc.string({ unit: 'binary' }),
    )
    const named = fc.oneof(
      fc.record(
        {
          id: text,
          name: text,
          domain: fc.oneof(fc.record({ id: text, name: text }, { requiredKeys: [] }), fc.jsonValue()),
        },
        { requiredKeys: [] },
      ),
      fc.jsonValue(),
    )
    const identity = fc.record(
      {
        methods: fc.oneof(fc.array(text, { maxLength: 2 }), fc.jsonValue()),
        password: fc.oneof(fc.record({ user: named }), fc.jsonValue()),
        token: fc.oneof(fc.record({ id: text }), fc.jsonValue()),
        application_credential: fc.oneof(
          fc.record({ id: text, name: text, user: named, secret: text }, { requiredKeys: [] }),
          fc.jsonValue(),
        ),
      },
      { requiredKeys: [] },
    )
    const scope = fc.oneof(
      fc.record({ project: named, domain: named, unscoped: fc.jsonValue() }, { requiredKeys: [] }),
      fc.jsonValue(),
    )
    await fc.assert(
      fc.asyncProperty(fc.record({ identity, scope }, { requiredKeys: [] }), async (auth) => {
        const { status, text } = await service.call('POST', LOGIN, { body: JSON.stringify({ auth }) })
        expect([400, 401], text).toContain(status)
      }),
      { numRuns: 200 },
    )
  })
})
