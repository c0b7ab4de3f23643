import type { Need } from '../capabilities.ts'
import { conformanceCase } from '../conformance-case.ts'
import type { DifferenceId } from '../known-differences.ts'
import { examplePath, imagePath, JSON_HEADERS, OCTETS, unknownId } from '../requests.ts'
import type { Operation, OperationId } from '../spec.ts'
import { isExtension, OPERATIONS } from '../spec.ts'
import { type Quirk, quirk } from '../verify.ts'

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

const slug = (operation: string) => operation.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)

/** One that is documented only to be refused has cases of its own. */
const isServed = ({ statuses }: Operation) => Object.keys(statuses).some((status) => Number(status) < 400)

const operationsOf = (path: string) => Object.values(OPERATIONS).filter((operation) => operation.path === path)

// Discovery has its own cases: it serves HEAD too.
const methodBound = (Object.keys(OPERATIONS) as OperationId[]).filter((id) => /^\/v[12]\//.test(OPERATIONS[id].path))

/** Where servers in the field know one method, and nothing of the others, or take them for it. */
const UNREFUSED: Partial<Record<OperationId, Quirk>> = {
  showUsage: quirk('no-method-refusal', 404),
  listImageTasks: quirk('no-method-refusal', 404),
  listSharedImagesV1: quirk('v1-any-method', 200, 403),
}

const needsOf = (path: string): Need[] => [
  ...(path.startsWith('/v1/') ? (['v1'] as const) : []),
  ...(path.includes('{') ? (['write'] as const) : []),
  ...(path.endsWith('/locations') ? (['locationOperations'] as const) : []),
  ...(operationsOf(path).every(isExtension) ? (['vitrine'] as const) : []),
]

const misstated = (path: string, allowed: readonly string[], served: readonly string[]): DifferenceId[] => {
  if (path.startsWith('/v1/')) return ['v1-allow']
  if (!served.includes('DELETE') && allowed.includes('DELETE')) return ['C31']
  return served.join() === 'GET,POST' && allowed.join() === 'POST' ? ['C23'] : []
}

for (const operation of methodBound) {
  const { path, method: own } = OPERATIONS[operation]
  const known = operationsOf(path).map(({ method }) => method)
  const served = operationsOf(path)
    .filter(isServed)
    .map(({ method }) => method)
  conformanceCase(
    {
      id: `routing.method.${slug(operation)}`,
      title: `Methods that ${path} does not serve are refused, with Allow naming ${served.join(' and ')}`,
      operation,
      status: 405,
      needs: needsOf(path),
    },
    async ({ target, resources, verify }) => {
      const { id } = path.includes('{') ? await resources.queuedImage() : { id: '' }
      const real = examplePath(path, id)
      verify.that(known.includes(own), `the table of operations lacks ${own}`)
      for (const method of METHODS.filter((candidate) => !known.includes(candidate))) {
        const answer = await target.request(method, real)
        const known = UNREFUSED[operation]
        if (!verify.status(answer, 405, ...(known ? [known] : []))) continue
        const allowed = (answer.header('allow') ?? '').split(', ').sort()
        verify.equal(
          `Allow in the answer to ${method}`,
          allowed,
          served.toSorted(),
          ...misstated(path, allowed, served),
        )
        if (method === 'HEAD') verify.equal('the length of the body of HEAD', answer.body.length, 0)
      }
    },
  )
}

conformanceCase(
  {
    id: 'routing.method.options',
    title: 'OPTIONS is refused, or answered without effect, as servers with CORS do',
    operation: 'wire',
    status: [200, 204, 405],
  },
  async ({ target, verify }) => {
    verify.status(await target.request('OPTIONS', '/v2/images'), [200, 204, 405])
  },
)

for (const [name, path, title] of [
  ['unknown', '/v2/nonsense', 'An unknown path is 404'],
  ['unknown-deep', '/v2/images/x/y/z', 'An unknown path below images is 404'],
  ['trailing-slash', '/v2/images/', 'The collection with a trailing slash is 404'],
  ['encoded-slash', '/v2/images/a%2Fb', 'An encoded slash in an id is 404'],
  ['upper-case', '/V2/images', 'A path in upper case is not known'],
] as const)
  conformanceCase(
    { id: `routing.path.${name}`, title, operation: 'wire', status: name === 'upper-case' ? 300 : 404 },
    async ({ target, verify }) => {
      verify.status(await target.get(path), name === 'upper-case' ? 300 : 404)
    },
  )

conformanceCase(
  {
    id: 'routing.path.trailing-slash-delete',
    title: 'DELETE of an empty id is 404',
    operation: 'wire',
    status: 404,
  },
  async ({ target, verify }) => {
    verify.status(await target.delete('/v2/images/'), 404)
  },
)

conformanceCase(
  {
    id: 'routing.path.unknown-method',
    title: 'An unknown method on an unknown path is 404',
    operation: 'wire',
    status: [404, 501],
  },
  async ({ target, verify }) => {
    verify.status(await target.request('PROPFIND', '/v2/nonsense'), [404, 501])
  },
)

for (const [name, path] of [
  ['escaped-path', '/v2/images/%ff'],
  ['raw-path', '/v2/images/\u00ff'],
  ['cut-sequence', '/v2/images/%e2%82'],
  ['query', '/v2/images?name=%ff'],
] as const)
  conformanceCase(
    {
      id: `routing.utf8.${name}`,
      title: `${JSON.stringify(path)} is not UTF-8 and is refused`,
      operation: 'wire',
      status: 400,
    },
    async ({ target, verify }) => {
      verify.status(await target.get(path), 400, quirk('bad-utf8', 500))
    },
  )

conformanceCase(
  {
    id: 'routing.method.before-body',
    title: 'The method is refused before the body is read',
    operation: 'wire',
    status: 405,
  },
  async ({ target, verify }) => {
    const options = { headers: JSON_HEADERS, body: '{"name": ' }
    const answer = await target.post('/v2/schemas/image', options)
    if (verify.status(answer, 405, quirk('C24', 400))) verify.header(answer, 'Allow', 'GET')
  },
)

conformanceCase(
  {
    id: 'routing.method.override',
    title: 'X-HTTP-Method-Override changes nothing',
    operation: 'wire',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    verify.status(await target.get(imagePath(id), { headers: { 'X-HTTP-Method-Override': 'DELETE' } }), 200)
    verify.status(await target.get(imagePath(id)), 200)
  },
)

conformanceCase(
  {
    id: 'wire.request-id.sent',
    title: 'A request id sent along is accepted',
    operation: 'listImages',
    status: 200,
  },
  async ({ target, verify }) => {
    const headers = { 'X-Openstack-Request-Id': `req-${unknownId()}` }
    verify.status(await target.get('/v2/images?limit=1', { headers }), 200)
  },
)

conformanceCase(
  {
    id: 'wire.request-id.too-long',
    title: 'A request id of more than 64 characters is refused',
    operation: 'wire',
    status: [400, 431],
  },
  async ({ target, verify }) => {
    const headers = { 'X-Openstack-Request-Id': 'x'.repeat(65) }
    verify.status(await target.get('/v2/images?limit=1', { headers }), [400, 431], quirk('C14', 200, 500))
  },
)

conformanceCase(
  {
    id: 'wire.content-type-without-body',
    title: 'A media type without a body means nothing: clients send octet-stream with every request',
    operation: 'wire',
    status: 200,
    needs: ['write'],
  },
  async ({ target, resources, verify }) => {
    const { id } = await resources.queuedImage()
    verify.status(await target.get('/v2/images?limit=1', { headers: OCTETS }), 200)
    verify.status(await target.get(imagePath(id), { headers: OCTETS }), 200)
    verify.status(await target.get('/v2/schemas/image', { headers: OCTETS }), 200)
    verify.status(await target.delete(imagePath(id), { headers: OCTETS }), 204)
  },
)
