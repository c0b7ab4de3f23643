import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Cloud, openstack, ownCloud } from '../src/cloud.ts'
import { curl } from '../src/curl.ts'
import { hasProgram } from '../src/movers.ts'
import { type ServerProcess, startServerProcess } from '../src/server-process.ts'

const PATIENTLY = 180_000
const HAS = { curl: await hasProgram('curl'), openstack: await hasProgram('openstack') }

describe('scripts that speak version 1', { timeout: PATIENTLY }, () => {
  // Enough that curl asks first whether it may send it.
  const bytes = randomBytes(2 ** 21)
  const checksum = createHash('md5').update(bytes).digest('hex')
  let folder: string
  let file: string
  let server: ServerProcess
  let cloud: Cloud

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vitrine-scripts-v1-'))
    file = join(folder, 'source.raw')
    await writeFile(file, bytes)
    server = await startServerProcess(folder)
    cloud = ownCloud(folder, server.url)
  }, PATIENTLY)
  afterAll(async () => {
    await server?.end('SIGTERM')
    await rm(folder, { recursive: true, force: true })
  })

  describe.runIf(HAS.curl)('with curl', () => {
    const OCTETS = ['-H', 'Content-Type: application/octet-stream']
    const RAW = ['-H', 'X-Image-Meta-Disk-Format: raw', '-H', 'X-Image-Meta-Container_format: bare']
    const ask = (path: string, ...args: string[]) => curl(cloud, `/v1${path}`, args)
    const imageOf = (body: Buffer) => JSON.parse(body.toString()).image
    const show = async (id: string) => (await cloud.client()).images.show(id)

    test('upload a file, and read what is said of it in headers', async () => {
      const name = ['-H', 'X-Image-Meta-Name: Größe 100%', '-H', 'X-Image-Meta-Property-Kernel-Args: quiet']
      const created = await ask('/images', ...name, ...RAW, ...OCTETS, '--data-binary', `@${file}`)
      const { id, ...image } = imageOf(created.body)
      expect([created.status, created.headers.location, created.headers.etag]).toEqual([
        201,
        `/v1/images/${id}`,
        checksum,
      ])
      expect(image).toMatchObject({ name: 'Größe 100%', size: bytes.length, properties: { kernel_args: 'quiet' } })
      expect(await show(id)).toMatchObject({ name: 'Größe 100%', status: 'active', checksum, kernel_args: 'quiet' })

      const head = await ask(`/images/${id}`, '-I')
      const said = { 'x-image-meta-name': 'Größe 100%', 'x-image-meta-property-kernel_args': 'quiet' }
      expect(head).toMatchObject({ status: 200, headers: { ...said, 'x-image-meta-checksum': checksum } })
      const whole = await ask(`/images/${id}`)
      expect([whole.headers['x-image-meta-id'], whole.body.equals(bytes)]).toEqual([id, true])
    })

    test('upload what is piped in, at once or after the record', async () => {
      const created = await curl(cloud, '/v1/images', [...RAW, ...OCTETS, '-X', 'POST', '-T', '-'], bytes)
      expect(imageOf(created.body)).toMatchObject({ status: 'active', checksum })
      const reserved = await ask('/images', '-X', 'POST', '-H', 'x-image-meta-property-kept: yes', ...RAW)
      const { id, status } = imageOf(reserved.body)
      expect(status).toBe('queued')
      await curl(cloud, `/v1/images/${id}`, [...OCTETS, '-T', '-'], bytes)
      expect(await show(id)).toMatchObject({ status: 'active', checksum, kept: 'yes' })
      const again = await curl(cloud, `/v1/images/${id}`, [...OCTETS, '-T', '-'], bytes)
      expect(again).toMatchObject({ status: 409, headers: { 'content-type': 'text/plain; charset=UTF-8' } })
      expect((await ask(`/images/${id}`)).body.equals(bytes)).toBe(true)
    })

    test('change, share and delete an image without a word in the body', async () => {
      const put = (path: string, ...args: string[]) => ask(path, '-X', 'PUT', ...args)
      const { id } = imageOf((await ask('/images', '-X', 'POST', '-H', 'x-image-meta-property-old: 1')).body)
      // curl sends a header without a value where it is written like this.
      expect(await put(`/images/${id}`, '-H', 'x-image-meta-property-new;')).toMatchObject({ status: 200 })
      expect(imageOf((await put(`/images/${id}`, '-H', 'x-glance-registry-purge-props: False')).body)).toMatchObject({
        status: 'queued',
        properties: { new: null },
      })
      expect(await put(`/images/${id}/members/friends`)).toMatchObject({ status: 204 })
      expect((await ask(`/images/${id}/members`)).body.toString()).toBe(
        '{"members":[{"member_id":"friends","can_share":false}]}',
      )
      expect(await ask(`/images/${id}`, '-X', 'DELETE')).toMatchObject({ status: 200, body: Buffer.alloc(0) })
      expect(await ask(`/images/${id}`, '-I')).toMatchObject({ status: 404 })
    })

    test('hear why data is refused that curl calls a form', async () => {
      const { status, headers, body } = await ask('/images', ...RAW, '--data-binary', `@${file}`)
      expect([status, headers['content-type']]).toEqual([400, 'text/html; charset=UTF-8'])
      expect(body.toString()).toContain('application/octet-stream')
    })
  })

  test.runIf(HAS.openstack)('list, show and delete with openstack, which cannot create', async () => {
    const { images, data } = await cloud.client()
    const { id } = await images.create({ name: 'listed', disk_format: 'raw', container_format: 'bare' })
    await data.upload(id, file)
    const image = (...args: string[]) => openstack(cloud, '--os-image-api-version', '1', 'image', ...args)
    // By name, its default, it cannot sort images of which one has none.
    expect(JSON.parse(await image('list', '--long', '--sort', 'id', '-f', 'json'))).toContainEqual(
      expect.objectContaining({ ID: id, Name: 'listed', Checksum: checksum, Visibility: false, Protected: false }),
    )
    expect(JSON.parse(await image('show', '-f', 'json', 'listed'))).toMatchObject({ id, size: bytes.length })
    // It describes the image in a body of JSON, which this API never knew.
    await expect(image('create', '--file', file, 'made')).rejects.toMatchObject({
      stderr: expect.stringMatching(/^BadRequestException: 400: [^\n]+\n$/),
    })
    await image('delete', 'listed')
    await expect(images.show(id)).rejects.toMatchObject({ status: 404 })
  })
})
