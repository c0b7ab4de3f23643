import { once } from 'node:events'
import type { IncomingMessage } from 'node:http'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { readAnswer } from './service.ts'
import { IMAGE_PATH, refusalOf, startUForge, type UForge } from './uforge.ts'
import { basic } from './uforge-logins.ts'

let uforge: UForge
beforeAll(async () => {
  uforge = await startUForge()
})
afterAll(() => uforge.stop())
afterEach(() => void uforge.handled.splice(0))

const GENERATE = '/api/users/ann/appliances/21/images'
const NAMESPACE = 'http://www.usharesoft.com/uforge'
const CONTENT = '<compress>true</compress><targetFormat><name>KVM</name></targetFormat>'
const WANTED = { compress: true, targetFormat: { name: 'KVM' } }
const document = (content: string) => `<ns1:image xmlns:ns1="${NAMESPACE}">${content}</ns1:image>`

const generate = (body: string | Uint8Array, type: string | undefined = 'application/xml') =>
  uforge.call('POST', GENERATE, { as: 'ann', headers: type ? { 'Content-Type': type } : {}, body })
const given = () => uforge.handled.at(-1)?.body

describe('a document', () => {
  test.each([
    { name: 'XML as the SDK writes it', body: document(CONTENT) },
    { name: 'XML with a declaration', body: `<?xml version="1.0" encoding="UTF-8"?>\n${document(CONTENT)}` },
    { name: 'XML with a default namespace', body: `<image xmlns="${NAMESPACE}">${CONTENT}</image>` },
    { name: 'XML without a namespace', body: `<image>${CONTENT}</image>` },
    { name: 'XML with what nobody knows', body: document(`${CONTENT}<unknown><a>1</a></unknown>`) },
    {
      name: 'XML in another order',
      body: document('<targetFormat><name>KVM</name></targetFormat><compress>1</compress>'),
    },
    { name: 'XML with parameters', body: document(CONTENT), type: 'Application/XML; charset=UTF-8' },
    { name: 'JSON under its name', body: JSON.stringify({ image: WANTED }), type: 'application/json' },
    { name: 'JSON alone', body: JSON.stringify(WANTED), type: 'application/json;charset=utf-8' },
  ])('may be $name', async ({ body, type }) => {
    expect((await generate(body, type)).status).toBe(201)
    expect(given()).toStrictEqual(WANTED)
  })

  test.each([
    { name: 'cut off', body: document(CONTENT).slice(0, -5), id: 'body.malformed', says: 'line 1' },
    { name: 'broken in line 3', body: `<image>\n\n<a></b></image>`, id: 'body.malformed', says: 'line 3' },
    { name: 'no XML at all', body: 'compress=true', id: 'body.malformed', says: 'line 1' },
    { name: 'not in UTF-8', body: Buffer.from([0x3c, 0x61, 0xff, 0x3e]), id: 'body.malformed', says: 'UTF-8' },
    { name: 'another document', body: '<appliance/>', id: 'body.root', says: 'image' },
    { name: 'of another namespace', body: '<image xmlns="urn:other"/>', id: 'body.root', says: 'image' },
    {
      name: 'with a wrong value',
      body: document('<compress>\nperhaps</compress>'),
      id: 'body.value',
      says: 'compress',
    },
    { name: 'with a document type', body: '<!DOCTYPE image>\n<image/>', id: 'body.doctype', says: 'document type' },
    { name: 'that would fetch', body: external(), id: 'body.doctype', says: 'entity' },
    { name: 'of a billion laughs', body: laughs(), id: 'body.doctype', says: '' },
    { name: 'without end in depth', body: '<a>'.repeat(20_000), id: 'body.depth', says: 'deep' },
    { name: 'broken JSON', body: '{"image": swordfish}', type: 'application/json', id: 'body.malformed', says: 'JSON' },
    { name: 'JSON that is no object', body: '[]', type: 'application/json', id: 'body.root', says: 'image' },
    {
      name: 'JSON not in UTF-8',
      body: Buffer.from([0x22, 0xff, 0x22]),
      type: 'application/json',
      id: 'body.malformed',
    },
    { name: 'JSON of the wrong kind', body: '{"compress": 1}', type: 'application/json', id: 'body.value' },
    { name: 'other JSON', body: '{"appliance": {}}', type: 'application/json', id: 'body.root' },
  ])('$name is refused, and is not repeated', async ({ body, type, id, says = '' }) => {
    const answer = await generate(body, type)
    expect(answer.status).toBe(400)
    const { message, messageId } = refusalOf(answer).localizedErrorMsg
    expect(messageId).toBe(id)
    expect(message).toContain(says)
    expect(answer.text).not.toContain('swordfish')
    expect(uforge.handled).toHaveLength(0)
  })

  test.each([
    { type: 'application/xml', body: document(`<a>${'x'.repeat(65_536)}</a>`) },
    { type: 'application/json', body: JSON.stringify({ image: { name: 'x'.repeat(65_536) } }) },
  ])('of more than 64 KiB is refused as $type', async ({ type, body }) => {
    const answer = await generate(body, type)
    expect(answer.status).toBe(413)
    expect(refusalOf(answer).localizedErrorMsg).toMatchObject({ messageId: 'body.size' })
  })

  test.each(['text/xml', 'text/plain', 'application/x-www-form-urlencoded', 'application/xmlx', '__proto__', ''])(
    'called %s is refused',
    async (type) => {
      const answer = await generate(document(CONTENT), type)
      expect(answer.status).toBe(415)
      expect(refusalOf(answer).localizedErrorMsg.messageId).toBe('body.type')
    },
  )

  test('that is compressed is refused', async () => {
    const headers = { 'Content-Type': 'application/xml', 'Content-Encoding': 'gzip' }
    expect((await uforge.call('POST', GENERATE, { as: 'ann', headers, body: 'x' })).status).toBe(415)
  })

  test('that is missing is asked for', async () => {
    const answer = await generate('')
    expect(answer.status).toBe(400)
    expect(refusalOf(answer).localizedErrorMsg.messageId).toBe('request.invalid')
  })
})

test('an empty body with a type is fine where none is wanted, and so is one that nobody reads', async () => {
  for (const body of ['', document(CONTENT)]) {
    const headers = { 'Content-Type': 'application/xml', 'Content-Length': Buffer.byteLength(body) }
    expect((await uforge.call('POST', IMAGE_PATH, { as: 'ann', headers, body })).status).toBe(201)
    expect((await uforge.call('DELETE', IMAGE_PATH, { as: 'ann', headers, body })).status).toBe(204)
    expect(given()).toBeUndefined()
  }
})

test('a document that does not arrive is not waited for', async () => {
  const hasty = await startUForge({ idleMs: 50 })
  const headers = { Authorization: basic('ann'), 'Content-Type': 'application/xml', 'Content-Length': 1000 }
  const sent = hasty.open('POST', GENERATE, headers)
  sent.on('error', () => undefined)
  sent.write('<image>')
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  const answer = await readAnswer(response)
  sent.destroy()
  await hasty.stop()
  expect(answer.status).toBe(408)
  expect(refusalOf(answer).localizedErrorMsg.messageId).toBe('body.late')
})

test('a stranger is not told to send a document', async () => {
  const headers = { Expect: '100-continue', 'Content-Type': 'application/xml', 'Content-Length': 1000 }
  const sent = uforge.open('POST', GENERATE, headers)
  let isWanted = false
  sent.on('continue', () => {
    isWanted = true
  })
  sent.flushHeaders()
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  expect([response.statusCode, isWanted]).toStrictEqual([401, false])
  sent.destroy()
})

function external(): string {
  return '<!DOCTYPE image [<!ENTITY x SYSTEM "file:///etc/passwd">]><image><name>&x;</name></image>'
}

function laughs(): string {
  const entities = Array.from({ length: 9 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`)
  return `<!DOCTYPE image [<!ENTITY l0 "ha">${entities.join('')}]><image><name>&l9;</name></image>`
}
