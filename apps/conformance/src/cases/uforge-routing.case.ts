import { conformanceCase } from '../conformance-case.ts'
import { OPERATIONS } from '../spec.ts'
import { readDocument } from '../uforge-documents.ts'
import { answering, slug, UFORGE_OPERATIONS, uriOf } from '../uforge-places.ts'

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

for (const operation of UFORGE_OPERATIONS) {
  const { path } = OPERATIONS[operation]
  const served = UFORGE_OPERATIONS.filter((id) => OPERATIONS[id].path === path).map((id) => OPERATIONS[id].method)
  conformanceCase(
    {
      id: `uforge.method.${slug(operation)}`,
      title: `Methods that ${path} does not serve are refused, with Allow naming ${served.join(' and ')}`,
      operation,
      status: 405,
      needs: ['uforge'],
    },
    async ({ uforge, verify }) => {
      const uri = uriOf(operation, { uid: uforge.account.name })
      for (const method of METHODS.filter((candidate) => !served.includes(candidate))) {
        const answer = await uforge.request(method, uri)
        verify.status(answer, 405)
        // Where GET is served HEAD is too, and may be named.
        const allowed = (answer.header('allow') ?? '').split(', ').filter((one) => one !== 'HEAD')
        verify.equal(`Allow in the answer to ${method}`, allowed.toSorted(), served.toSorted())
      }
    },
  )
}

for (const operation of answering(406))
  conformanceCase(
    {
      id: `uforge.not-acceptable.${slug(operation)}`,
      title: `Who takes neither XML nor JSON is refused at ${OPERATIONS[operation].path}, in XML`,
      operation,
      status: 406,
      needs: ['uforge'],
    },
    async ({ uforge, verify }) => {
      const { method } = OPERATIONS[operation]
      const uri = uriOf(operation, { uid: uforge.account.name })
      for (const accept of ['text/plain', 'image/png', 'application/json;q=0, application/xml;q=0'])
        verify.status(await uforge.request(method, uri, { accept }), 406)
    },
  )

const OWN = { operation: 'showUForgeUser', status: 200, needs: ['uforge'] } as const

for (const [name, accept, type] of [
  ['weighed', 'application/xml;q=0.5, application/json', 'application/json'],
  ['weighed-xml', 'application/json;q=0.5, application/xml', 'application/xml'],
  ['both', 'application/json, application/xml', undefined],
  ['any-application', 'application/*', 'application/xml'],
  ['browser', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'application/xml'],
  ['with-charset', 'application/xml; charset=utf-8', 'application/xml'],
] as const)
  conformanceCase(
    { id: `uforge.accept.${name}`, title: `Accept: ${accept} gives ${type ?? 'one of the two'}`, ...OWN },
    async ({ uforge, verify }) => {
      const answer = await uforge.get(uforge.userUri, { accept })
      verify.status(answer, 200)
      verify.header(answer, 'Content-Type', type ?? /^application\/(xml|json)$/)
      verify.header(answer, 'Content-Language', 'en')
    },
  )

for (const [name, path, title] of [
  ['unknown', 'nonsense', 'An unknown path is 404'],
  ['unknown-deep', 'appliances/1/nonsense', 'An unknown path below an appliance is 404'],
  ['trailing-slash', 'appliances/', 'A path with a slash at its end is 404'],
  ['platform-tools', 'appliances/1/images/platformtools/1', 'Tools of platforms are not there'],
  ['one-file', 'appliances/1/images/1/files/a/b', 'Single files of machine images are not there'],
  ['traversal', 'appliances/..%2f..%2f..%2fetc%2fpasswd', 'An id leads to nothing but what has it (S31)'],
] as const)
  conformanceCase(
    { id: `uforge.path.${name}`, title, operation: 'wire', status: 404, needs: ['uforge'] },
    async ({ uforge, verify }) => {
      const answer = await uforge.get(`${uforge.userUri}/${path}`)
      verify.status(answer, 404)
      const { statusCode, requestMethod, requestUri } = readDocument('UForgeError', answer)
      verify.equal('status and method', [statusCode, requestMethod], [404, 'GET'])
      verify.that(requestUri.endsWith(`/api/${uforge.userUri}/${path}`), 'requestUri is another', {
        actual: requestUri,
      })
    },
  )

conformanceCase(
  {
    id: 'uforge.path.spelling',
    title: 'A path that is spelled with escapes is the same path (S16)',
    ...OWN,
  },
  async ({ uforge, verify }) => {
    const spelled = [...Buffer.from(uforge.account.name)]
      .map((byte) => `%${byte.toString(16).padStart(2, '0')}`)
      .join('')
    const plain = readDocument('UForgeUser', await uforge.get(uforge.userUri))
    const answer = await uforge.get(`users/${spelled}`)
    verify.status(answer, 200)
    verify.equal('the user', readDocument('UForgeUser', answer), plain)
  },
)
