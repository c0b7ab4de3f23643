import type { RequestListener } from 'node:http'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSource, expectNoConnections, signal, textOf } from '../../test/fetching.ts'
import { startWebServer, type WebServer } from '../../test/web-server.ts'

const MIB = 1024 * 1024

let answer: RequestListener
let server: WebServer
let source: ReturnType<typeof createSource>
beforeEach(async () => {
  server = await startWebServer((request, response) => answer(request, response))
  source = createSource({ allow: [`127.0.0.1:${server.port}`] })
})
afterEach(() => server.close())

const giving =
  (status: number, headers: Record<string, string | number> = {}, body = '0123456789'): RequestListener =>
  (_, response) =>
    response.writeHead(status, headers).end(body)

describe('a whole', () => {
  test.each([
    { name: 'status 404', given: giving(404), says: 'answers 404, not 200' },
    { name: 'status 500', given: giving(500), says: 'answers 500, not 200' },
    { name: 'status 203', given: giving(203), says: 'answers 203, not 200' },
    { name: 'a part', given: giving(206, { 'Content-Range': 'bytes 0-9/20' }), says: 'answers 206, not 200' },
    { name: 'gzip', given: giving(200, { 'Content-Encoding': 'gzip' }), says: 'encodes what it sends' },
  ])('is not $name', async ({ given, says }) => {
    answer = given
    const refusal = { code: 'sourceUnavailable', message: expect.stringContaining(says) }
    await expect(source.fetch(server.url, { signal })).rejects.toMatchObject(refusal)
    await expect(source.size(server.url, { signal })).rejects.toMatchObject(refusal)
    await expectNoConnections(server)
  })

  test('may say that it is not encoded', async () => {
    answer = giving(200, { 'Content-Encoding': 'identity' })
    expect(await textOf((await source.fetch(server.url, { signal })).bytes)).toBe('0123456789')
  })
})

describe('a range', () => {
  const BROKEN = { code: 'storeUnavailable', cause: { message: expect.stringContaining('broke off') } }
  const open = async (start: number, end: number) => textOf(await source.open(server.url, { start, end }))

  test('is asked for', async () => {
    answer = ({ headers }, response) =>
      response.writeHead(206, { 'Content-Range': 'bytes 2-5/10' }).end(headers.range === 'bytes=2-5' ? '2345' : 'none')
    expect(await open(2, 5)).toBe('2345')
  })

  test.each([
    { start: 0, end: 3, want: '0123' },
    { start: 3, end: 3, want: '3' },
    { start: 4, end: 9, want: '456789' },
  ])('is cut out for a server that has none: $start to $end', async ({ start, end, want }) => {
    answer = giving(200)
    expect(await open(start, end)).toBe(want)
  })

  test('is cut out where it lies many chunks away', async () => {
    const bytes = Buffer.from(Array.from({ length: 400_000 }, (_, index) => `${index};`).join(''))
    answer = (_, response) => response.end(bytes)
    expect(await open(1_234_567, 2_345_678)).toBe(bytes.toString('utf8', 1_234_567, 2_345_679))
  })

  test('far into what such a server has is refused, before it is read', async () => {
    answer = (_, response) => response.writeHead(200, { 'Content-Length': 64 * MIB }).flushHeaders()
    await expect(open(17 * MIB, 18 * MIB)).rejects.toMatchObject({ code: 'storeUnavailable' })
    await expectNoConnections(server)
  })

  test.each([
    { name: 'of status 404', given: giving(404) },
    { name: 'of status 410', given: giving(410) },
    { name: 'that cannot be satisfied', given: giving(416, { 'Content-Range': 'bytes */5' }) },
    { name: 'that ends too early', given: giving(206, { 'Content-Range': 'bytes 2-4/5' }) },
    { name: 'of too short a whole', given: giving(200, { 'Content-Length': 5 }, '01234') },
  ])('$name is lost', async ({ given }) => {
    answer = given
    await expect(open(2, 5)).rejects.toMatchObject({ code: 'imageDataLost' })
    await expectNoConnections(server)
  })

  test.each([
    { name: 'from elsewhere', given: giving(206, { 'Content-Range': 'bytes 0-3/10' }) },
    { name: 'that is too long', given: giving(206, { 'Content-Range': 'bytes 2-9/10' }) },
    { name: 'that is not told', given: giving(206) },
    { name: 'in other units', given: giving(206, { 'Content-Range': 'lines 2-5/10' }) },
    { name: 'in parts', given: giving(206, { 'Content-Type': 'multipart/byteranges; boundary=x' }) },
    { name: 'encoded', given: giving(206, { 'Content-Range': 'bytes 2-5/10', 'Content-Encoding': 'br' }) },
    { name: 'of status 500', given: giving(500) },
  ])('$name is not taken', async ({ given }) => {
    answer = given
    await expect(open(2, 5)).rejects.toMatchObject({ code: 'storeUnavailable' })
    await expectNoConnections(server)
  })

  test('that turns out shorter than it was said to be breaks off', async () => {
    answer = giving(206, { 'Content-Range': 'bytes 2-5/10' }, '234')
    await expect(open(2, 5)).rejects.toMatchObject(BROKEN)
  })

  test('of a whole without declared length breaks off where that is too short', async () => {
    answer = (_, response) => {
      response.write('0123')
      response.end()
    }
    await expect(open(2, 5)).rejects.toMatchObject(BROKEN)
  })

  test('that cannot be had is explained to the log, without the query (S29)', async () => {
    answer = giving(500)
    const failure = await source
      .open(`${server.url}/?sig=hunter2`, { start: 0, end: 1 })
      .catch((error: unknown) => error)
    expect(failure).toMatchObject({ cause: { message: `${server.url} answers 500, not 200` } })
    expect(inspect(failure, { depth: 9 })).not.toContain('hunter2')
  })
})
