import { conformanceCase } from '../conformance-case.ts'
import { TOKENS } from '../identity.ts'

const user = (fields: object) => ({ auth: { identity: { methods: ['password'], password: { user: fields } } } })
const PERSON = { name: 'nobody', domain: { id: 'default' }, password: 'any' }
const scoped = (scope: unknown) => ({ auth: { ...user(PERSON).auth, scope } })

for (const [name, title, body] of [
  ['empty', 'No body', ''],
  ['not-json', 'A body that is no JSON', '{"auth": '],
  ['array', 'A body that is an array', []],
  ['text', 'A body that is a text', '"auth"'],
  ['no-auth', 'A body without auth', {}],
  ['auth-null', 'auth that is null', { auth: null }],
  ['no-identity', 'auth without identity', { auth: {} }],
  ['no-methods', 'identity without methods', { auth: { identity: {} } }],
  ['methods-text', 'methods that are no array', { auth: { identity: { methods: 'password' } } }],
  ['method-alone', 'A method without what it needs', { auth: { identity: { methods: ['password'] } } }],
  ['no-user', 'A password without a user', { auth: { identity: { methods: ['password'], password: {} } } }],
  ['password-number', 'A password that is a number', user({ ...PERSON, password: 17 })],
  ['name-alone', 'A name without its domain', user({ name: 'nobody', password: 'any' })],
  ['token-without-id', 'A token without its id', { auth: { identity: { methods: ['token'], token: {} } } }],
  [
    'credential-name-alone',
    'The name of an application credential without its user',
    {
      auth: {
        identity: { methods: ['application_credential'], application_credential: { name: 'nobody', secret: 'any' } },
      },
    },
  ],
  ['scope-empty', 'An empty scope', scoped({})],
  ['scope-number', 'A scope that is a number', scoped(17)],
  ['scope-word', 'A scope of another word than unscoped', scoped('project')],
  ['scope-two', 'Two scopes', scoped({ project: { id: 'x' }, domain: { id: 'default' } })],
  ['scope-name-alone', 'A project by name without its domain', scoped({ project: { name: 'nobody' } })],
] as const)
  conformanceCase(
    {
      id: `identity-login.malformed.${name}`,
      title: `${title} is refused`,
      operation: 'createToken',
      status: 400,
      needs: ['identity'],
    },
    async ({ identity, verify }) => {
      const headers = { 'Content-Type': 'application/json' }
      const options = { token: null, headers, body: typeof body === 'string' ? body : JSON.stringify(body) }
      verify.status(await identity.post(TOKENS, options), 400)
    },
  )

conformanceCase(
  {
    id: 'identity-login.too-large',
    title: 'A login larger than any login needs to be is refused',
    operation: 'createToken',
    status: 413,
    needs: ['identity'],
  },
  async ({ identity, verify }) => {
    const headers = { 'Content-Type': 'application/json' }
    const body = JSON.stringify(user({ ...PERSON, password: 'x'.repeat(200_000) }))
    verify.status(await identity.post(TOKENS, { token: null, headers, body }), 413)
  },
)
