import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { Agent, request } from 'node:http'
import { setTimeout } from 'node:timers/promises'
import type { ByteRange } from '@vitrine/core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { readAnswer, type Service, type ServiceOptions, startService } from './service.ts'

const BYTES = randomBytes(1_500_000)
const MD5 = createHash('md5').update(BYTES).digest('hex')
const ETAG = `"sha256:${createHash('sha256').update(BYTES).digest('hex')}"`

let service: Service
let id: string
beforeAll(async () => {
  service = await startService()
  id = (await service.createActiveImage(BYTES)).id
})
afterAll(() => service.stop())

async function serve(options: ServiceOptions): Promise<Service> {
  const started = await startService(options)
  onTestFinished(() => started.stop())
  return started
}

describe('a download', () => {
  test('is the whole image, with what a client needs to check it', async () => {
    const { status, headers, body } = await service.download(id)
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': String(BYTES.length),
      'content-md5': MD5,
      etag: ETAG,
      'accept-ranges': 'bytes',
    })
    expect(body.equals(BYTES)).toBe(true)
  })

  test('is never taken for a page (S47)', async () => {
    const page = await service.createActiveImage('<script>alert(1)</script>')
    const { headers } = await service.download(page.id, { Accept: 'text/html' })
    expect(headers['content-type']).toBe('application/octet-stream')
    expect(headers['x-content-type-options']).toBe('nosniff')
  })

  test('of an image without data is 204 without content, with a range too (C38)', async () => {
    const queued = await service.createImage()
    for (const headers of [{}, { Range: 'bytes=0-1' }, { 'Content-Range': 'bytes */10' }, { Range: 'x' }]) {
      const { status, body, headers: answered } = await service.download(queued.id, headers)
      expect(status).toBe(204)
      expect(body).toHaveLength(0)
      expect(answered).not.toHaveProperty('etag')
      expect(answered).not.toHaveProperty('content-md5')
    }
  })

  test('of an empty image is 200 and empty', async () => {
    const empty = await service.createActiveImage('')
    const { status, headers, body } = await service.download(empty.id)
    expect(status).toBe(200)
    expect(headers['content-length']).toBe('0')
    expect(body).toHaveLength(0)
  })

  test('does not take a body', async () => {
    expect((await service.call('GET', `/v2/images/${id}/file`, { body: 'x' })).status).toBe(400)
  })

  test('is there for many at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => service.download(id)))
    for (const { body } of answers) expect(body.equals(BYTES)).toBe(true)
  })
})

describe('a part of an image', () => {
  const last = BYTES.length - 1
  test.each([
    { name: 'the first bytes', headers: { Range: 'bytes=0-9' }, start: 0, end: 9 },
    { name: 'one byte', headers: { Range: `bytes=${last}-${last}` }, start: last, end: last },
    { name: 'across blocks', headers: { Range: 'bytes=500000-1200000' }, start: 500_000, end: 1_200_000 },
    { name: 'an end beyond the image', headers: { Range: 'bytes=1499990-9999999' }, start: 1_499_990, end: last },
    { name: 'from a place on', headers: { Range: 'bytes=1499990-' }, start: 1_499_990, end: last },
    { name: 'the last bytes', headers: { Range: 'bytes=-10' }, start: last - 9, end: last },
    { name: 'more than all', headers: { Range: 'bytes=-9999999' }, start: 0, end: last },
    { name: 'Content-Range (first edition)', headers: { 'Content-Range': 'bytes 1-2/*' }, start: 1, end: 2 },
    { name: 'Content-Range, wrong total', headers: { 'Content-Range': 'bytes 1-2/5' }, start: 1, end: 2 },
    {
      name: 'Range beside Content-Range',
      headers: { Range: 'bytes=1-2', 'Content-Range': 'bytes 5-6/*' },
      start: 1,
      end: 2,
    },
    { name: 'If-Range that fits', headers: { Range: 'bytes=1-2', 'If-Range': ETAG }, start: 1, end: 2 },
  ])('is 206: $name', async ({ headers, start, end }) => {
    const { status, headers: answered, body } = await service.download(id, headers)
    expect(status).toBe(206)
    expect(answered).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': String(end - start + 1),
      'content-range': `bytes ${start}-${end}/${BYTES.length}`,
      'content-md5': MD5,
      etag: ETAG,
    })
    expect(body.equals(BYTES.subarray(start, end + 1))).toBe(true)
  })

  test('is everything when the image is another by now', async () => {
    const { status, headers, body } = await service.download(id, { Range: 'bytes=1-2', 'If-Range': '"other"' })
    expect(status).toBe(200)
    expect(headers).not.toHaveProperty('content-range')
    expect(body.equals(BYTES)).toBe(true)
  })

  test.each([
    { name: 'beyond the image', headers: { Range: 'bytes=1500000-' } },
    { name: 'backwards', headers: { Range: 'bytes=5-1' }, fault: 'C13' },
    { name: 'another unit', headers: { Range: 'items=0-1' }, fault: 'C13' },
    { name: 'nonsense', headers: { Range: 'nonsense' }, fault: 'C13' },
    { name: 'no bytes from the end', headers: { Range: 'bytes=-0' }, fault: 'C11' },
    { name: 'Content-Range bytes */10', headers: { 'Content-Range': 'bytes */10' }, fault: 'C9' },
    { name: 'Content-Range, total too large', headers: { 'Content-Range': 'bytes 0-1999999/2000000' }, fault: 'C10' },
  ])('is 416 with the size: $name $fault (C12)', async ({ headers }) => {
    const answer = await service.download(id, headers)
    expect(answer.status).toBe(416)
    expect(answer.headers['content-range']).toBe(`bytes */${BYTES.length}`)
    expect(answer.headers['content-type']).toBe('application/json')
    expect(answer.headers).not.toHaveProperty('content-md5')
    expect(answer.json.message).toContain(String(BYTES.length))
  })

  test('of an empty image is 416', async () => {
    const empty = await service.createActiveImage('')
    const { status, headers } = await service.download(empty.id, { Range: 'bytes=0-' })
    expect(status).toBe(416)
    expect(headers['content-range']).toBe('bytes */0')
  })

  test('is 400 when there are several', async () => {
    const { status, json } = await service.download(id, { Range: 'bytes=0-1,3-4' })
    expect(status).toBe(400)
    expect(json.message).toContain('bytes=0-1,3-4')
  })
})

describe('bytes that are lost', () => {
  test('are 500, never 204, and an error in the log (R21)', async () => {
    const lossy = await serve({})
    const image = await lossy.createActiveImage('data')
    await rm(`${lossy.dataDir}/images/blobs`, { recursive: true })
    const answer = await lossy.download(image.id)
    expect(answer.status).toBe(500)
    expect(answer.json.message).toMatch('missing')
    expect(answer.headers).not.toHaveProperty('etag')
    expect(answer.headers).not.toHaveProperty('content-md5')
    expect(await lossy.logOf(answer)).toMatchObject({
      level: 50,
      err: { message: expect.stringContaining(answer.json.message) },
    })
  })

  test('before the first of them are 500', async () => {
    const faulty = await serve({
      wrapStore: (store) => ({
        ...store,
        open: async () =>
          (async function* () {
            yield* []
            throw new Error('The disk is broken')
          })(),
      }),
    })
    const image = await faulty.createActiveImage('data')
    for (const headers of [{}, { Range: 'bytes=0-1' }]) {
      const answer = await faulty.download(image.id, headers)
      expect(answer.status).toBe(500)
      expect(answer.headers['content-type']).toBe('application/json')
      for (const name of ['content-range', 'content-md5', 'etag']) expect(answer.headers).not.toHaveProperty(name)
    }
  })

  test('after the first of them break the connection: a short body is never a clean end', async () => {
    const faulty = await serve({
      wrapStore: (store) => ({
        ...store,
        open: async () =>
          (async function* () {
            yield Buffer.from('da')
            throw new Error('The disk is broken')
          })(),
      }),
    })
    const image = await faulty.createActiveImage('data')
    const logged = once(faulty.events, 'logged')
    await expect(faulty.download(image.id)).rejects.toMatchObject({ code: 'ECONNRESET' })
    await logged
    expect(faulty.logLines.at(-1)).toMatchObject({
      level: 50,
      aborted: true,
      bytesSent: 2,
      err: { message: 'The disk is broken' },
    })
  })
})

describe('a downloader', () => {
  /** More than the buffers of a connection take. */
  const large = Buffer.alloc(32 * 2 ** 20)

  /** A store whose images have no end, and that tells when it is let go. */
  function endless(service: () => Service) {
    return {
      wrapStore: (store: Parameters<NonNullable<ServiceOptions['wrapStore']>>[0]) => ({
        ...store,
        open: async (_key: string, _range?: ByteRange) =>
          (async function* () {
            try {
              for (;;) yield Buffer.alloc(64 * 1024)
            } finally {
              service().events.emit('released')
            }
          })(),
      }),
    }
  }

  async function startDownload(from: Service, imageId: string) {
    const sent = request({ host: '127.0.0.1', port: from.port, path: `/v2/images/${imageId}/file`, agent: false })
    sent.on('error', () => undefined)
    const [response] = await once(sent.end(), 'response')
    return { sent, response }
  }

  test('that goes away lets go of the bytes, and is no error', async () => {
    const busy: Service = await serve(endless(() => busy))
    const image = await busy.createActiveImage(large)
    const { sent, response } = await startDownload(busy, image.id)
    await once(response, 'readable')
    const released = once(busy.events, 'released')
    const logged = once(busy.events, 'logged')
    sent.destroy()
    await released
    await logged
    expect(busy.logLines.at(-1)).toMatchObject({ level: 30, aborted: true, operation: 'downloadImageData' })
    expect(busy.logLines.at(-1)).not.toHaveProperty('err')
  })

  test('that takes nothing any more is cut off (S57)', async () => {
    const busy: Service = await serve({ ...endless(() => busy), idleMs: 100 })
    const image = await busy.createActiveImage(large)
    const released = once(busy.events, 'released')
    const { response } = await startDownload(busy, image.id)
    response.pause()
    await released
    await expect(readAnswer(response)).rejects.toMatchObject({ code: 'ECONNRESET' })
  })

  /** A store that lends an image as one chunk: most of it waits in our process for the client. */
  const inOneChunk: ServiceOptions = {
    idleMs: 300,
    wrapStore: (store) => ({
      ...store,
      open: async () =>
        (async function* () {
          yield large
        })(),
    }),
  }

  test('that takes a chunk slowly gets all of it, and may ask again', async () => {
    const slow = await serve(inOneChunk)
    const image = await slow.createActiveImage(large)
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const sent = request({ host: '127.0.0.1', port: slow.port, path: `/v2/images/${image.id}/file`, agent })
    const [response] = await once(sent.end(), 'response')
    const begun = performance.now()
    let taken = 0
    for await (const part of response) {
      taken += part.length
      // Some 16 MiB a second, so that the chunk takes several times as long as a client may be idle.
      const early = (taken / 2 ** 24) * 1000 - (performance.now() - begun)
      if (early > 5) await setTimeout(early)
    }
    expect(taken).toBe(large.length)
    expect(performance.now() - begun).toBeGreaterThan(1000)
    const { socket } = sent
    await setTimeout(500)
    const again = await slow.call('GET', '/versions', { agent })
    expect(again.status).toBe(200)
    expect(socket?.destroyed).toBe(false)
    agent.destroy()
  })

  test('that takes only the beginning of a chunk is cut off', async () => {
    const busy = await serve(inOneChunk)
    const image = await busy.createActiveImage(large)
    const { response } = await startDownload(busy, image.id)
    response.pause()
    const want = { level: 30, aborted: true, operation: 'downloadImageData' }
    await vi.waitFor(() => expect(busy.logLines.at(-1)).toMatchObject(want), 5000)
    await expect(readAnswer(response)).rejects.toMatchObject({ code: 'ECONNRESET' })
  })

  test('is cut off when the service ends its transfers', async () => {
    const busy: Service = await serve(endless(() => busy))
    const image = await busy.createActiveImage(large)
    const { response } = await startDownload(busy, image.id)
    const released = once(busy.events, 'released')
    busy.endTransfers()
    await released
    await expect(readAnswer(response)).rejects.toMatchObject({ code: 'ECONNRESET' })
  })
})
