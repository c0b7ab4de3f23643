import { conformanceCase } from '../conformance-case.ts'
import { identityPath, subject, TOKENS } from '../identity.ts'
import { unknownId } from '../requests.ts'
import type { OperationId } from '../spec.ts'
import { OPERATIONS } from '../spec.ts'

const operations = (Object.keys(OPERATIONS) as OperationId[]).filter((id) => OPERATIONS[id].tag === 'Identity')
const slug = (operation: string) => operation.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
const fill = (path: string) => path.replace(/\{\w+\}/, unknownId())

for (const operation of operations.filter((id) => OPERATIONS[id].authenticated)) {
  const { method, path } = OPERATIONS[operation]
  conformanceCase(
    {
      id: `identity-authentication.${slug(operation)}`,
      title: 'No token, or one that is not valid, is 401 and says where tokens come from',
      operation,
      status: 401,
      needs: ['identity'],
    },
    async ({ identity, token: own, verify }) => {
      for (const token of [null, 'not-a-token']) {
        const answer = await identity.request(method, fill(path), { ...subject(own), token })
        verify.status(answer, 401)
        verify.header(answer, 'WWW-Authenticate', /^Keystone uri=["'][^"']+["']$/)
      }
    },
  )
}

const methodsOf = (path: string) =>
  operations.filter((id) => OPERATIONS[id].path === path).map((id) => OPERATIONS[id].method)

// Other services create, change and delete here; but none of them puts anything at these paths.
for (const operation of operations) {
  const { path } = OPERATIONS[operation]
  conformanceCase(
    {
      id: `identity-routing.method.${slug(operation)}`,
      title: `PUT ${path} is refused, with Allow naming what is served`,
      operation,
      status: 405,
      needs: ['identity'],
    },
    async ({ identity, verify }) => {
      const answer = await identity.put(fill(path))
      verify.status(answer, 405)
      const allowed = (answer.header('allow') ?? '').split(', ')
      for (const method of [...methodsOf(path), 'HEAD'])
        verify.that(allowed.includes(method), `Allow does not name ${method}`, { actual: allowed.join(', ') })
    },
  )
}

conformanceCase(
  {
    id: 'identity-routing.unknown',
    title: 'An unknown path is 404, in the shape of all refusals',
    operation: 'wire',
    status: 404,
    needs: ['identity'],
  },
  async ({ identity, verify }) => {
    const answer = await identity.get(identityPath('nonsense'))
    verify.status(answer, 404)
    if (!verify.header(answer, 'Content-Type', /^application\/json\b/, 'identity-router-errors')) return
    verify.equal('the code', answer.json().error?.code, 404, 'identity-router-errors')
  },
)

for (const [name, accept] of [
  ['html', 'text/html'],
  ['anything', '*/*'],
  ['none', null],
] as const)
  conformanceCase(
    {
      id: `identity-errors.accept.${name}`,
      title: `A refusal is JSON for Accept: ${accept ?? '(none)'} too`,
      operation: 'wire',
      status: 401,
      needs: ['identity'],
    },
    async ({ identity, verify }) => {
      const answer = await identity.get(identityPath('projects'), { token: null, accept })
      verify.status(answer, 401)
      verify.header(answer, 'Content-Type', /^application\/json\b/)
      const { code, title, message } = answer.json().error
      verify.equal('code and title', [code, title], [401, 'Unauthorized'])
      verify.equal('the type of message', typeof message, 'string')
    },
  )

conformanceCase(
  {
    id: 'identity-errors.vary',
    title: 'Every answer says that it depends on the token',
    operation: 'wire',
    status: [200, 300, 400, 401],
    needs: ['identity'],
  },
  async ({ identity, token, verify }) => {
    for (const answer of [
      await identity.get('/identity', { token: null }),
      await identity.get(identityPath('auth/projects')),
      await identity.get(TOKENS, subject(token)),
      await identity.get(identityPath('projects'), { token: null }),
      await identity.post(TOKENS, { json: {} }),
    ])
      verify.header(answer, 'Vary', /\bX-Auth-Token\b/i)
  },
)
