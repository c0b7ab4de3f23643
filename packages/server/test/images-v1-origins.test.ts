import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createHttpSource } from '@vitrine/stores/http'
import { afterAll, afterEach, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { type ImageSource, startImageSource } from './image-source.ts'
import { ADMIN, type Fields, OWNER, PATIENTLY, RAW, READER, type ServiceV1, startImagesV1 } from './images-v1.ts'
import type { ServiceOptions } from './service.ts'
import { aBody } from './tasks.ts'

const CAP = 1000
const COPY = 'x-glance-api-copy-from'

let web: ImageSource
let service: ServiceV1
beforeAll(async () => {
  web = await startImageSource()
  service = await startImagesV1({ source: source(), locations: { all: true }, sizeCap: CAP })
})
afterEach(() => web.release())
afterAll(async () => {
  await service.stop()
  await web.close()
})

const source = () => createHttpSource({ allow: [web.place], idleMs: 10_000 })
const md5 = (bytes: string) => createHash('md5').update(bytes).digest('hex')

async function serve(options: ServiceOptions): Promise<ServiceV1> {
  const started = await startImagesV1(options)
  onTestFinished(() => started.stop())
  return started
}

/** What v1 shows of the image, as soon as it is as wanted. */
const until = (id: string, wanted: Record<string, string>, on = service) =>
  vi.waitFor(async () => {
    const shown = await on.shown(id, ADMIN)
    expect(shown).toMatchObject(wanted)
    return shown
  }, PATIENTLY)

const tasksOf = async (id: string) => (await service.ask('GET', `/v2/images/${id}/tasks`, ADMIN)).json.tasks

async function expectNothing(fields: Fields, status: number, headers: typeof OWNER, on = service): Promise<string> {
  const before = await on.count()
  const answer = await on.post(fields, undefined, headers)
  expect(answer.status).toBe(status)
  expect(await on.count()).toBe(before)
  return answer.text
}

describe('an image that is copied', () => {
  test('is queued first, and active once its data is here', async () => {
    web.hold()
    const url = web.put('debian', 'machine image')
    const { status, headers, json } = await service.post({ ...RAW, name: 'x', [COPY]: url }, undefined, ADMIN)
    expect(status).toBe(201)
    expect(headers.location).toBe(`/v1/images/${json.image.id}`)
    expect(json.image).toMatchObject({ status: 'queued', size: 0, checksum: null })
    expect((await service.get(json.image.id, ADMIN)).status).toBe(404)
    web.release()
    const want = { status: 'active', size: '13', checksum: md5('machine image'), name: 'x' }
    await until(json.image.id, want)
    expect((await service.get(json.image.id, ADMIN)).text).toBe('machine image')
    await vi.waitFor(async () => {
      expect(await tasksOf(json.image.id)).toMatchObject([{ type: 'api_image_import', status: 'success' }])
    }, PATIENTLY)
  })

  test('keeps its data when that is gone elsewhere', async () => {
    const url = web.put('debian', 'machine image')
    const { id } = await service.made({ ...RAW, [COPY]: url }, undefined, ADMIN)
    await until(id, { status: 'active' })
    web.remove('debian')
    expect((await service.get(id, ADMIN)).text).toBe('machine image')
  })

  test('may be one that waited, and loses the properties that were not said again', async () => {
    const { id } = await service.made({ 'property-a': 'b' }, undefined, ADMIN)
    const answer = await service.put(id, { ...RAW, [COPY]: web.put('debian', 'machine image') }, undefined, ADMIN)
    expect([answer.status, answer.json.image.status, answer.json.image.properties]).toStrictEqual([200, 'queued', {}])
    await until(id, { status: 'active', size: '13' })
  })

  test('may have a size that nobody knows beforehand', async () => {
    const fetch = async () => aBody([Buffer.from('machine '), Buffer.from('image')])
    const own = await serve({ source: { fetch } })
    const { id } = await own.made({ ...RAW, [COPY]: 'http://images.example/' }, undefined, ADMIN)
    await until(id, { status: 'active', size: '13', checksum: md5('machine image') }, own)
  })

  test.each([
    { name: 'its source fails after all', fields: {}, fail: 500 },
    { name: 'its source is gone by then', fields: {}, fail: 404 },
    { name: 'its data has another format', fields: { disk_format: 'qcow2' }, fail: undefined },
    { name: 'its data has another checksum than said', fields: { checksum: md5('other') }, fail: undefined },
  ])('is killed where $name', async ({ fields, fail }) => {
    const url = web.put('debian', 'machine image')
    if (fail !== undefined) {
      web.interrupt(async () => undefined)
      web.fail(fail)
    }
    const kept = await service.filesOnDisk()
    const { id } = await service.made({ ...RAW, ...fields, [COPY]: url } as Fields, undefined, ADMIN)
    expect(await until(id, { status: 'killed', size: '0' })).not.toHaveProperty('checksum')
    expect(await service.filesOnDisk()).toStrictEqual(kept)
    expect((await service.get(id, ADMIN)).status).toBe(404)
    expect((await service.remove(id, ADMIN)).status).toBe(200)
  })

  test('is what it was said to be', async () => {
    const said = { size: 13, checksum: md5('machine image').toUpperCase() }
    const url = web.put('debian', 'machine image')
    const { id } = await service.made({ ...RAW, ...said, [COPY]: url }, undefined, ADMIN)
    await until(id, { status: 'active', size: '13', checksum: md5('machine image') })
  })

  test('is killed where its size is another than said, and nobody knew before', async () => {
    const fetch = async () => aBody([Buffer.from('machine image')])
    const own = await serve({ source: { fetch } })
    const { id } = await own.made({ ...RAW, size: 12, [COPY]: 'http://images.example/' }, undefined, ADMIN)
    await until(id, { status: 'killed', size: '0' }, own)
  })

  test('may be deleted meanwhile: its task fails, and no bytes are left (S51)', async () => {
    const own = await serve({ source: source() })
    web.hold()
    const begun = once(own.events, 'put begins')
    const { id } = await own.made({ ...RAW, [COPY]: web.put('debian', 'machine image') }, undefined, ADMIN)
    await begun
    const [failed, forgotten] = [once(own.events, 'task failed'), once(own.events, 'forgetKey ends')]
    expect((await own.remove(id, ADMIN)).status).toBe(200)
    web.release()
    expect(await failed).toMatchObject([{ code: 'imageGone' }])
    await forgotten
    expect(await own.filesOnDisk()).toStrictEqual([])
    expect(await own.shown(id, ADMIN)).toMatchObject({ status: 'deleted' })
  })
})

describe('an image whose data stays elsewhere', () => {
  test('is active at once, and its digests follow', async () => {
    web.hold()
    const url = web.put('debian', 'machine image')
    const { status, headers, json } = await service.post({ ...RAW, location: url })
    expect(status).toBe(201)
    expect(headers).not.toHaveProperty('etag')
    expect(json.image).toMatchObject({ status: 'active', size: 13, checksum: null })
    web.release()
    expect((await service.get(json.image.id)).text).toBe('machine image')
    await until(json.image.id, { status: 'active', checksum: md5('machine image') })
    expect(await service.filesOnDisk()).not.toContain('debian')
  })

  test("with a checksum is nobody's to read before that was found right", async () => {
    const checksum = md5('machine image')
    web.hold()
    const location = web.put('debian', 'machine image')
    const said = { location, size: 13, checksum: checksum.toUpperCase() }
    const { status, headers, json } = await service.post({ ...RAW, ...said })
    expect(status).toBe(201)
    expect(headers).not.toHaveProperty('etag')
    expect(json.image).toMatchObject({ status: 'saving', size: 0, checksum: null })
    expect((await service.get(json.image.id)).status).toBe(404)
    web.release()
    await until(json.image.id, { status: 'active', size: '13', checksum })
    expect((await service.get(json.image.id)).text).toBe('machine image')
  })

  test.each(['a new image', 'an image that waits'])('with another checksum is killed: %s', async (which) => {
    const fields = { ...RAW, location: web.put('debian', 'machine image'), checksum: md5('other') }
    const made = which === 'a new image' ? undefined : (await service.made({ name: 'waits' })).id
    const { json } = made === undefined ? await service.post(fields) : await service.put(made, fields)
    const { id } = json.image
    expect(await until(id, { status: 'killed', size: '0' })).not.toHaveProperty('checksum')
    expect((await service.get(id)).status).toBe(404)
    await vi.waitFor(async () => {
      const [task] = await tasksOf(id)
      expect(task).toMatchObject({ type: 'location_import', status: 'failure' })
      expect(task.message).toContain(`'checksum'`)
      expect(JSON.stringify(task)).not.toContain('debian')
    }, PATIENTLY)
  })

  test('has the checksum that was said, where the server is set up to believe it', async () => {
    const own = await serve({ source: source(), locations: { secureHash: false } })
    const location = web.put('debian', 'machine image')
    const { headers, json } = await own.post({ ...RAW, location, checksum: md5('other') })
    expect(headers.etag).toBe(md5('other'))
    expect(json.image).toMatchObject({ status: 'active', size: 13, checksum: md5('other') })
    expect((await own.ask('GET', `/v2/images/${json.image.id}/tasks`, ADMIN)).json.tasks).toStrictEqual([])
  })

  test('is in no answer said to be there (S3)', async () => {
    const url = web.put('elsewhere', 'machine image')
    const made = await service.post({ ...RAW, location: url })
    const { id } = made.json.image
    const list = await service.ask('GET', '/v1/images/detail')
    const answers = [made, list, await service.head(id), await service.get(id), await service.put(id, { name: 'x' })]
    for (const { headers, text } of answers) expect(JSON.stringify([headers, text])).not.toContain('elsewhere')
    expect((await service.shownByV2(id)).locations).toMatchObject([{ url }])
  })

  test('may be one that waited', async () => {
    const { id } = await service.made(RAW)
    const answer = await service.put(id, { location: web.put('debian', 'machine image') })
    expect([answer.status, answer.json.image]).toStrictEqual([
      200,
      expect.objectContaining({ status: 'active', size: 13 }),
    ])
    expect((await service.put(id, { location: web.put('other', 'other') })).status).toBe(400)
  })

  test('can be read only while it is there', async () => {
    const { id } = await service.made({ ...RAW, location: web.put('debian', 'machine image') })
    await until(id, { checksum: md5('machine image') })
    web.remove('debian')
    expect((await service.get(id)).status).toBe(404)
    expect((await service.head(id)).status).toBe(200)
    expect((await service.remove(id)).status).toBe(200)
  })
})

describe('neither is made', () => {
  const ways = [
    { way: 'location', field: 'location' },
    { way: 'source', field: COPY },
  ]

  describe.each(ways)('where the $way', ({ field }) => {
    test.each([
      'file:///etc/passwd',
      'FILE:///etc/passwd',
      'file:/etc/passwd',
      'file://localhost/etc/passwd',
      'filesystem:///etc/passwd',
      'swift+config://ref1/container/object',
      'cinder://volume',
      '',
      'debian',
      'http://127.0.0.1:22/',
      'http://127.1/',
      'http://[::1]/',
      'http://169.254.169.254/latest/meta-data/',
      'http://user:secret@images.example/',
    ])('is %j: that is 400 (S20, S21, S23)', async (url) => {
      const asked = web.requests.length
      expect(await expectNothing({ ...RAW, [field]: url }, 400, ADMIN)).not.toContain('secret')
      const { id } = await service.made(RAW, undefined, ADMIN)
      expect((await service.put(id, { [field]: url }, undefined, ADMIN)).status).toBe(400)
      expect(await service.shown(id, ADMIN)).toMatchObject({ status: 'queued' })
      expect(web.requests).toHaveLength(asked)
    })

    test('is not there: that is 404', async () => {
      await expectNothing({ ...RAW, [field]: `http://${web.place}/nothing` }, 404, ADMIN)
      const { id } = await service.made(RAW, undefined, ADMIN)
      const before = await service.shown(id, ADMIN)
      const fields = { name: 'new', [field]: `http://${web.place}/nothing` }
      expect((await service.put(id, fields, undefined, ADMIN)).status).toBe(404)
      expect(await service.shown(id, ADMIN)).toStrictEqual(before)
    })

    test('has more than an image may have: that is 400', async () => {
      const url = web.put('large', 'x'.repeat(CAP + 1))
      await expectNothing({ ...RAW, [field]: url }, 400, ADMIN)
    })

    test('is there, and the formats are not said', async () => {
      await expectNothing({ disk_format: 'raw', [field]: web.put('debian', 'machine image') }, 400, ADMIN)
    })

    test('has another size than said: that is 409, for an update in a bare sentence', async () => {
      const url = web.put('debian', 'machine image')
      await expectNothing({ ...RAW, [field]: url, size: 12 }, 409, ADMIN)
      const { id } = await service.made(RAW, undefined, ADMIN)
      const before = await service.shown(id, ADMIN)
      const answer = await service.put(id, { name: 'new', [field]: url, size: 12 }, undefined, ADMIN)
      expect([answer.status, answer.headers['content-type'], answer.text]).toStrictEqual([
        409,
        'text/plain; charset=UTF-8',
        'What lies at the URL has 13 bytes, not 12',
      ])
      expect(await service.shown(id, ADMIN)).toStrictEqual(before)
    })

    test('is there, and nobody looks, when the request is wrong by itself', async () => {
      const asked = web.requests.length
      const url = web.put('debian', 'machine image')
      await expectNothing({ ...RAW, [field]: url, checksum: 'debian' }, 400, ADMIN)
      await expectNothing({ [field]: url }, 400, ADMIN)
      const { id } = await service.made({ disk_format: 'raw' })
      expect((await service.put(id, { [field]: url }, undefined, ADMIN)).status).toBe(400)
      expect((await service.put(id, { ...RAW, [field]: url, is_public: true })).status).toBe(403)
      expect(web.requests).toHaveLength(asked)
    })

    test('is one of two (C35)', async () => {
      const url = web.put('debian', 'machine image')
      await expectNothing({ ...RAW, location: url, [COPY]: url }, 400, ADMIN)
      const before = await service.count()
      expect((await service.post({ ...RAW, [field]: url }, 'data', ADMIN)).status).toBe(400)
      expect(await service.count()).toBe(before)
    })

    test('is named by who may not', async () => {
      const asked = web.requests.length
      const fields = { ...RAW, [field]: web.put('debian', 'machine image') }
      await expectNothing(fields, 403, READER)
      const { id } = await service.made(RAW)
      expect((await service.put(id, fields, undefined, READER)).status).toBe(403)
      expect(web.requests).toHaveLength(asked)
    })
  })

  test('by a copy that somebody else than an administrator asks for (S21)', async () => {
    const asked = web.requests.length
    await expectNothing({ ...RAW, [COPY]: web.put('debian', 'machine image') }, 403, OWNER)
    expect(web.requests).toHaveLength(asked)
  })

  test('by a location where no store has data elsewhere; a copy needs none', async () => {
    const own = await serve({ source: source() })
    const url = web.put('debian', 'machine image')
    await expectNothing({ ...RAW, location: url }, 400, ADMIN, own)
    const { id } = await own.made({ ...RAW, [COPY]: url }, undefined, ADMIN)
    await until(id, { status: 'active' }, own)
  })
})
