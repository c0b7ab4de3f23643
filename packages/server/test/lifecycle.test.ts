import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ImageStore, Problem } from '@vitrine/core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Answer, type Service, type ServiceOptions, startService, stubIdentity } from './service.ts'

async function serve(options: ServiceOptions = {}): Promise<Service> {
  const started = await startService(options)
  onTestFinished(() => started.stop())
  return started
}

/** An upload whose first bytes are with the store. */
async function beginUpload(service: Service, id: string, headers: Record<string, string | number> = {}) {
  const begun = once(service.events, 'put begins')
  const upload = service.openUpload(id, headers)
  upload.request.write(randomBytes(600_000))
  await begun
  return upload
}

/** The image is as it was before the upload, nothing is on the disk, and the next upload works. */
async function expectUntouched(service: Service, id: string): Promise<void> {
  expect(await service.show(id)).toMatchObject({ status: 'queued', size: null, checksum: null, os_hash_value: null })
  expect(await service.filesOnDisk()).toStrictEqual([])
  expect((await service.upload(id, 'good')).status).toBe(204)
  const checksum = createHash('md5').update('good').digest('hex')
  expect(await service.show(id)).toMatchObject({ status: 'active', size: 4, checksum })
}

const statuses = (answers: readonly Answer[]) => answers.map(({ status }) => status).toSorted()

describe('a client that goes away during its upload', () => {
  test.each([
    { name: 'chunked', headers: {} },
    { name: 'with a length', headers: { 'Content-Length': 10_000_000 } },
  ])('leaves nothing behind, and no error in the log: $name (S52, R10)', async ({ headers }) => {
    const service = await serve()
    const { id } = await service.createImage()
    const { request } = await beginUpload(service, id, headers)
    const forgotten = once(service.events, 'forgetKey ends')
    request.destroy()
    await forgotten
    await expectUntouched(service, id)
    const line = service.logLines.find(({ operation }) => operation === 'uploadImageData')
    expect(line).toMatchObject({ level: 30, aborted: true, bytesReceived: expect.any(Number) })
    expect(line).not.toHaveProperty('err')
  })

  test('in the middle of a chunk is no different', async () => {
    const service = await serve()
    const { id } = await service.createImage()
    const socket = connect(service.port, '127.0.0.1')
    const begun = once(service.events, 'put begins')
    socket.write(
      `PUT /v2/images/${id}/file HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/octet-stream\r\n` +
        'Transfer-Encoding: chunked\r\n\r\nff\r\nshort',
    )
    await begun
    const forgotten = once(service.events, 'forgetKey ends')
    socket.end()
    await forgotten
    await expectUntouched(service, id)
  })

  test('before the store asks for the first byte is no different', async () => {
    const gone = Promise.withResolvers<void>()
    const service = await serve({
      wrapStore: (store) => ({
        ...store,
        async put(...args) {
          await gone.promise
          return store.put(...args)
        },
      }),
    })
    const { id } = await service.createImage()
    const closed = once(service.server, 'request').then(([, response]) => once(response, 'close'))
    const socket = connect(service.port, '127.0.0.1')
    const begun = once(service.events, 'put begins')
    socket.write(
      `PUT /v2/images/${id}/file HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/octet-stream\r\n` +
        'Content-Length: 100\r\n\r\nshort',
    )
    await begun
    socket.destroy()
    await closed
    const forgotten = once(service.events, 'forgetKey ends')
    gone.resolve()
    await forgotten
    await expectUntouched(service, id)
  })

  test('or sends what is no HTTP, is no different', async () => {
    const service = await serve()
    const { id } = await service.createImage()
    const socket = connect(service.port, '127.0.0.1')
    const begun = once(service.events, 'put begins')
    socket.write(
      `PUT /v2/images/${id}/file HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/octet-stream\r\n` +
        'Transfer-Encoding: chunked\r\n\r\n5\r\nbytes\r\n',
    )
    await begun
    const forgotten = once(service.events, 'forgetKey ends')
    socket.end('nonsense\r\n\r\n')
    await forgotten
    await expectUntouched(service, id)
  })
})

describe('an image that is deleted during its upload', () => {
  test('ends the upload with 410 before its last byte, and the bytes are gone (S51)', async () => {
    const service = await serve()
    const { id } = await service.createImage()
    const { request, answer } = await beginUpload(service, id)
    const forgotten = once(service.events, 'forgetKey ends')
    expect((await service.call('DELETE', `/v2/images/${id}`)).status).toBe(204)
    const { status, json } = await answer
    expect(status).toBe(410)
    expect(json.message).toContain(id)
    request.destroy()
    await forgotten
    expect(await service.filesOnDisk()).toStrictEqual([])
    expect((await service.call('GET', `/v2/images/${id}`)).status).toBe(404)
    expect((await service.call('POST', '/v2/images', { body: { id } })).status).toBe(409)
  })
})

describe('a patch during an upload', () => {
  test('is kept when the upload completes (R2)', async () => {
    const service = await serve()
    const { id } = await service.createImage({ name: 'old', zone: 'a' })
    const { request, answer } = await beginUpload(service, id)
    const patched = await service.patch(id, [
      { op: 'replace', path: '/name', value: 'new' },
      { op: 'replace', path: '/tags', value: ['x'] },
      { op: 'remove', path: '/zone' },
    ])
    expect(patched).toMatchObject({ status: 200, json: { status: 'saving', name: 'new' } })
    request.end()
    expect((await answer).status).toBe(204)
    const image = await service.show(id)
    expect(image).toMatchObject({ status: 'active', size: 600_000, name: 'new', tags: ['x'] })
    expect(image).not.toHaveProperty('zone')
  })
})

describe('uploads of one image at once', () => {
  test('50 of them: one succeeds, the others are 409 and store nothing (R9)', async () => {
    const service = await serve()
    const { id } = await service.createImage()
    const bodies = Array.from({ length: 50 }, (_, index) => `body ${index}`)
    const answers = await Promise.all(bodies.map((body) => service.upload(id, body)))
    expect(statuses(answers)).toStrictEqual([204, ...Array(49).fill(409)])
    const winner = bodies[answers.findIndex(({ status }) => status === 204)] ?? ''
    expect((await service.download(id)).text).toBe(winner)
    expect((await service.show(id)).checksum).toBe(createHash('md5').update(winner).digest('hex'))
    expect(await service.filesOnDisk()).toHaveLength(1)
  })

  test('the second is 409 while the first goes on', async () => {
    const service = await serve()
    const { id } = await service.createImage()
    const { request, answer } = await beginUpload(service, id)
    const second = await service.upload(id, 'other')
    expect(second).toMatchObject({ status: 409, json: { message: expect.stringContaining('saving') } })
    request.end()
    expect((await answer).status).toBe(204)
    expect((await service.show(id)).size).toBe(600_000)
  })
})

describe('a store that fails during an upload', () => {
  /** Takes some bytes, then fails; the second time it works. */
  const failingOnce =
    (failure: () => unknown) =>
    (store: ImageStore): ImageStore => {
      let failed = false
      return {
        ...store,
        async put(key, bytes, options) {
          if (failed) return store.put(key, bytes, options)
          failed = true
          async function* broken() {
            for await (const chunk of bytes) {
              yield chunk
              throw failure()
            }
          }
          return store.put(key, broken(), options)
        },
      }
    }

  test.each([
    { name: 'full', failure: () => new Problem('storeFull', 'No space left'), status: 413 },
    { name: 'away', failure: () => new Problem('storeUnavailable', 'The store is away'), status: 503 },
    { name: 'broken', failure: () => new Error('EIO at /secret/path'), status: 500 },
  ])('because it is $name gives $status, and the image can be uploaded again (R1, S52)', async (row) => {
    const service = await serve({ wrapStore: failingOnce(row.failure) })
    const { id } = await service.createImage()
    const answer = await service.upload(id, randomBytes(1_000_000))
    expect(answer.status).toBe(row.status)
    expect(answer.text).not.toContain('secret')
    await expectUntouched(service, id)
  })
})

describe('an upload that falls silent', () => {
  test('is ended with 408, whatever it has sent (S57, U8)', async () => {
    const service = await serve({ idleMs: 200 })
    for (const headers of [{}, { 'Content-Length': 1_000_000 }]) {
      const { id } = await service.createImage()
      const { request, answer } = await beginUpload(service, id, headers)
      const { status, json } = await answer
      expect(status).toBe(408)
      expect(json.message).toBe('No data arrived for 0.2 seconds')
      request.destroy()
      await expectUntouched(service, id)
      await service.call('DELETE', `/v2/images/${id}`)
    }
  })

  test('because the store is slow is not: that is no silence of the client (U8)', async () => {
    const idleMs = 250
    const service = await serve({
      idleMs,
      wrapStore: (store) => ({
        ...store,
        async put(key, bytes, options) {
          let pause = 2 * idleMs
          async function* slow() {
            for await (const chunk of bytes) {
              await new Promise((resolve) => setTimeout(resolve, pause))
              pause = 0
              yield chunk
            }
          }
          return store.put(key, slow(), options)
        },
      }),
    })
    const { id } = await service.createImage()
    expect((await service.upload(id, randomBytes(2_000_000))).status).toBe(204)
  })
})

describe('a client that waits for 100-continue', () => {
  test('is told to send when its data is wanted', async () => {
    const service = await serve()
    const { id } = await service.createImage()
    const { request, answer } = service.openUpload(id, { Expect: '100-continue', 'Content-Length': 4 })
    request.on('continue', () => request.end('data'))
    request.flushHeaders()
    expect((await answer).status).toBe(204)
  })

  test.each([
    { name: 'unknown image', status: 404, path: () => '/v2/images/nothing/file', headers: {} },
    {
      name: 'wrong type',
      status: 415,
      path: (id: string) => `/v2/images/${id}/file`,
      headers: { 'Content-Type': 'x' },
    },
    {
      name: 'too large',
      status: 413,
      path: (id: string) => `/v2/images/${id}/file`,
      headers: { 'Content-Length': 2000 },
    },
    { name: 'wrong method', status: 405, path: (id: string) => `/v2/images/${id}`, headers: {} },
  ])('is refused without sending anything: $name', async ({ status, path, headers }) => {
    const service = await serve({ sizeCap: 1000 })
    const { id } = await service.createImage()
    const { request, answer } = service.open('PUT', path(id), {
      Expect: '100-continue',
      'Content-Length': 4,
      'Content-Type': 'application/octet-stream',
      ...headers,
    })
    let told = false
    request.on('continue', () => {
      told = true
    })
    request.flushHeaders()
    const refusal = await answer
    expect(refusal.status).toBe(status)
    expect(refusal.headers.connection).toBe('close')
    expect(told).toBe(false)
    request.destroy()
  })

  test('and never sends is ended with 408', async () => {
    const service = await serve({ idleMs: 200 })
    const { id } = await service.createImage()
    const { request, answer } = service.openUpload(id, { Expect: '100-continue', 'Content-Length': 4 })
    request.flushHeaders()
    expect((await answer).status).toBe(408)
    request.destroy()
    await expectUntouched(service, id)
  })
})

describe('a refusal that comes before the end of the body', () => {
  /** Like many clients: looks for the answer only when everything is sent. */
  async function sendThenRead(service: Service, head: string[], body: Buffer): Promise<string> {
    const socket = connect(service.port, '127.0.0.1')
    socket.pause()
    socket.write(`${head.join('\r\n')}\r\n\r\n`)
    for (let offset = 0; offset < body.length; offset += 65_536) {
      const more = socket.write(body.subarray(offset, offset + 65_536))
      if (!more) await once(socket, 'drain')
    }
    let text = ''
    socket.on('data', (chunk) => {
      text += chunk
      if (text.includes('\r\n\r\n')) socket.end()
    })
    socket.resume()
    await once(socket, 'close')
    return text
  }

  const body = Buffer.alloc(16 * 2 ** 20)
  const put = (id: string, ...headers: string[]) => [
    `PUT /v2/images/${id}/file HTTP/1.1`,
    'Host: localhost',
    'Content-Type: application/octet-stream',
    ...headers,
  ]

  test('can be read by a client that is still sending: 404', async () => {
    const service = await serve()
    const answer = await sendThenRead(service, put('nothing', `Content-Length: ${body.length}`), body)
    expect(answer).toMatch(/^HTTP\/1\.1 404 /)
  })

  test('can be read by a client that is still sending: 413 in the middle of a chunked body', async () => {
    const service = await serve({ sizeCap: 100_000 })
    const { id } = await service.createImage()
    const chunked = Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')])
    const answer = await sendThenRead(service, put(id, 'Transfer-Encoding: chunked'), chunked)
    expect(answer).toMatch(/^HTTP\/1\.1 413 /)
    await expectUntouched(service, id)
  })

  test('can be read by a client that is still sending: a failing store', async () => {
    const service = await serve({
      wrapStore: (store) => ({
        ...store,
        async put() {
          throw new Problem('storeUnavailable', 'The store is away')
        },
      }),
    })
    const { id } = await service.createImage()
    const answer = await sendThenRead(service, put(id, `Content-Length: ${body.length}`), body)
    expect(answer).toMatch(/^HTTP\/1\.1 503 /)
  })

  test('can be read by a client that is still sending: a deleted image', async () => {
    const service = await serve()
    const { id } = await service.createImage()
    service.events.once('put begins', () => void service.call('DELETE', `/v2/images/${id}`))
    const answer = await sendThenRead(service, put(id, `Content-Length: ${body.length}`), body)
    // The whole body may have arrived before the image was gone.
    expect(answer).toMatch(/^HTTP\/1\.1 (410|204) /)
  })

  test('leaves the connection usable for the next request', async () => {
    const service = await serve()
    const socket = connect(service.port, '127.0.0.1')
    const small = Buffer.alloc(100_000)
    for (let turn = 0; turn < 3; turn++) {
      socket.write(`${put('nothing', `Content-Length: ${small.length}`).join('\r\n')}\r\n\r\n`)
      socket.write(small)
      const [answer] = await once(socket, 'data')
      expect(String(answer)).toMatch(/^HTTP\/1\.1 404 /)
    }
    socket.destroy()
  })
})

describe('a service that is killed during an upload (R8, S52)', () => {
  test('finds the image queued and the bytes gone at its next start', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'vitrine-killed-'))
    onTestFinished(() => rm(dataDir, { recursive: true }))
    const killed = await serve({ dataDir })
    const kept = await killed.createActiveImage('kept')
    const { id } = await killed.createImage({ name: 'interrupted' })
    await beginUpload(killed, id)
    expect((await killed.show(id)).status).toBe('saving')

    // The first one goes on in the dark: a process that was killed tells nobody either.
    const next = await serve({ dataDir })
    expect(next.recovered).toStrictEqual([id])
    expect(await next.filesOnDisk()).toHaveLength(1)
    expect(await next.show(id)).toMatchObject({ status: 'queued', name: 'interrupted', size: null })
    expect((await next.download(kept.id)).text).toBe('kept')
    expect((await next.upload(id, 'good')).status).toBe(204)
    expect((await next.download(id)).text).toBe('good')
  })
})

describe('a service that ends its transfers', () => {
  test('leaves images queued and nothing on the disk', async () => {
    const service = await serve()
    const { id } = await service.createImage()
    const { answer } = await beginUpload(service, id)
    service.endTransfers()
    expect((await answer).status).toBe(500)
    expect(await service.show(id)).toMatchObject({ status: 'queued', size: null })
    expect(await service.filesOnDisk()).toStrictEqual([])
  })
})

describe('a token that ends during an upload', () => {
  test('ends no upload that began with it: the image is active, and counts as any other (S53)', async () => {
    const callers: Record<string, object> = { first: { projectId: 'project-1' }, second: { projectId: 'project-1' } }
    const service = await serve({ identity: stubIdentity(callers) })
    const { id } = await service.createImage({}, { 'X-Auth-Token': 'first' })
    const { request, answer } = await beginUpload(service, id, { 'X-Auth-Token': 'first' })
    delete callers.first
    request.end()
    expect((await answer).status).toBe(204)
    const image = await service.call('GET', `/v2/images/${id}`, { headers: { 'X-Auth-Token': 'second' } })
    expect(image.json).toMatchObject({ status: 'active', size: 600_000 })
    expect(await service.catalog.usageOf('project-1')).toMatchObject({ bytes: 600_000, reserved: 0 })
  })
})
