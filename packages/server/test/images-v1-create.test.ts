import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ADMIN, OTHER, OWNER, RAW, READER, type ServiceV1, startImagesV1 } from './images-v1.ts'

const CAP = 2 ** 20

let service: ServiceV1
beforeAll(async () => {
  service = await startImagesV1({ sizeCap: CAP, quotas: { properties: 3, tags: 3 } })
})
afterAll(() => service.stop())

const md5 = (bytes: Uint8Array | string) => createHash('md5').update(bytes).digest('hex')
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/

describe('a new image', () => {
  test('of nothing is reserved, with the defaults', async () => {
    const { status, headers, json } = await service.post()
    expect(status).toBe(201)
    expect(headers['content-type']).toBe('application/json')
    expect(headers.location).toBe(`/v1/images/${json.image.id}`)
    expect(headers).not.toHaveProperty('etag')
    expect(json).toStrictEqual({
      image: {
        id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
        name: null,
        disk_format: null,
        container_format: null,
        checksum: null,
        size: 0,
        status: 'queued',
        is_public: false,
        protected: false,
        deleted: false,
        owner: 'project-a',
        min_disk: 0,
        min_ram: 0,
        created_at: expect.stringMatching(TIME),
        updated_at: json.image.created_at,
        deleted_at: null,
        virtual_size: null,
        properties: {},
      },
    })
  })

  test('keeps what it was given, in whatever spelling', async () => {
    const id = randomUUID()
    const headers = {
      'X-Image-Meta-Id': id,
      'X-IMAGE-META-NAME': Buffer.from('Größe 𝒜').toString('latin1'),
      'x-image-meta-disk-format': 'qcow2',
      'x-image-meta-container_format': 'ovf',
      'X-Image-Meta-Protected': 'Yes',
      'X-Image-Meta-Min-Ram': '512',
      'X-Image-Meta-Min_Disk': '2147483647',
      'X-Image-Meta-Property-Os-Distro': 'debian',
      'X-Image-Meta-Property-Zone': '',
    }
    const { status, json } = await service.ask('POST', '/v1/images', { ...OWNER, ...headers })
    expect(status).toBe(201)
    expect(json.image).toMatchObject({
      id,
      name: 'Größe 𝒜',
      disk_format: 'qcow2',
      container_format: 'ovf',
      protected: true,
      min_ram: 512,
      min_disk: 2147483647,
      properties: { os_distro: 'debian', zone: null },
    })
  })

  test.each(['/v1.0/images', '/v1.1/images', '/v1/images'])('is made at %s', async (path) => {
    const { status, headers } = await service.ask('POST', path)
    expect(status).toBe(201)
    expect(headers.location).toMatch(/^\/v1\/images\//)
  })

  test('with percent signs keeps them: clients escape what is not ASCII', async () => {
    expect((await service.made({ name: 'Gr%C3%B6%C3%9Fe' })).name).toBe('Gr%C3%B6%C3%9Fe')
  })

  test('is not public when that is no boolean', async () => {
    expect((await service.made({ is_public: 'maybe' }, undefined, ADMIN)).is_public).toBe(false)
    expect((await service.made({ is_public: 'on' }, undefined, ADMIN)).is_public).toBe(true)
  })

  test('of an Amazon kind has one format', async () => {
    expect(await service.made({ container_format: 'ami' })).toMatchObject({
      disk_format: 'ami',
      container_format: 'ami',
    })
    const { status, json } = await service.post({ container_format: 'ami', disk_format: 'raw' })
    expect([status, json.message]).toStrictEqual([400, expect.stringContaining('ami')])
  })

  test('ignores what only the server says (S5)', async () => {
    const times = { created_at: '2001-01-01T00:00:00', updated_at: '2001-01-01', deleted_at: '2001-01-01' }
    const fields = { ...times, status: 'active', deleted: 'True', virtual_size: 5, uri: '/x', copy_from: 'file:///x' }
    const image = await service.made(fields)
    expect(image).toMatchObject({ status: 'queued', deleted: false, deleted_at: null, virtual_size: null })
    expect(image.created_at > '2026').toBe(true)
  })

  test('takes no notice of size and checksum while it has no data', async () => {
    expect(await service.made({ size: 5, checksum: 'ab' })).toMatchObject({ status: 'queued', size: 0, checksum: null })
  })

  test('has the owner that an administrator names, and otherwise the project of its maker', async () => {
    expect((await service.made({ owner: 'project-b' }, undefined, ADMIN)).owner).toBe('project-b')
    expect((await service.made({ owner: 'project-b' })).owner).toBe('project-a')
  })

  test('may have as many properties as there may be', async () => {
    const properties = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, n) => [`property-p${n}`, 'x'.repeat(3000)]))
    expect(Object.keys((await service.made(properties(3))).properties)).toHaveLength(3)
    const before = await service.count()
    expect((await service.post(properties(4))).status).toBe(413)
    expect(await service.count()).toBe(before)
  })
})

describe('an image that is to have no data', () => {
  test('is active at once, and there is nothing to read', async () => {
    const { status, headers, json } = await service.post({ size: 0 })
    expect(status).toBe(201)
    expect(headers).not.toHaveProperty('etag')
    expect(json.image).toMatchObject({ status: 'active', size: 0, checksum: null })
    const read = await service.get(json.image.id)
    expect([read.status, read.body.length, read.headers['content-length']]).toStrictEqual([200, 0, '0'])
    expect(read.headers).not.toHaveProperty('etag')
    expect(await service.filesOnDisk()).toStrictEqual([])
    expect((await service.put(json.image.id, RAW, 'data')).status).toBe(409)
  })
})

describe('an image with its data', () => {
  test.each([1, 1000, 300_000])('of %i bytes is active, with size and checksum', async (size) => {
    const bytes = randomBytes(size)
    const { status, headers, json } = await service.post({ ...RAW, name: 'x', 'property-a': 'b' }, bytes)
    expect(status).toBe(201)
    expect(headers).toMatchObject({ etag: md5(bytes), location: `/v1/images/${json.image.id}` })
    const data = { status: 'active', size, checksum: md5(bytes), virtual_size: size }
    expect(json.image).toMatchObject({ ...RAW, ...data, name: 'x', properties: { a: 'b' } })
    expect((await service.get(json.image.id)).body.equals(bytes)).toBe(true)
  })

  test('may be chunked, and of any length', async () => {
    const { request, answer } = service.openPost()
    const bytes = randomBytes(100_000)
    for (let at = 0; at < bytes.length; at += 999) request.write(bytes.subarray(at, at + 999))
    request.end()
    const { status, json } = await answer
    expect(status).toBe(201)
    expect(json.image).toMatchObject({ status: 'active', size: bytes.length, checksum: md5(bytes) })
  })

  test('may be chunked and empty', async () => {
    const { request, answer } = service.openPost({ 'Transfer-Encoding': 'chunked' })
    request.end()
    expect((await answer).json.image).toMatchObject({ status: 'active', size: 0, checksum: md5('') })
  })

  test('may say beforehand what the data will be', async () => {
    const said = { size: 4, checksum: md5('data').toUpperCase(), store: 'file' }
    expect(await service.made({ ...RAW, ...said }, 'data')).toMatchObject({ status: 'active', size: 4 })
  })

  test('takes a media type with parameters, and none where there is no data', async () => {
    const type = { ...OWNER, 'Content-Type': 'Application/Octet-Stream; charset=x' }
    expect((await service.post(RAW, 'data', type)).status).toBe(201)
    expect((await service.post(RAW, undefined, { ...OWNER, 'Content-Type': 'text/plain' })).status).toBe(201)
  })
})

describe('a new image is refused, and there is no record of it', () => {
  async function expectNothing(fields: Parameters<ServiceV1['post']>, status: number, says: string): Promise<void> {
    const before = await service.count()
    const answer = await service.post(...fields)
    expect([answer.status, answer.json.message]).toStrictEqual([status, expect.stringContaining(says)])
    expect(answer.headers).not.toHaveProperty('location')
    expect(await service.count()).toBe(before)
  }

  test.each<{ name: string; fields: Parameters<ServiceV1['post']>[0]; says: string }>([
    { name: 'a header that does not exist', fields: { foo: 1 }, says: 'x-image-meta-foo' },
    { name: 'a name that is too long', fields: { name: 'n'.repeat(256) }, says: `'name'` },
    { name: 'an unknown disk format', fields: { disk_format: 'zip' }, says: `'disk_format'` },
    { name: 'an unknown container format', fields: { container_format: 'box' }, says: `'container_format'` },
    { name: 'a size that is no number', fields: { size: 'big' }, says: `'size'` },
    { name: 'a negative size', fields: { size: -1 }, says: `'size'` },
    { name: 'a checksum that is too long', fields: { checksum: 'a'.repeat(33) }, says: `'checksum'` },
    { name: 'too much memory', fields: { min_ram: 2147483648 }, says: `'min_ram'` },
    { name: 'a disk that is no number', fields: { min_disk: '1.5' }, says: `'min_disk'` },
    { name: 'an id that is none', fields: { id: 'debian' }, says: `'id'` },
    { name: 'a time that is none', fields: { created_at: 'now' }, says: `'created_at'` },
    { name: 'a time before all images', fields: { updated_at: '1899-12-31' }, says: `'updated_at'` },
    { name: 'bytes that are not UTF-8', fields: { name: 'caf\u00e9' }, says: 'UTF-8' },
    { name: 'a property that is not UTF-8', fields: { 'property-x': '\u00ff' }, says: 'UTF-8' },
    { name: 'a field in two spellings', fields: { is_public: 'True', 'is-public': 'False' }, says: 'twice' },
    { name: 'a property without a name (C16)', fields: { 'property-': 'x' }, says: 'property name' },
    { name: 'an unknown store', fields: { store: 'swift' }, says: `'swift'` },
    { name: 'an unknown store and data', fields: { ...RAW, store: 'swift' }, says: `'swift'` },
  ])('with 400 for $name', async ({ fields, says }) => {
    await expectNothing([fields], 400, says)
    await expectNothing([fields, 'data'], 400, says)
  })

  test.each([
    'x-image-meta-protected',
    'x-image-meta-is-public',
    'X-Image-Meta-Name',
    'x-image-meta-property-a',
    'x-glance-api-copy-from',
  ])('with 400 where %s is given twice: two values would be read as one', async (header) => {
    const before = await service.count()
    const headers = { ...OWNER, [header]: ['True', 'True'] }
    const { status, json } = await service.call('POST', '/v1/images', { headers })
    expect([status, json.message]).toStrictEqual([400, `Header '${header.toLowerCase()}' is given twice`])
    expect(await service.count()).toBe(before)
  })

  test.each([
    { fields: { disk_format: 'raw' }, says: 'container_format' },
    { fields: { container_format: 'bare' }, says: 'disk_format' },
    { fields: {}, says: 'disk_format' },
  ])('with 400 for data without $says', async ({ fields, says }) => {
    await expectNothing([fields as Record<string, string>, 'data'], 400, says)
  })

  test.each(['stores', 'os_glance_import_task', 'os-glance-x', 'visibility', 'status', 'checksum', 'location', 'id'])(
    'with 403 for a property called %s (S11)',
    async (name) => {
      await expectNothing([{ [`property-${name}`]: 'x' }], 403, name.replaceAll('-', '_'))
    },
  )

  test('with 409 for an id that is taken, or was', async () => {
    const { id } = await service.made()
    await expectNothing([{ id }, undefined, OTHER], 409, id)
    await service.remove(id)
    await expectNothing([{ id }, undefined, OTHER], 409, id)
    await expectNothing([{ id, ...RAW }, 'data'], 409, id)
  })

  test('with 400 for data that is declared larger than allowed (S50)', async () => {
    await expectNothing([{ ...RAW, size: CAP + 1 }, 'data'], 400, String(CAP))
    const { request, answer } = service.openPost({ 'Content-Length': 2 ** 40 })
    request.flushHeaders()
    expect((await answer).status).toBe(400)
    request.destroy()
  })

  test.each(['x', 'z'.repeat(32), 'a'.repeat(31)])(
    'with 400 for data with the checksum %s, which is none',
    async (checksum) => {
      await expectNothing([{ ...RAW, checksum }, 'data'], 400, `'checksum'`)
      await expectNothing([{ size: 0, checksum }], 400, `'checksum'`)
    },
  )

  test('with 400 for no data that is said to have the checksum of some', async () => {
    await expectNothing([{ size: 0, checksum: md5('data') }], 400, md5(''))
    expect(await service.made({ size: 0, checksum: md5('') })).toMatchObject({ status: 'active', size: 0 })
  })

  test('with 403 to who may not', async () => {
    await expectNothing([{}, undefined, READER], 403, 'add_image')
    await expectNothing([{ is_public: true }], 403, 'publicize_image')
  })

  test('with 401 to strangers', async () => {
    const { status, headers } = await service.post({}, undefined, {})
    expect([status, headers['www-authenticate']]).toStrictEqual([401, expect.stringContaining('Keystone')])
  })
})
