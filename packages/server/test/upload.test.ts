import { createHash, randomBytes } from 'node:crypto'
import { Agent } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Service, startService } from './service.ts'

let service: Service
beforeAll(async () => {
  service = await startService({ sizeCap: 3 * 2 ** 20 })
})
afterAll(() => service.stop())

const hash = (algorithm: string, bytes: Uint8Array | string) => createHash(algorithm).update(bytes).digest('hex')

/** What is left of an upload that did not succeed: an image that can be uploaded to again. */
async function expectQueued(id: string): Promise<void> {
  expect(await service.show(id)).toMatchObject({
    status: 'queued',
    size: null,
    checksum: null,
    os_hash_algo: null,
    os_hash_value: null,
  })
  expect((await service.upload(id, 'good')).status).toBe(204)
  expect(await service.show(id)).toMatchObject({ status: 'active', size: 4, checksum: hash('md5', 'good') })
  await service.call('DELETE', `/v2/images/${id}`)
}

describe('an upload', () => {
  test.each([0, 1, 1000, 256 * 1024, 256 * 1024 + 1, 2 ** 21])('of %i bytes makes the image active', async (size) => {
    const bytes = randomBytes(size)
    const { id, updated_at } = await service.createImage()
    const { status, body, headers } = await service.upload(id, bytes)
    expect(status).toBe(204)
    expect(body).toHaveLength(0)
    expect(headers['x-openstack-request-id']).toMatch(/^req-/)
    const image = await service.show(id)
    expect(image).toMatchObject({
      status: 'active',
      size,
      virtual_size: size || null,
      checksum: hash('md5', bytes),
      os_hash_algo: 'sha256',
      os_hash_value: hash('sha256', bytes),
    })
    expect(image.updated_at >= updated_at).toBe(true)
    expect((await service.download(id)).body.equals(bytes)).toBe(true)
  })

  test('may be chunked, in pieces of any size (U9)', async () => {
    const { id } = await service.createImage()
    const { request, answer } = service.openUpload(id)
    const pieces = Array.from({ length: 2000 }, (_, index) => randomBytes(index % 50))
    for (const piece of pieces) request.write(piece)
    request.end()
    expect((await answer).status).toBe(204)
    const bytes = Buffer.concat(pieces)
    expect(await service.show(id)).toMatchObject({ size: bytes.length, checksum: hash('md5', bytes) })
    expect((await service.download(id)).body.equals(bytes)).toBe(true)
  })

  test('may be chunked and empty', async () => {
    const { id } = await service.createImage()
    const { request, answer } = service.openUpload(id, { 'Transfer-Encoding': 'chunked' })
    request.end()
    expect((await answer).status).toBe(204)
    expect(await service.show(id)).toMatchObject({ status: 'active', size: 0, checksum: hash('md5', '') })
  })

  test('without body and length is an empty one', async () => {
    const { id } = await service.createImage()
    const headers = { 'Content-Type': 'application/octet-stream' }
    expect((await service.call('PUT', `/v2/images/${id}/file`, { headers })).status).toBe(204)
    expect(await service.show(id)).toMatchObject({ status: 'active', size: 0 })
  })

  test('may declare its size beside a chunked body', async () => {
    const { id } = await service.createImage()
    const { request, answer } = service.openUpload(id, { 'X-OpenStack-Image-Size': 4 })
    request.end('data')
    expect((await answer).status).toBe(204)
  })

  test('takes no notice of what means nothing here', async () => {
    const { id } = await service.createImage()
    const headers = { 'Content-Range': 'bytes 0-3/100', 'X-Image-Meta-Store': 'nowhere', 'Content-Encoding': 'gzip' }
    expect((await service.upload(id, 'data', headers)).status).toBe(204)
    expect((await service.download(id)).text).toBe('data')
  })

  test.each(['application/octet-stream; charset=utf-8', 'APPLICATION/octet-stream', ' application/octet-stream '])(
    'may be typed %j',
    async (type) => {
      const { id } = await service.createImage()
      expect((await service.upload(id, 'data', { 'Content-Type': type })).status).toBe(204)
    },
  )

  test('does not wait for its end to show the image as saving', async () => {
    const { id } = await service.createImage()
    const { request, answer } = service.openUpload(id, { Expect: '100-continue' })
    await new Promise((resolve) => request.on('continue', resolve).flushHeaders())
    expect(await service.show(id)).toMatchObject({ status: 'saving', size: null, checksum: null })
    expect((await service.download(id)).status).toBe(204)
    request.end('data')
    expect((await answer).status).toBe(204)
    expect((await service.show(id)).status).toBe('active')
  })

  test('leaves the connection for the next request', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const { id } = await service.createImage()
    const headers = { 'Content-Type': 'application/octet-stream' }
    const ports = new Set<unknown>()
    for (const body of ['data', 'again']) {
      const sent = await service.call('PUT', `/v2/images/${id}/file`, { headers, body, agent })
      expect(sent.status).toBe(body === 'data' ? 204 : 409)
      expect((await service.call('GET', `/v2/images/${id}`, { agent })).json.size).toBe(4)
      for (const socket of Object.values(agent.freeSockets).flat()) ports.add(socket?.localPort)
    }
    expect(ports.size).toBe(1)
    agent.destroy()
  })
})

describe('an upload is refused', () => {
  test.each([
    { name: 'no type', type: undefined, says: 'untyped' },
    { name: 'an empty type', type: '', says: 'untyped' },
    { name: 'another type', type: 'text/plain', says: `'text/plain'` },
    { name: 'a type that is none', type: ';;', says: 'untyped' },
  ])('with 415 for $name', async ({ type, says }) => {
    const { id } = await service.createImage()
    const headers: Record<string, string> = type === undefined ? {} : { 'Content-Type': type }
    const { status, json } = await service.call('PUT', `/v2/images/${id}/file`, { headers, body: 'data' })
    expect(status).toBe(415)
    expect(json.message).toContain(says)
    expect(json.message).toContain('application/octet-stream')
    await expectQueued(id)
  })

  test('with 404 for an image that is not there (C42)', async () => {
    expect((await service.upload('nothing', 'data')).status).toBe(404)
    expect((await service.upload('nothing', 'data', { 'X-OpenStack-Image-Size': '9'.repeat(30) })).status).toBe(404)
  })

  test('with 409 when the image has data, which stays (S6)', async () => {
    const image = await service.createActiveImage('data')
    const { status, json } = await service.upload(image.id, 'other')
    expect(status).toBe(409)
    expect(json.message).toContain('active')
    expect(await service.show(image.id)).toStrictEqual(image)
    expect((await service.download(image.id)).text).toBe('data')
  })

  test.each([
    { attributes: { disk_format: null }, says: ['disk_format'] },
    { attributes: { container_format: null }, says: ['container_format'] },
    { attributes: { disk_format: null, container_format: null }, says: ['disk_format', 'container_format'] },
  ])('with 400 for $says that are not set', async ({ attributes, says }) => {
    const { id } = await service.createImage(attributes)
    const { status, json } = await service.upload(id, 'data')
    expect(status).toBe(400)
    for (const name of says) expect(json.message).toContain(name)
    expect((await service.show(id)).status).toBe('queued')
  })

  test.each(['many', '-1', '1.5', '0x10', '', '5, 5'])('with 400 for the declared size %j', async (size) => {
    const { id } = await service.createImage()
    const { status, json } = await service.upload(id, 'data', { 'X-OpenStack-Image-Size': size })
    expect(status).toBe(400)
    expect(json.message).toContain('x-openstack-image-size')
    await expectQueued(id)
  })

  test.each([3, 5])('with 400 for %i bytes declared and 4 sent', async (declared) => {
    const { id } = await service.createImage()
    const { request, answer } = service.openUpload(id, { 'X-OpenStack-Image-Size': declared })
    request.end('data')
    const { status, json } = await answer
    expect(status).toBe(400)
    expect(json.message).toBe(`${declared} bytes were declared, 4 were received`)
    await expectQueued(id)
  })

  test('with 413 for a length over the cap, before a byte is read (S50)', async () => {
    for (const headers of [{ 'Content-Length': 2 ** 42 }, { 'X-OpenStack-Image-Size': 2 ** 42 }]) {
      const { id } = await service.createImage()
      const { request, answer } = service.openUpload(id, headers)
      request.flushHeaders()
      const { status, json } = await answer
      expect(status).toBe(413)
      expect(json.message).toContain(String(3 * 2 ** 20))
      request.destroy()
      await expectQueued(id)
    }
  })

  test('with 413 for a declared size beyond all numbers', async () => {
    const { id } = await service.createImage()
    expect((await service.upload(id, 'data', { 'X-OpenStack-Image-Size': '9'.repeat(400) })).status).toBe(413)
    await expectQueued(id)
  })

  test('with 413 for a chunked body over the cap, by one byte (S50)', async () => {
    const { id } = await service.createImage()
    const { request, answer } = service.openUpload(id)
    request.end(Buffer.alloc(3 * 2 ** 20 + 1))
    const { status, json } = await answer
    expect(status).toBe(413)
    expect(json.message).toContain(String(3 * 2 ** 20))
    await expectQueued(id)
  })

  test('not at the cap itself', async () => {
    const { id } = await service.createImage()
    const { request, answer } = service.openUpload(id)
    request.end(Buffer.alloc(3 * 2 ** 20))
    expect((await answer).status).toBe(204)
  })
})
