import { conformanceCase } from '../conformance-case.ts'
import type { OperationId } from '../spec.ts'
import { OPERATIONS } from '../spec.ts'
import type { Account } from '../uforge.ts'
import { signed } from '../uforge.ts'
import { readDocument } from '../uforge-documents.ts'
import { answering, placeOf, slug, uriOf } from '../uforge-places.ts'
import { sampleBody } from '../uforge-samples.ts'

/** A name that no user has. */
const NOBODY: Account = { name: 'conformance-nobody', password: 'conformance' }
const AUTHORIZATION = 'Authorization'

// Of a wrong password there is one case, below: whoever guesses has to wait.
const BAD_CREDENTIALS = [
  {},
  { [AUTHORIZATION]: 'Basic !' },
  { [AUTHORIZATION]: 'Basic' },
  { [AUTHORIZATION]: `Basic ${Buffer.from('no colon').toString('base64')}` },
  { [AUTHORIZATION]: 'Bearer conformance' },
]

for (const operation of answering(401))
  conformanceCase(
    {
      id: `uforge.unauthorized.${slug(operation)}`,
      title: 'Who brings no credentials, or none that can be read, is 401 and told to log in',
      operation,
      status: 401,
      needs: ['uforge', 'uforgeAccounts'],
    },
    async ({ uforge, verify }) => {
      const { method } = OPERATIONS[operation]
      const uri = uriOf(operation, { uid: uforge.account.name })
      for (const headers of BAD_CREDENTIALS) {
        const answer = await uforge.request(method, uri, { account: null, headers })
        verify.status(answer, 401)
        verify.header(answer, 'WWW-Authenticate', /^Basic realm=/)
      }
    },
  )

const LOG_IN = { operation: 'showUForgeUser', status: 401, needs: ['uforge', 'uforgeAccounts'] } as const

conformanceCase(
  {
    id: 'uforge.login.wrong-password',
    title: 'A wrong password is 401, in the same words as for an unknown user',
    ...LOG_IN,
  },
  async ({ uforge, verify }) => {
    const wrong = await uforge.get(uforge.userUri, { account: { ...uforge.account, password: 'not the password' } })
    const unknown = await uforge.get(uforge.userUri, { account: NOBODY })
    const [said, saidToNobody] = [wrong, unknown].map((answer) => {
      verify.status(answer, 401)
      return readDocument('UForgeError', answer).localizedErrorMsg
    })
    verify.equal('the answer to a wrong password', said, saidToNobody)
    verify.that(!wrong.text.includes('not the password'), 'the answer repeats the password (S29)')
  },
)

conformanceCase(
  { id: 'uforge.login.unknown-key', title: 'A signature by an API key that nobody has is 401', ...LOG_IN },
  async ({ uforge, verify }) => {
    const pair = { publicKey: 'conformance', secretKey: 'conformance' } as Parameters<typeof signed>[1]
    const answer = await uforge.get(signed(uforge.userUri, pair), { account: null })
    verify.status(answer, 401)
    verify.that(!answer.text.includes('signature='), 'the answer repeats the signature (S29)')
  },
)

conformanceCase(
  {
    id: 'uforge.login.token',
    title: 'A token of the Image API does not count',
    ...LOG_IN,
    needs: [...LOG_IN.needs, 'authentication'],
  },
  async ({ target, uforge, verify }) => {
    verify.status(await target.get(`/api/${uforge.userUri}`, { accept: 'application/xml' }), 401)
  },
)

conformanceCase(
  {
    id: 'uforge.login.supervisor',
    title: 'An administrator may act for a user, by name\\user',
    operation: 'showUForgeUser',
    status: 200,
    needs: ['uforge', 'uforgeAccounts', 'administrator'],
  },
  async ({ uforge, verify }) => {
    const { name, password } = uforge.account
    const answer = await uforge.get(uforge.userUri, { account: { name: `${name}\\${name}`, password } })
    verify.status(answer, 200)
    verify.equal('the user', readDocument('UForgeUser', answer).loginName, name)
  },
)

conformanceCase(
  {
    id: 'uforge.login.no-supervisor',
    title: 'Who is no administrator may act for nobody, not even by the own name',
    operation: 'showUForgeUser',
    status: 403,
    needs: ['uforge', 'uforgeAccounts', 'member'],
  },
  async ({ uforge, verify }) => {
    const { name, password } = uforge.account
    for (const user of [name, NOBODY.name]) {
      const account = { name: `${name}\\${user}`, password }
      verify.status(await uforge.get(`users/${user}`, { account }), 403)
    }
  },
)

for (const operation of answering(403))
  conformanceCase(
    {
      id: `uforge.forbidden.${slug(operation)}`,
      title: 'What belongs to another user is 403, whether there is such a user or not',
      operation,
      status: 403,
      needs: ['uforge', 'uforgeAccounts', 'member'],
    },
    async ({ uforge, verify }) => {
      const uri = uriOf(operation, { uid: NOBODY.name })
      verify.status(await uforge.request(OPERATIONS[operation].method, uri, sampleBody(operation)), 403)
    },
  )

for (const operation of ['listApiKeyPairs', 'createApiKeyPair', 'updateApiKeyPair', 'createAppliance'] as const)
  conformanceCase(
    {
      id: `uforge.forbidden-to-administrators.${slug(operation)}`,
      title: 'Secrets of users, and what is made in their names, are not for administrators either',
      operation,
      status: 403,
      needs: ['uforge', 'uforgeAccounts', 'administrator'],
    },
    async ({ uforge, verify }) => {
      const uri = uriOf(operation, { uid: NOBODY.name })
      verify.status(await uforge.request(OPERATIONS[operation].method, uri, sampleBody(operation)), 403)
    },
  )

/** With nothing in their paths that could be unknown but the user. */
const OF_USERS = answering(404).filter((id) => /\{uid\}(\/[a-z]+)*$/.test(OPERATIONS[id].path))

for (const operation of OF_USERS)
  conformanceCase(
    {
      id: `uforge.unknown-user.${slug(operation)}`,
      title: 'Administrators are told that there is no such user, be it one whom they act for',
      operation,
      status: 404,
      needs: ['uforge', 'uforgeAccounts', 'administrator'],
    },
    async ({ uforge, verify }) => {
      const { method } = OPERATIONS[operation]
      const { name, password } = uforge.account
      const uri = uriOf(operation, { uid: NOBODY.name })
      const account = { name: `${name}\\${NOBODY.name}`, password }
      verify.status(await uforge.request(method, uri, { ...sampleBody(operation), account }), 404)
      if (method === 'GET') verify.status(await uforge.get(uri), 404)
    },
  )

/** Not one of these is the id of anything. */
const NO_IDS = ['2147483646', '0', '-1', '01', '1e3', '99999999999999999999', 'abc', '%20', '1%00', '..%2f1'] as const

/** `aid` is that of an appliance without machine images. */
const unknownUris = (operation: OperationId, uid: string, aid: string | number): string[] => {
  const { path } = OPERATIONS[operation]
  const withId = (name: string) =>
    NO_IDS.map((id) => uriOf(operation, { uid, aid, [name]: 'conformance-id' }).replace('conformance-id', id))
  return ['aid', 'itid', 'akid'].filter((name) => path.includes(`{${name}}`)).flatMap(withId)
}

for (const operation of answering(404).filter((id) => !OF_USERS.includes(id) && id !== 'showServiceStatus'))
  conformanceCase(
    {
      id: `uforge.unknown.${slug(operation)}`,
      title: 'Ids that nothing has are 404, whatever they look like (S31)',
      operation,
      status: 404,
      needs: ['uforge'],
    },
    async ({ uforge, resources, verify }) => {
      const { method, path } = OPERATIONS[operation]
      const { uri } = path.includes('{itid}') ? await resources.bareAppliance() : { uri: '' }
      for (const unknown of unknownUris(operation, uforge.account.name, placeOf(uri).aid))
        verify.status(await uforge.request(method, unknown, sampleBody(operation)), 404)
    },
  )
