import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { ADMIN, digestOf, GUEST, type LocationService, OWNER, READER, SERVICE, startLocations } from './locations.ts'

let service: LocationService
beforeAll(async () => {
  service = await startLocations({ sizeCap: 1000 })
})
afterAll(() => service.stop())
afterEach(() => service.web.release())

const sha512 = digestOf('sha512', 'machine image')
const NOTHING = { size: null, checksum: null, os_hash_algo: null, os_hash_value: null, locations: [] }
const claim = (os_hash_algo: string, os_hash_value: string) => ({ validation_data: { os_hash_algo, os_hash_value } })
const place = (bytes = 'machine image') => service.web.put('debian', bytes)

describe('a location with a hash', () => {
  test.each(['md5', 'sha1', 'sha256', 'sha512'])(
    'makes the image active once its data has that %s',
    async (algorithm) => {
      const { id } = await service.create()
      const hash = digestOf(algorithm, 'machine image')
      service.web.hold()
      const { status, text } = await service.post(id, { url: place(), ...claim(algorithm, hash.toUpperCase()) })
      expect([status, text]).toStrictEqual([202, ''])
      expect(await service.show(id)).toMatchObject({ ...NOTHING, status: 'importing' })
      expect((await service.download(id, OWNER)).status).toBe(204)
      service.web.release()
      expect(await service.until(id, { status: 'active' })).toMatchObject({
        size: 13,
        checksum: digestOf('md5', 'machine image'),
        os_hash_algo: algorithm,
        os_hash_value: hash,
        virtual_size: null,
        locations: [{ url: place(), metadata: { store: 'http' } }],
      })
    },
  )

  test('that its data does not have leaves nothing behind, and the next attempt is taken at once (R4, R22)', async () => {
    const { id } = await service.create()
    expect((await service.post(id, { url: place('forgery'), ...claim('sha512', sha512) })).status).toBe(202)
    expect(await service.until(id, { status: 'queued' })).toMatchObject(NOTHING)
    expect(await service.ended(id)).toMatchObject([
      { type: 'location_import', message: expect.stringContaining('os_hash') },
    ])
    expect((await service.post(id, { url: place(), ...claim('sha512', sha512) })).status).toBe(202)
    await service.until(id, { status: 'active', os_hash_value: sha512 })
  })

  test('is believed by a server that is set up to', async () => {
    const trusting = await startLocations({ web: service.web, locations: { all: true, secureHash: false } })
    try {
      const { id } = await trusting.create()
      const stated = 'ab'.repeat(64)
      await trusting.post(id, { url: place(), ...claim('sha512', stated) })
      const image = await trusting.until(id, { status: 'active' })
      expect(image).toMatchObject({ size: 13, checksum: null, os_hash_algo: 'sha512', os_hash_value: stated })
      const plain = await trusting.create()
      await trusting.post(plain.id, { url: place() })
      await trusting.until(plain.id, { status: 'active' })
      await trusting.ended(plain.id)
      expect(await trusting.show(plain.id)).toMatchObject({ checksum: null, os_hash_algo: null, os_hash_value: null })
    } finally {
      await trusting.stop()
    }
  })
})

describe('a location without a hash', () => {
  test.each([{}, { validation_data: {} }])('makes the image active at once; digests follow: %j', async (said) => {
    const { id } = await service.create()
    service.web.hold()
    expect((await service.post(id, { url: place(), ...said })).status).toBe(202)
    expect(await service.until(id, { status: 'active' })).toMatchObject({
      size: 13,
      checksum: null,
      os_hash_algo: null,
    })
    service.web.release()
    const digests = { checksum: digestOf('md5', 'machine image'), os_hash_value: digestOf('sha256', 'machine image') }
    await service.until(id, { ...digests, os_hash_algo: 'sha256' })
    expect((await service.download(id, OWNER)).text).toBe('machine image')
  })

  test('stays without digests when its data cannot be read, after some attempts', async () => {
    const { id } = await service.create()
    const url = place()
    service.web.interrupt(async () => undefined)
    for (let attempt = 0; attempt < 3; attempt++) service.web.fail(502)
    await service.post(id, { url })
    expect(await service.ended(id)).toMatchObject([{ status: 'failure' }])
    expect(await service.show(id)).toMatchObject({ status: 'active', size: 13, checksum: null, os_hash_value: null })
  })

  test('gets its digests when reading it works the third time', async () => {
    const { id } = await service.create()
    const url = place()
    service.web.interrupt(async () => undefined)
    for (let attempt = 0; attempt < 2; attempt++) service.web.fail(502)
    await service.post(id, { url })
    await service.until(id, { status: 'active', os_hash_value: digestOf('sha256', 'machine image') })
  })

  test('that leads nowhere leaves the image queued, and says so without naming the place (S8, U1)', async () => {
    const { id } = await service.create()
    service.web.remove('debian')
    expect((await service.post(id, { url: `http://${service.web.place}/secret-place` })).status).toBe(202)
    expect(await service.until(id, { status: 'queued' })).toMatchObject(NOTHING)
    const [task] = await service.ended(id)
    expect(task).toMatchObject({ status: 'failure', message: expect.stringContaining('cannot be read') })
    expect(JSON.stringify(task)).not.toMatch(/secret-place|127\.0\.0\.1/)
  })
})

describe('an image that waits for its data', () => {
  test('takes no other location, upload or patch of locations; its attributes can change', async () => {
    const { id } = await service.create()
    service.web.hold()
    await service.post(id, { url: place(), ...claim('sha512', sha512) })
    expect((await service.post(id, { url: place() })).status).toBe(409)
    expect((await service.upload(id, 'x', OWNER)).status).toBe(409)
    expect((await service.add(id, place())).status).toBe(409)
    expect((await service.patch(id, [{ op: 'add', path: '/zone', value: 'a' }])).status).toBe(200)
    service.web.release()
    await service.until(id, { status: 'active', zone: 'a' })
  })

  test('can be deleted, and its remote data stays where it is', async () => {
    const { id } = await service.create()
    service.web.hold()
    await service.post(id, { url: place(), ...claim('sha512', sha512) })
    expect((await service.ask('DELETE', `/v2/images/${id}`)).status).toBe(204)
    service.web.release()
    expect((await service.ask('GET', `/v2/images/${id}`)).status).toBe(404)
  })

  test('takes one of any number of locations that are added at once', async () => {
    const { id } = await service.create()
    const answers = await Promise.all([1, 2, 3, 4].map(() => service.post(id, { url: place() })))
    expect(answers.map(({ status }) => status).sort()).toStrictEqual([202, 409, 409, 409])
    await service.until(id, { status: 'active' })
  })
})

describe('who may add a location', () => {
  const url = 'http://images.example/debian'
  test('is decided after the status, and after visibility', async () => {
    const active = await service.createUploaded('x', { visibility: 'community' })
    const queued = await service.create({ visibility: 'community' })
    const mine = await service.create()
    for (const { image, headers, status } of [
      { image: mine, headers: GUEST, status: 404 },
      { image: active, headers: GUEST, status: 409 },
      { image: active, headers: READER, status: 409 },
      { image: queued, headers: GUEST, status: 403 },
      { image: queued, headers: READER, status: 403 },
    ]) {
      expect((await service.post(image.id, { url }, headers)).status).toBe(status)
    }
  })

  test('is services too, for any image that they see', async () => {
    const { id } = await service.create({ visibility: 'community' })
    expect((await service.post(id, { url: place() }, SERVICE)).status).toBe(202)
    await service.until(id, { status: 'active' })
  })

  test.each([
    'file:///etc/passwd',
    'FILE:///etc/passwd',
    'file:/etc/passwd',
    'file://localhost/etc/passwd',
    'swift+config://ref1/container/object',
    'cinder://volume',
  ])('is nobody, where the URL is %s (S8, S20)', async (bad) => {
    const { id } = await service.create({ visibility: 'community' })
    for (const { headers, status } of [
      { headers: OWNER, status: 403 },
      { headers: ADMIN, status: 403 },
      { headers: SERVICE, status: 400 },
    ]) {
      expect((await service.post(id, { url: bad }, headers)).status).toBe(status)
    }
    expect(await service.show(id)).toMatchObject({ status: 'queued', ...NOTHING })
    expect(await service.ended(id)).toStrictEqual([])
  })

  test.each(['http://127.0.0.1:1/', 'http://169.254.169.254/', 'http://127.1/', 'http://u:secret@images.example/'])(
    'is nobody, where the URL is %s: that is refused at once (S21, S23, S27, S29)',
    async (bad) => {
      const { id } = await service.create()
      const { status, text } = await service.post(id, { url: bad })
      expect(status).toBe(400)
      expect(text).not.toContain('secret')
      expect(await service.ended(id)).toStrictEqual([])
    },
  )

  test('is nobody but services where there is no store of data elsewhere, and these are told (S8)', async () => {
    const plain = await startLocations({ web: service.web, locations: undefined })
    try {
      const { id } = await plain.create({ visibility: 'community' })
      expect((await plain.post(id, { url: place() })).status).toBe(403)
      expect((await plain.post(id, { url: place() }, ADMIN)).status).toBe(403)
      expect((await plain.post(id, { url: place() }, SERVICE)).status).toBe(400)
    } finally {
      await plain.stop()
    }
  })
})

describe('a request is refused', () => {
  const url = 'http://images.example/debian'
  test.each([
    { name: 'no body', body: '' },
    { name: 'no object', body: [url] },
    { name: 'no URL', body: {} },
    { name: 'a URL that is no text', body: { url: 5 } },
    { name: 'a URL of 256 characters', body: { url: url.padEnd(256, 'x') } },
    { name: 'no digests', body: { url, validation_data: null } },
    { name: 'an algorithm alone', body: { url, validation_data: { os_hash_algo: 'sha256' } } },
    { name: 'a value alone', body: { url, validation_data: { os_hash_value: 'ab' } } },
    { name: 'another key', body: { url, validation_data: { checksum: 'ab' } } },
    { name: 'an unknown algorithm', body: { url, ...claim('sha3_512', 'a'.repeat(128)) } },
    { name: 'no hex', body: { url, ...claim('sha256', 'z'.repeat(64)) } },
    { name: 'a hash of another length', body: { url, ...claim('sha256', 'a'.repeat(128)) } },
    { name: 'an empty hash', body: { url, ...claim('sha256', '') } },
  ])('with 400 for $name, whatever the image', async ({ body }) => {
    const { id } = await service.create()
    expect((await service.post(id, body)).status).toBe(400)
    expect((await service.post('unknown', body)).status).toBe(400)
    expect(await service.show(id)).toMatchObject({ status: 'queued' })
  })

  test('with 400 for an image whose formats are not known', async () => {
    const { id } = await service.create({ disk_format: null })
    const { status, json } = await service.post(id, { url: place() })
    expect([status, json.message]).toStrictEqual([400, expect.stringContaining('disk_format')])
  })

  test('by another method with what there is (C23)', async () => {
    const { id } = await service.create()
    const { status, headers } = await service.ask('PUT', `/v2/images/${id}/locations`)
    expect([status, headers.allow]).toStrictEqual([405, 'GET, POST'])
  })
})
