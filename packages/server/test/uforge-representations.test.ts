import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { codec } from '../src/http/uforge/documents.ts'
import { DOWNLOAD_PATH, IMAGE, IMAGE_PATH, refusalOf, startUForge, type UForge } from './uforge.ts'

let uforge: UForge
beforeAll(async () => {
  uforge = await startUForge()
})
afterAll(() => uforge.stop())
afterEach(() => void uforge.handled.splice(0))

const get = (headers: Record<string, string> = {}, path = IMAGE_PATH) =>
  uforge.call('GET', path, { as: 'ann', headers })

describe('a document', () => {
  test.each([
    [undefined, 'xml'],
    ['', 'xml'],
    ['*/*', 'xml'],
    ['application/*', 'xml'],
    ['application/xml', 'xml'],
    ['APPLICATION/XML', 'xml'],
    ['application/xml;charset=UTF-8', 'xml'],
    ['application/json, application/xml', 'json'],
    ['application/xml;q=0.5, application/json', 'json'],
    ['application/json', 'json'],
    ['application/json;q=0.1, text/html', 'json'],
    ['application/json, */*;q=0.5', 'json'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'xml'],
  ])('for who accepts %s is in %s', async (accept, type) => {
    const { status, headers, body, text } = await get(accept === undefined ? {} : { Accept: accept })
    expect(status).toBe(200)
    // Exactly: clients compare the whole value, and stop at a charset.
    expect(headers['content-type']).toBe(`application/${type}`)
    const image = type === 'xml' ? codec.fromXml('UForgeImage', body) : JSON.parse(text).image
    expect(image).toStrictEqual(IMAGE)
  })

  test.each(['text/html', 'text/xml', 'application/vnd.uforge+xml', 'application/xml;q=0', 'nonsense'])(
    'for who accepts %s is refused before anything happens, in XML',
    async (accept) => {
      const answer = await uforge.call('POST', `${IMAGE_PATH}`, { as: 'ann', headers: { Accept: accept } })
      expect([answer.status, answer.headers['content-type']]).toStrictEqual([406, 'application/xml'])
      expect(refusalOf(answer).localizedErrorMsg.messageId).toBe('accept.unknown')
      expect(uforge.handled).toHaveLength(0)
    },
  )

  test('says what it is, in what language, by which version, and what it goes by', async () => {
    const { headers } = await get()
    expect(headers).toMatchObject({ 'content-language': 'en', version: '3.8.13', vary: 'Accept' })
    expect(headers).not.toHaveProperty('transfer-encoding')
  })

  test('begins with a declaration, and has a prefix at the outermost element alone', async () => {
    const { text } = await get()
    expect(text).toMatch(/^<\?xml version="1.0" encoding="utf-8" standalone="yes"\?>\n<(\w+):image xmlns:\1="[^"]+">/)
    expect(text.match(/<\w+:/g)).toHaveLength(1)
    expect(text).toContain('<name>nginx &amp; friends</name>')
  })

  test('is told of to HEAD without being sent', async () => {
    const whole = await get()
    const { status, headers, body } = await uforge.call('HEAD', IMAGE_PATH, { as: 'ann' })
    expect({ status, length: headers['content-length'], etag: headers.etag, sent: body.length }).toStrictEqual({
      status: 200,
      length: String(whole.body.length),
      etag: whole.headers.etag,
      sent: 0,
    })
  })

  test('keeps the status and the headers of its operation', async () => {
    const body = '<x:image xmlns:x="http://www.usharesoft.com/uforge"/>'
    const headers = { 'Content-Type': 'application/xml' }
    const path = '/api/users/ann/appliances/21/images'
    const answer = await uforge.call('POST', path, { as: 'ann', headers, body })
    expect(answer.status).toBe(201)
    expect(answer.headers).toMatchObject({ location: expect.stringContaining('/47'), etag: `"${IMAGE.digest}"` })
  })
})

describe('what has no body', () => {
  test('is not negotiated', async () => {
    const { status, headers, body } = await uforge.call('DELETE', IMAGE_PATH, {
      as: 'ann',
      headers: { Accept: 'text/html' },
    })
    expect([status, body.length, headers.version]).toStrictEqual([204, 0, '3.8.13'])
  })
})

describe('a download', () => {
  test.each(['application/xml', 'text/html', '*/*'])('is the file, also for who accepts %s', async (accept) => {
    const { status, headers, text } = await get({ Accept: accept }, DOWNLOAD_PATH)
    expect([status, text]).toStrictEqual([200, 'the archive'])
    expect(headers).toMatchObject({ 'content-type': 'application/gzip', 'content-length': '11', version: '3.8.13' })
    for (const name of ['vary', 'content-language', 'content-encoding']) expect(headers).not.toHaveProperty(name)
  })

  test('tells the handler that HEAD wants none of it', async () => {
    const { status, headers } = await uforge.call('HEAD', DOWNLOAD_PATH, { as: 'ann' })
    expect([status, headers['content-length']]).toStrictEqual([200, '11'])
    await get({}, DOWNLOAD_PATH)
    expect(uforge.handled.map(({ isHead }) => isHead)).toStrictEqual([true, false])
  })
})
