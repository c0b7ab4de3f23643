import type { CaseContext } from '../conformance-case.ts'
import { conformanceCase } from '../conformance-case.ts'
import { OPERATIONS } from '../spec.ts'
import type { RequestOptions } from '../target.ts'
import { JSON_TYPE, readDocument, XML } from '../uforge-documents.ts'
import { realUriOf, slug, uriOf } from '../uforge-places.ts'
import { DOCUMENT_OPERATIONS, type DocumentOperation, sampleBody } from '../uforge-samples.ts'

const NAMESPACE = 'http://www.usharesoft.com/uforge'
const asXml = (body: string | Uint8Array): RequestOptions => ({ headers: { 'Content-Type': XML }, body })
const asJson = (body: string | Uint8Array): RequestOptions => ({ headers: { 'Content-Type': JSON_TYPE }, body })

const LAUGHS = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`).join('')

/** Documents that are none, whatever the operation; each with the word by which programs know what is wrong. */
const BAD: Record<string, { readonly title: string; readonly body: RequestOptions; readonly word: string }> = {
  'cut-off': { title: 'XML that is cut off', body: asXml('<image><compress>tr'), word: 'body.malformed' },
  'no-xml': { title: 'what is no XML', body: asXml('compress=true'), word: 'body.malformed' },
  'no-utf8': {
    title: 'XML that is not in UTF-8',
    body: asXml(Buffer.from('<image>\xff</image>', 'latin1')),
    word: 'body.malformed',
  },
  'wrong-root': { title: 'another document', body: asXml(`<u:nonsense xmlns:u="${NAMESPACE}"/>`), word: 'body.root' },
  'other-namespace': {
    title: 'a document of another namespace',
    body: asXml('<image xmlns="urn:conformance"/>'),
    word: 'body.root',
  },
  doctype: {
    title: 'a document type, even an empty one',
    body: asXml('<!DOCTYPE image><image/>'),
    word: 'body.doctype',
  },
  laughs: {
    title: 'a billion laughs (S58)',
    body: asXml(`<!DOCTYPE image [<!ENTITY l0 "ha">${LAUGHS}]><image><name>&l9;</name></image>`),
    word: 'body.doctype',
  },
  deep: { title: 'elements nested very deep (S58)', body: asXml('<a>'.repeat(20_000)), word: 'body.depth' },
  'no-json': { title: 'what is no JSON', body: asJson('{"image": '), word: 'body.malformed' },
  'json-array': { title: 'JSON that is no object', body: asJson('[]'), word: 'body.root' },
  'json-root': { title: 'other JSON', body: asJson('{"nonsense": {}}'), word: 'body.root' },
  'deep-json': {
    title: 'JSON that is nested very deep (S58)',
    body: asJson('['.repeat(30_000)),
    word: 'body.malformed',
  },
}

for (const [name, { title, body, word }] of Object.entries(BAD))
  conformanceCase(
    {
      id: `uforge.body.bad.${name}`,
      title: `A body with ${title} is refused`,
      operation: 'createAppliance',
      status: 400,
      needs: ['uforge'],
    },
    async ({ uforge, verify, capabilities }) => {
      const answer = await uforge.post(`${uforge.userUri}/appliances`, body)
      verify.status(answer, 400)
      const { messageId } = readDocument('UForgeError', answer).localizedErrorMsg
      if (capabilities.profile === 'vitrine') verify.equal('messageId', messageId, word)
    },
  )

conformanceCase(
  {
    id: 'uforge.body.bad.external-entity',
    title:
      'A body that would have the server read a file, or fetch something, is refused, and nothing of that shows (S20, S21)',
    operation: 'createAppliance',
    status: 400,
    needs: ['uforge'],
  },
  async ({ uforge, source, verify }) => {
    const fetched = source.image('conformance-entity')
    for (const place of ['file:///etc/passwd', fetched.url]) {
      const body = `<!DOCTYPE appliance [<!ENTITY x SYSTEM "${place}">]><appliance><name>&x;</name></appliance>`
      const answer = await uforge.post(`${uforge.userUri}/appliances`, asXml(body))
      verify.status(answer, 400)
      for (const secret of ['root:', fetched.bytes.toString().slice(0, 40)])
        verify.that(!answer.text.includes(secret), 'the answer holds what the entity stands for', {
          actual: answer.text,
        })
    }
  },
)

/** Where the operation is, without anything there: bodies are refused before that matters. */
const nowhere = (operation: DocumentOperation, { uforge }: Pick<CaseContext, 'uforge'>) =>
  uriOf(operation, { uid: uforge.account.name })

for (const operation of DOCUMENT_OPERATIONS) {
  const { method, path } = OPERATIONS[operation]
  const ask = (status: number, name: string, title: string) => ({
    id: `uforge.body.${name}.${slug(operation)}`,
    title: `${method} ${path}: ${title}`,
    operation,
    status,
    needs: ['uforge'] as const,
  })

  conformanceCase(ask(400, 'malformed', 'a body that is no document is refused'), async (context) => {
    const { uforge, verify } = context
    for (const { body } of [BAD['cut-off'], BAD['wrong-root'], BAD['no-json']].flatMap((bad) => bad ?? []))
      for (const accept of [XML, JSON_TYPE])
        verify.status(await uforge.request(method, nowhere(operation, context), { ...body, accept }), 400)
  })

  conformanceCase(ask(413, 'too-large', 'a body of more than any document needs is refused'), async (context) => {
    const { uforge, verify } = context
    const filler = 'x'.repeat(1024 * 1024)
    for (const body of [asXml(`<a>${filler}</a>`), asJson(JSON.stringify({ name: filler }))])
      verify.status(await uforge.request(method, nowhere(operation, context), body), 413)
  })

  conformanceCase(ask(415, 'other-type', 'a body that is called neither XML nor JSON is refused'), async (context) => {
    const { uforge, verify } = context
    for (const type of ['text/xml', 'text/plain', 'application/x-www-form-urlencoded', 'application/xmlx']) {
      const body = { ...sampleBody(operation), headers: { 'Content-Type': type } }
      verify.status(await uforge.request(method, nowhere(operation, context), body), 415)
    }
  })
}

const FORMS: Record<string, { readonly title: string; readonly options: (name: string) => RequestOptions }> = {
  prefix: {
    title: 'with another prefix, and an XML declaration',
    options: (name) =>
      asXml(
        `<?xml version="1.0" encoding="UTF-8"?>\n<ns1:distribProfile xmlns:ns1="${NAMESPACE}"><name>${name}</name></ns1:distribProfile>`,
      ),
  },
  'default-namespace': {
    title: 'with a default namespace',
    options: (name) => asXml(`<distribProfile xmlns="${NAMESPACE}"><name>${name}</name></distribProfile>`),
  },
  'no-namespace': {
    title: 'without a namespace',
    options: (name) => asXml(`<distribProfile><name>${name}</name></distribProfile>`),
  },
  'other-order': {
    title: 'in another order, with an element that nobody knows',
    options: (name) =>
      asXml(
        `<distribProfile><standardProfileUri>distributions/1/profiles/4</standardProfileUri><hobby><a>1</a></hobby><name>${name}</name></distribProfile>`,
      ),
  },
  'other-name': {
    title: 'by its other name',
    options: (name) => asXml(`<linuxProfile><name>${name}</name></linuxProfile>`),
  },
  parameters: {
    title: 'whose media type has parameters',
    options: (name) => ({
      ...asXml(`<distribProfile><name>${name}</name></distribProfile>`),
      headers: { 'Content-Type': 'Application/XML; charset=UTF-8' },
    }),
  },
  json: { title: 'as JSON', options: (name) => asJson(JSON.stringify({ distribProfile: { name } })) },
  'json-alone': { title: 'as JSON without the outer member', options: (name) => asJson(JSON.stringify({ name })) },
}

for (const [form, { title, options }] of Object.entries(FORMS))
  conformanceCase(
    {
      id: `uforge.body.form.${form}`,
      title: `A document ${title} is taken`,
      operation: 'createOsProfile',
      status: 201,
      needs: ['uforge'],
    },
    async (context) => {
      const { uforge, verify } = context
      const answer = await uforge.post(await realUriOf('createOsProfile', context), options('Größe 1'))
      verify.status(answer, 201)
      verify.equal('the name', readDocument('UForgeDistribProfile', answer).name, 'Größe 1')
    },
  )

conformanceCase(
  {
    id: 'uforge.body.escaped',
    title: 'Characters that XML escapes, and those beyond the basic plane, stay what they are',
    operation: 'createOsProfile',
    status: 201,
    needs: ['uforge'],
  },
  async (context) => {
    const { uforge, verify } = context
    const name = `<&>"' \u{1f4bf} ]]>`
    const uri = await realUriOf('createOsProfile', context)
    for (const accept of [XML, JSON_TYPE]) {
      const answer = await uforge.post(uri, { ...asJson(JSON.stringify({ name })), accept })
      verify.status(answer, 201)
      verify.equal('the name', readDocument('UForgeDistribProfile', answer).name, name)
    }
  },
)

conformanceCase(
  {
    id: 'uforge.body.none-wanted',
    title: 'Clients send a media type with every request; where no body is wanted it means nothing',
    operation: 'showUForgeUser',
    status: 200,
    needs: ['uforge'],
  },
  async ({ uforge, verify }) => {
    verify.status(await uforge.get(uforge.userUri, { headers: { 'Content-Type': XML } }), 200)
    verify.status(await uforge.get(uforge.userUri, asXml('<nonsense')), 200)
  },
)
