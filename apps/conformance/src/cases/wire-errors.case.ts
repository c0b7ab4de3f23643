import { conformanceCase } from '../conformance-case.ts'
import { imagePath, unknownId } from '../requests.ts'

const JSON_TYPE = /^application\/json\b/
const HTML_TYPE = /^text\/html; ?charset=utf-8$/i
const PLAIN_TYPE = /^text\/plain; ?charset=utf-8$/i

for (const [name, accept] of [
  ['json', 'application/json'],
  ['json-among-others', 'application/json, text/html;q=0.5, */*;q=0.1'],
] as const)
  conformanceCase(
    { id: `errors.accept.${name}`, title: `Accept: ${accept} gives a JSON error`, operation: 'wire', status: 404 },
    async ({ target, verify }) => {
      const answer = await target.get(imagePath(unknownId()), { accept })
      verify.status(answer, 404)
      verify.header(answer, 'Content-Type', JSON_TYPE)
      const body = answer.json()
      verify.equal('code', body.code, '404 Not Found')
      verify.equal('title', body.title, 'Not Found')
      verify.equal('the type of message', typeof body.message, 'string')
    },
  )

for (const [name, accept] of [
  ['html', 'text/html'],
  ['anything', '*/*'],
  ['browser', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8'],
] as const)
  conformanceCase(
    { id: `errors.accept.${name}`, title: `Accept: ${accept} gives a page`, operation: 'wire', status: 404 },
    async ({ target, verify }) => {
      const answer = await target.get(imagePath(unknownId()), { accept })
      verify.status(answer, 404)
      verify.header(answer, 'Content-Type', HTML_TYPE)
      verify.that(/<title>404 Not Found<\/title>/.test(answer.text), 'the title of the page is another one')
      verify.that(/<h1>404 Not Found<\/h1>/.test(answer.text), 'the heading of the page is another one')
    },
  )

for (const [name, accept] of [
  ['none', null],
  ['empty', ''],
  ['plain', 'text/plain'],
  ['octets', 'application/octet-stream'],
] as const)
  conformanceCase(
    {
      id: `errors.accept.${name}`,
      title: `Accept: ${accept === null ? '(none)' : accept || '(empty)'} gives plain text`,
      operation: 'wire',
      status: 404,
    },
    async ({ target, verify }) => {
      const answer = await target.get(imagePath(unknownId()), { accept })
      verify.status(answer, 404)
      verify.header(answer, 'Content-Type', PLAIN_TYPE)
      verify.equal('the first line', answer.text.split(/\r?\n/)[0], '404 Not Found')
    },
  )

conformanceCase(
  {
    id: 'errors.html-escaped',
    title: 'What the caller wrote is escaped in a page',
    operation: 'wire',
    status: 404,
  },
  async ({ target, verify }) => {
    const answer = await target.get('/v2/images/%3Cb%3Ebold%3C%2Fb%3E', { accept: 'text/html' })
    verify.status(answer, 404)
    verify.that(!answer.text.includes('<b>bold'), 'the page has markup from the request in it', { actual: answer.text })
  },
)

conformanceCase(
  {
    id: 'errors.json-without-markup',
    title: 'The message of a JSON error is plain text',
    operation: 'wire',
    status: 404,
  },
  async ({ target, verify }) => {
    const answer = await target.get(imagePath(unknownId()))
    verify.status(answer, 404)
    const { message } = answer.json()
    verify.that(!/<br ?\/?>/.test(message), 'message has HTML in it', { actual: message, known: 'C25' })
  },
)

conformanceCase(
  {
    id: 'errors.request-id',
    title: 'Errors carry a request id, a new one each time',
    operation: 'showImage',
    status: 404,
  },
  async ({ target, verify }) => {
    const first = await target.get(imagePath(unknownId()))
    const second = await target.get(imagePath(unknownId()))
    verify.header(first, 'X-Openstack-Request-Id', /^req-[0-9a-f-]{36}$/)
    const same = first.header('x-openstack-request-id') === second.header('x-openstack-request-id')
    verify.that(!same, 'two requests have the same id')
  },
)
