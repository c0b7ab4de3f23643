import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type Service, startService, stubIdentity } from './service.ts'

let service: Service
beforeEach(async () => {
  service = await startService()
})
afterEach(() => service.stop())

/** The samples of `/metrics` by name and labels. */
async function metrics(): Promise<Map<string, number>> {
  const { text } = await service.call('GET', '/metrics')
  const samples = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return new Map(samples.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.split(' ').at(-1))]))
}

describe('the log', () => {
  test('has a line for each request, with what it was and how it went', async () => {
    const { id } = await service.createImage()
    const upload = await service.upload(id, 'data')
    expect(await service.logOf(upload)).toMatchObject({
      level: 30,
      msg: 'request',
      requestId: upload.headers['x-openstack-request-id'],
      operation: 'uploadImageData',
      method: 'PUT',
      path: `/v2/images/${id}/file`,
      status: 204,
      bytesReceived: 4,
      durationMs: expect.any(Number),
    })
    const download = await service.download(id, { Range: 'bytes=0-2' })
    const line = await service.logOf(download)
    expect(line).toMatchObject({ operation: 'downloadImageData', status: 206, bytesSent: 3 })
    for (const name of ['aborted', 'err', 'bytesReceived']) expect(line).not.toHaveProperty(name)
  })

  test('has refusals too, and they are no errors', async () => {
    const refused = await service.call('GET', '/v2/images/nothing')
    const line = await service.logOf(refused)
    expect(line).toMatchObject({ level: 30, operation: 'showImage', status: 404 })
    expect(line).not.toHaveProperty('err')
    expect(await service.logOf(await service.call('GET', '/v2/nothing'))).toMatchObject({ status: 404 })
  })

  test('has the address as the client wrote it, without its query', async () => {
    const answer = await service.call('POST', '/v3/images?secret=x')
    expect(await service.logOf(answer)).toMatchObject({ method: 'POST', path: '/v3/images', status: 300 })
    const alias = await service.call('GET', '/v2.3/schemas/image')
    expect(await service.logOf(alias)).toMatchObject({ path: '/v2.3/schemas/image', operation: 'showImageSchema' })
    const first = await service.call('GET', '/v1.1/images/detail')
    expect(await service.logOf(first)).toMatchObject({ path: '/v1.1/images/detail', operation: 'listImageDetailsV1' })
  })

  test('has no token (S29)', async () => {
    const guarded = await startService({ identity: stubIdentity({ 'secret-token': { projectId: 'a' } }) })
    const headers = { 'X-Auth-Token': 'secret-token', 'X-Service-Token': 'secret-token' }
    await guarded.logOf(await guarded.call('GET', '/v2/images', { headers }))
    await guarded.logOf(await guarded.call('GET', '/v2/images/x', { headers }))
    expect(JSON.stringify(guarded.logLines)).not.toContain('secret-token')
    await guarded.stop()
  })

  test('has no headers, which name sources of images in version 1 (S29)', async () => {
    for (const header of ['x-image-meta-location', 'x-glance-api-copy-from', 'x-image-meta-property-url']) {
      const headers = { [header]: 'http://user:hunter2@images.example/?key=hunter2', 'x-image-meta-disk_format': 'raw' }
      await service.logOf(await service.call('POST', '/v1/images', { headers }))
    }
    expect(JSON.stringify(service.logLines)).not.toContain('hunter2')
  })
})

describe('the metrics', () => {
  test('are text that Prometheus reads, for everyone who can reach the port', async () => {
    const { status, headers, text } = await service.call('GET', '/metrics')
    expect(status).toBe(200)
    expect(headers['content-type']).toMatch(/^text\/plain; version=/)
    expect(text).toContain('# TYPE vitrine_requests_total counter')
  })

  test('count requests by operation and status, and their time', async () => {
    const answers = [
      await service.call('GET', '/v2/images'),
      await service.call('GET', '/v2/images'),
      await service.call('GET', '/v2/images?limit=x'),
      await service.call('GET', '/v2/nothing'),
      await service.call('GET', '/v1/'),
      await service.call('HEAD', '/v1/images/x'),
    ]
    for (const answer of answers) await service.logOf(answer)
    const samples = await metrics()
    expect(samples.get('vitrine_requests_total{operation="listImages",status="200"}')).toBe(2)
    expect(samples.get('vitrine_requests_total{operation="listImages",status="400"}')).toBe(1)
    expect(samples.get('vitrine_requests_total{operation="none",status="404"}')).toBe(1)
    expect(samples.get('vitrine_requests_total{operation="listImagesV1",status="200"}')).toBe(1)
    expect(samples.get('vitrine_requests_total{operation="showImageMetadataV1",status="404"}')).toBe(1)
    expect(samples.get('vitrine_request_duration_seconds_count{operation="listImages"}')).toBe(3)
  })

  test('neither count nor log those who collect them', async () => {
    const collected = await service.call('GET', '/metrics')
    await service.logOf(await service.call('GET', '/versions'))
    expect((await metrics()).get('vitrine_requests_total{operation="none",status="200"}')).toBeUndefined()
    const collection = collected.headers['x-openstack-request-id']
    expect(service.logLines.map(({ requestId }) => requestId)).not.toContain(collection)
  })

  test('count bytes of image data in both directions', async () => {
    const { id } = await service.createActiveImage('12345')
    await service.download(id)
    await service.logOf(await service.download(id, { Range: 'bytes=0-0' }))
    const samples = await metrics()
    expect(samples.get('vitrine_image_bytes_total{direction="in"}')).toBe(5)
    expect(samples.get('vitrine_image_bytes_total{direction="out"}')).toBe(6)
  })

  test('show transfers while they run', async () => {
    const running = 'vitrine_transfers_running{direction="in"}'
    const { id } = await service.createImage()
    const { request, answer } = service.openUpload(id, { Expect: '100-continue' })
    await new Promise((resolve) => request.on('continue', resolve).flushHeaders())
    expect((await metrics()).get(running)).toBe(1)
    request.end('data')
    await service.logOf(await answer)
    expect((await metrics()).get(running)).toBe(0)
  })
})
