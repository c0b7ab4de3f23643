import { once } from 'node:events'
import { type OutgoingHttpHeaders, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { Handlers } from '@vitrine/api-types'
import express from 'express'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { correlate } from '../src/http/correlate.ts'
import { dispatch, type HandlerContext } from '../src/http/dispatch.ts'
import { handleErrors } from '../src/http/error-handler.ts'
import { readBody } from '../src/http/request-body.ts'
import { routeOperations } from '../src/http/routing.ts'
import { validate } from '../src/http/validate.ts'
import { createHttpServer, createMetrics } from '../src/index.ts'

const IMAGE = '/v1/images/x'
const MEMBER = '/v1/images/x/members/y'
const OCTETS = { 'Content-Type': 'application/octet-stream' }
const CHUNKED = { 'Transfer-Encoding': 'chunked' }

/** What the handler of the last request was given. */
let given: { readonly body: unknown; readonly type: unknown } | undefined
/** Handlers of a body that need not be there; one does not read it. */
const handlers = {
  updateImageV1: async ({ body, headers }: { body?: AsyncIterable<Uint8Array>; headers: OutgoingHttpHeaders }) => {
    given = { body: body ? 'not read' : 'none', type: headers['content-type'] }
    if (body && headers['x-image-meta-name'] !== 'unread') given = { ...given, body: await text(body) }
    return { status: 200, body: {} }
  },
  putMemberV1: async ({ body, headers }: { body?: object; headers: OutgoingHttpHeaders }) => {
    given = { body: body ?? 'none', type: headers['content-type'] }
    return { status: 204 }
  },
} as unknown as Handlers<HandlerContext>

const app = express()
const metrics = createMetrics()
app.use(correlate({ log: pino({ level: 'silent' }), metrics }))
app.use(routeOperations())
app.use(readBody({ idleMs: 60_000 }))
app.use(validate({ validateResponses: false }))
app.use(dispatch(handlers, { idleMs: 60_000, signal: new AbortController().signal, metrics }))
app.use(handleErrors({ identity: { challenge: () => '' } }))
const server = createHttpServer(app)
beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(() => void server.close())

async function put(path: string, headers: OutgoingHttpHeaders, body = '') {
  const { port } = server.address() as AddressInfo
  const sent = request({ method: 'PUT', host: '127.0.0.1', port, path, agent: false, headers })
  given = undefined
  let continued = false
  sent.on('continue', () => {
    continued = true
    sent.end(body)
  })
  if (headers.Expect) sent.flushHeaders()
  else sent.end(body)
  const [response] = await once(sent, 'response')
  const answer = { status: response.statusCode, text: await text(response), continued }
  sent.destroy()
  return answer
}

describe('image data that need not be there', () => {
  test.each([
    { name: 'no length and no type', headers: {} },
    { name: 'a length of 0', headers: { 'Content-Length': 0 } },
    { name: 'a type', headers: { ...OCTETS, 'Content-Length': 0 } },
    { name: 'another type', headers: { 'Content-Type': 'text/plain', 'Content-Length': 0 } },
  ])('is not there: $name', async ({ headers }) => {
    expect((await put(IMAGE, headers)).status).toBe(200)
    expect(given).toStrictEqual({ body: 'none', type: undefined })
  })

  test.each([
    { name: 'with a length', headers: { ...OCTETS, 'Content-Length': 4 }, body: 'data' },
    { name: 'chunked', headers: { ...OCTETS, ...CHUNKED }, body: 'data' },
    { name: 'chunked, and empty', headers: { ...OCTETS, ...CHUNKED }, body: '' },
    { name: 'with parameters of its type', headers: { 'Content-Type': 'Application/Octet-Stream; a=b' }, body: 'data' },
  ])('is there: $name', async ({ headers, body }) => {
    expect((await put(IMAGE, headers, body)).status).toBe(200)
    expect(given).toStrictEqual({ body, type: 'application/octet-stream' })
  })

  test.each([
    { type: 'application/json', says: `not 'application/json'` },
    { type: 'application/octet-stream-not', says: `not 'application/octet-stream-not'` },
    { type: undefined, says: 'not untyped' },
  ])('of type $type is refused to the handler that reads it, which the validator never hears of', async (row) => {
    const headers = row.type === undefined ? {} : { 'Content-Type': row.type }
    const answer = await put(IMAGE, headers, 'data')
    expect(answer.status).toBe(400)
    expect(answer.text).toContain(`The body must be of type application/octet-stream, ${row.says}`)
    expect(given).toStrictEqual({ body: 'not read', type: undefined })
    expect((await put(IMAGE, { ...headers, 'x-image-meta-name': 'unread' }, 'data')).status).toBe(200)
  })

  test('is asked for when it is read, and not otherwise', async () => {
    const expecting = { ...OCTETS, 'Content-Length': 4, Expect: '100-continue' }
    expect(await put(IMAGE, expecting, 'data')).toMatchObject({ status: 200, continued: true })
    expect(given?.body).toBe('data')
    const unread = { ...expecting, 'x-image-meta-name': 'unread' }
    expect(await put(IMAGE, unread, 'data')).toMatchObject({ status: 200, continued: false })
    const mistyped = { ...expecting, 'Content-Type': 'text/plain' }
    expect(await put(IMAGE, mistyped, 'data')).toMatchObject({ status: 400, continued: false })
  })
})

describe('JSON that need not be there', () => {
  test.each([
    { name: 'nothing', headers: {} },
    { name: 'a length of 0', headers: { 'Content-Length': 0 } },
    { name: 'a type', headers: { 'Content-Type': 'text/html', 'Content-Length': 0 } },
  ])('is not there: $name', async ({ headers }) => {
    expect((await put(MEMBER, headers)).status).toBe(204)
    expect(given).toStrictEqual({ body: 'none', type: undefined })
  })

  test.each([{ type: 'application/json' }, { type: 'text/plain; charset=utf-8' }, { type: undefined }])(
    'is read as such whatever its type is: $type',
    async ({ type }) => {
      const body = '{"member": {"can_share": true}}'
      expect((await put(MEMBER, type === undefined ? {} : { 'Content-Type': type }, body)).status).toBe(204)
      expect(given).toStrictEqual({ body: { member: { can_share: true } }, type: 'application/json' })
    },
  )

  test.each([
    { name: 'that is none', body: '{"member":', says: 'is not JSON' },
    { name: 'that is no object', body: '[]', says: 'The body must be object' },
    { name: 'that is empty', body: '', says: 'has to be JSON, and is empty' },
  ])('is refused: $name', async ({ body, says }) => {
    const answer = await put(MEMBER, CHUNKED, body)
    expect(answer.status).toBe(400)
    expect(answer.text).toContain(says)
    expect(given).toBeUndefined()
  })
})
