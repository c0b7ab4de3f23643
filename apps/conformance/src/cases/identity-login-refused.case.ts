import { conformanceCase } from '../conformance-case.ts'
import { logIn } from '../identity.ts'
import { quirk } from '../verify.ts'

// Most of these are in names that nobody has: whoever is refused too often has to wait.
const byPassword = (user: object) => ({
  identity: { methods: ['password'], password: { user: { ...user, password: 'not the password' } } },
})
const unknownUser = (name: string) => byPassword({ name, domain: { id: 'default' } })

const UNKNOWN_IS_404 = quirk('identity-unknown-login', 404)

for (const [name, title, make, ...quirks] of [
  ['user', 'An unknown user', unknownUser],
  ['user-id', 'An unknown id of a user', (id: string) => byPassword({ id })],
  ['domain', 'A user of an unknown domain', (id: string) => byPassword({ name: id, domain: { id } })],
  [
    'token',
    'A token that is none',
    (id: string) => ({ identity: { methods: ['token'], token: { id } } }),
    UNKNOWN_IS_404,
  ],
  [
    'credential',
    'An unknown application credential',
    (id: string) => ({
      identity: { methods: ['application_credential'], application_credential: { id, secret: 'any' } },
    }),
    UNKNOWN_IS_404,
  ],
  ['method', 'A method that nobody knows', () => ({ identity: { methods: ['handshake'], handshake: {} } })],
  ['no-method', 'No method', () => ({ identity: { methods: [] } })],
] as const)
  conformanceCase(
    {
      id: `identity-login.wrong.${name}`,
      title: `${title} is 401, and says where to log in`,
      operation: 'createToken',
      status: 401,
      needs: ['identity'],
    },
    async ({ identity, resources, verify }) => {
      const answer = await logIn(identity, make(resources.name(name)))
      if (!verify.status(answer, 401, ...quirks)) return
      verify.header(answer, 'WWW-Authenticate', /^Keystone uri=["'][^"']+["']$/)
      verify.that(answer.header('x-subject-token') === undefined, 'there is a token all the same')
    },
  )

conformanceCase(
  {
    id: 'identity-login.wrong.password',
    title: 'A wrong password is 401, in the same words as for an unknown user',
    operation: 'createToken',
    status: 401,
    needs: ['login'],
  },
  async ({ identity, auth, resources, verify, skip }) => {
    const { password } = auth.identity
    if (!password) return skip('the caller has no password')
    const wrong = await logIn(identity, byPassword(password.user))
    verify.status(wrong, 401)
    const unknown = await logIn(identity, unknownUser(resources.name('user')))
    verify.equal('the answer to a wrong password', wrong.json(), unknown.json())
  },
)

for (const [name, title, scope] of [
  ['project', 'an unknown project', { project: { id: 'no-such-project' } }],
  ['system', 'the system, for whom there is none,', { system: { all: true } }],
  ['domain', 'a domain, for whom there is none,', { domain: { id: 'default' } }],
] as const)
  conformanceCase(
    {
      id: `identity-login.wrong-scope.${name}`,
      title: `A token for ${title} is 401`,
      operation: 'createToken',
      status: 401,
      needs: ['login'],
    },
    async ({ identity, auth, verify, skip }) => {
      if (auth.identity.application_credential) skip('an application credential is always for its project')
      const answer = await logIn(identity, { ...auth, scope })
      if (answer.status === 201 && name !== 'project') skip(`the caller has a role in the ${name}`)
      verify.status(answer, 401)
    },
  )
