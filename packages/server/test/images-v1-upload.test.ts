import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { type ImageStore, Problem } from '@vitrine/core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { ADMIN, type Fields, OTHER, OWNER, RAW, READER, type ServiceV1, startImagesV1 } from './images-v1.ts'
import type { Answer, ServiceOptions } from './service.ts'

const CAP = 2 ** 20

let service: ServiceV1
beforeAll(async () => {
  service = await startImagesV1({ sizeCap: CAP })
})
afterAll(() => service.stop())

async function serve(options: ServiceOptions): Promise<ServiceV1> {
  const started = await startImagesV1(options)
  onTestFinished(() => started.stop())
  return started
}

const md5 = (bytes: Uint8Array | string) => createHash('md5').update(bytes).digest('hex')

/** The image that is called so: whoever sees it, and whatever became of it. */
async function imageCalled(name: string, on: ServiceV1): Promise<{ id: string }> {
  const { json } = await on.ask('GET', `/v1/images/detail?is_public=None&name=${name}`, ADMIN)
  expect(json.images).toHaveLength(1)
  return json.images[0]
}

/** What is left of data that was not taken: a record that says so, and not a byte. */
async function expectKilled(id: string, on = service): Promise<void> {
  const shown = await on.shown(id)
  expect(shown).toMatchObject({ status: 'killed', size: '0', deleted: 'False' })
  expect(shown).not.toHaveProperty('checksum')
  expect((await on.get(id)).status).toBe(404)
  expect((await on.put(id, RAW, 'data')).status).toBe(409)
  const isListed = async (path: string, headers: Record<string, string>) =>
    (await on.ask('GET', path, headers)).json.images.some((image: { id: string }) => image.id === id)
  expect(await isListed('/v1/images', OWNER)).toBe(false)
  expect(await isListed('/v1/images?is_public=None', ADMIN)).toBe(true)
  expect(await isListed('/v2/images?visibility=all', ADMIN)).toBe(false)
  expect((await on.remove(id)).status).toBe(200)
}

/** Both ways by which data comes in a request: with a new image, and for one that waits. */
const WAYS = [
  {
    way: 'a new image',
    async send(on: ServiceV1, fields: Fields, body: string | Uint8Array, headers = OWNER) {
      const name = `n${randomBytes(8).toString('hex')}`
      const answer = await on.post({ ...fields, name }, body, headers)
      return { answer, id: (await imageCalled(name, on)).id }
    },
  },
  {
    way: 'an image that waits',
    async send(on: ServiceV1, fields: Fields, body: string | Uint8Array, headers = OWNER) {
      const { id } = await on.made(RAW)
      return { answer: await on.put(id, fields, body, headers), id }
    },
  },
]

describe.each(WAYS)('data of $way that is not taken leaves a killed image', ({ send }) => {
  test.each([
    { name: 'another checksum', status: 400, fields: { checksum: md5('other') }, says: md5('data') },
    { name: 'fewer bytes than said', status: 400, fields: { size: 5 }, says: '5 bytes were declared, 4 were received' },
    { name: 'more bytes than said', status: 400, fields: { size: 3 }, says: '3 bytes were declared' },
    { name: 'bytes though there are none', status: 400, fields: { size: 0 }, says: '0 bytes were declared' },
    { name: 'another format than said', status: 400, fields: { disk_format: 'qcow2' }, says: 'qcow2' },
  ])('$status for $name', async ({ status, fields, says }) => {
    const { answer, id } = await send(service, { ...RAW, ...fields } as Fields, 'data')
    expect([answer.status, answer.json.message]).toStrictEqual([status, expect.stringContaining(says)])
    // Its sender need not have chosen the id, and finds a killed image in no list.
    expect(answer.json.message).toMatch(new RegExp(`Image ${id} is killed: delete it`))
    await expectKilled(id)
    expect(await service.filesOnDisk()).toStrictEqual([])
  })

  test.each([{ type: 'text/plain' }, { type: 'application/json' }, { type: '' }])(
    '400 for data typed "$type"',
    async ({ type }) => {
      const { answer, id } = await send(service, RAW, 'data', { ...OWNER, 'Content-Type': type } as typeof OWNER)
      expect([answer.status, answer.json.message]).toStrictEqual([400, expect.stringContaining('octet-stream')])
      expect(answer.json.message).toContain(id)
      await expectKilled(id)
    },
  )

  test.each([
    { name: 'a store that is full', error: new Problem('storeFull', 'The store is full'), status: 413 },
    { name: 'a store that is away', error: new Problem('storeUnavailable', 'The store is away'), status: 503 },
    { name: 'a store that fails', error: new Error('secret'), status: 500 },
  ])('$status for $name', async ({ error, status }) => {
    const put: ImageStore['put'] = () => Promise.reject(error)
    const failing = await serve({ wrapStore: (store) => ({ ...store, put }) })
    const { answer, id } = await send(failing, RAW, 'data')
    expect(answer.status).toBe(status)
    expect(answer.text).not.toContain('secret')
    await expectKilled(id, failing)
  })
})

/** A request whose first bytes are with the store. */
async function begun(on: ServiceV1, open: () => ReturnType<ServiceV1['openPost']>) {
  const begins = once(on.events, 'put begins')
  const sent = open()
  sent.request.write(randomBytes(600_000))
  await begins
  return sent
}

describe.each([
  { way: 'a new image', open: (on: ServiceV1, fields: Fields) => begun(on, () => on.openPost(fields)) },
  {
    way: 'an image that waits',
    async open(on: ServiceV1, fields: Fields) {
      const { id } = await on.made({ ...RAW, ...fields })
      return begun(on, () => on.openPut(id))
    },
  },
])('while data of $way arrives', ({ open }) => {
  test('a client that goes away leaves a killed image, and no bytes (S52, R10)', async () => {
    const own = await serve({})
    const { request } = await open(own, { name: 'gone' })
    const forgotten = once(own.events, 'forgetKey ends')
    request.destroy()
    await forgotten
    await expectKilled((await imageCalled('gone', own)).id, own)
    expect(await own.filesOnDisk()).toStrictEqual([])
  })

  test('a delete ends it with 412, and the bytes are gone (S51)', async () => {
    const own = await serve({})
    const { answer } = await open(own, { name: 'deleted' })
    const { id } = await imageCalled('deleted', own)
    expect(await own.shown(id)).toMatchObject({ status: 'saving', size: '0' })
    const forgotten = once(own.events, 'forgetKey ends')
    expect((await own.remove(id)).status).toBe(200)
    expect((await answer).status).toBe(412)
    await forgotten
    expect(await own.filesOnDisk()).toStrictEqual([])
    expect((await own.head(id)).status).toBe(404)
    expect(await own.shown(id, ADMIN)).toMatchObject({ status: 'deleted', deleted: 'True' })
  })

  test('a client that falls silent is told so with 408, and the image is killed', async () => {
    const own = await serve({ idleMs: 500 })
    const { answer } = await open(own, { name: 'silent' })
    expect((await answer).status).toBe(408)
    await expectKilled((await imageCalled('silent', own)).id, own)
  })

  test.each<{ name: string; options: ServiceOptions }>([
    { name: 'an image may have (S50)', options: { sizeCap: 500_000 } },
    { name: 'the project may have', options: { limits: { bytes: 500_000 } } },
  ])('more than $name is refused with 413, and the image is killed', async ({ options }) => {
    const own = await serve(options)
    const { request, answer } = await open(own, { name: 'large' })
    request.end()
    expect((await answer).status).toBe(413)
    await expectKilled((await imageCalled('large', own)).id, own)
    expect(await own.filesOnDisk()).toStrictEqual([])
  })

  test('other data is refused with 409, a bare sentence whatever is accepted', async () => {
    const { request, answer } = await open(service, { name: 'first' })
    const { id } = await imageCalled('first', service)
    for (const accept of ['application/json', 'text/html', '*/*', undefined]) {
      const headers = { ...OWNER, ...(accept !== undefined && { Accept: accept }) } as typeof OWNER
      const second = await service.put(id, {}, 'data', headers)
      expect([second.status, second.headers['content-type']]).toStrictEqual([409, 'text/plain; charset=UTF-8'])
      expect(second.text).toMatch(/^Image .* is saving: .*queued$/)
    }
    request.end()
    expect([200, 201]).toContain((await answer).status)
    expect((await service.get(id)).body).toHaveLength(600_000)
    await service.remove(id)
  })

  test('metadata may change, and stays so (R2)', async () => {
    const { request, answer } = await open(service, { name: 'before' })
    const { id } = await imageCalled('before', service)
    expect((await service.put(id, { name: 'after', 'property-a': 'b' })).status).toBe(200)
    request.end()
    const { json } = await answer
    expect(json.image).toMatchObject({ status: 'active', name: 'after', properties: { a: 'b' } })
    await service.remove(id)
  })

  test('it is counted as a transfer', async () => {
    const running = async () =>
      /transfers_running\{direction="in"\} (\d+)/.exec((await service.ask('GET', '/metrics')).text)?.[1]
    expect(await running()).toBe('0')
    const { request, answer } = await open(service, { name: 'counted' })
    expect(await running()).toBe('1')
    request.end()
    await answer
    expect(await running()).toBe('0')
    await service.remove((await imageCalled('counted', service)).id)
  })
})

describe('data for an image that waits', () => {
  test('makes it active, and its properties stay although the request has none', async () => {
    const { id } = await service.made({ ...RAW, name: 'x', 'property-a': 'b' })
    const { status, headers, json } = await service.put(id, { name: 'y' }, 'data')
    expect(status).toBe(200)
    expect(headers.etag).toBe(md5('data'))
    expect(headers).not.toHaveProperty('location')
    expect(json.image).toMatchObject({
      status: 'active',
      size: 4,
      checksum: md5('data'),
      name: 'y',
      properties: { a: 'b' },
    })
    expect((await service.get(id)).text).toBe('data')
  })

  test('may bring the formats, and the properties', async () => {
    const { id } = await service.made({ 'property-a': 'b' })
    const { json } = await service.put(
      id,
      { ...RAW, 'property-c': 'd', 'x-glance-registry-purge-props': 'true' },
      'data',
    )
    expect(json.image).toMatchObject({ status: 'active', ...RAW, properties: { a: 'b', c: 'd' } })
  })

  test('comes once (S6)', async () => {
    const { id } = await service.made(RAW, 'data')
    const { status, headers } = await service.put(id, { name: 'new', size: 5 }, 'other')
    expect([status, headers['content-type']]).toStrictEqual([409, 'text/plain; charset=UTF-8'])
    expect((await service.get(id)).text).toBe('data')
    expect(await service.shown(id)).not.toHaveProperty('name')
  })

  async function expectUntouched(answer: Promise<Answer>, status: number, id: string, before: object, on = service) {
    expect((await answer).status).toBe(status)
    expect(await on.shown(id)).toStrictEqual(before)
  }

  test('that is refused before it begins leaves the image as it was, and waiting', async () => {
    const { id } = await service.made({ disk_format: 'raw', 'property-a': 'b' })
    const before = await service.shown(id)
    const refused = (fields: Fields, status: number, headers = OWNER) =>
      expectUntouched(service.put(id, { name: 'new', ...fields }, 'data', headers), status, id, before)
    await refused({}, 400)
    await refused({ container_format: 'bare', size: CAP + 1 }, 400)
    await refused({ container_format: 'bare', checksum: 'x' }, 400)
    await refused({ container_format: 'bare', store: 'swift' }, 400)
    await refused({ container_format: 'bare', foo: 1 }, 400)
    await refused({ container_format: 'bare', status: 'active' }, 403)
    await refused({ container_format: 'bare', is_public: true }, 403)
    await refused({ container_format: 'bare', 'x-image-meta-location': 'http://images.example/' }, 400)
    await refused({ container_format: 'bare' }, 403, READER)
    await refused({ container_format: 'bare' }, 404, OTHER)
    expect((await service.put(id, { container_format: 'bare' }, 'data')).status).toBe(200)
  })

  const CHANGES = { name: 'new', disk_format: 'qcow2', 'property-c': 'd' }

  test('that is more than the project may have leaves the image as it was, and waiting', async () => {
    const own = await serve({ limits: { bytes: 3 } })
    const { id } = await own.made({ ...RAW, name: 'old', 'property-a': 'b' }, undefined, ADMIN)
    const before = await own.shown(id, ADMIN)
    const answer = await own.put(id, { ...CHANGES, is_public: true }, 'data', ADMIN)
    expect(answer.status).toBe(413)
    expect(await own.shown(id, ADMIN)).toStrictEqual(before)
  })

  test('that is one upload too many leaves the image as it was, and waiting', async () => {
    const own = await serve({ limits: { uploads: 1 } })
    const { id } = await own.made({ ...RAW, name: 'old', 'property-a': 'b' })
    const before = await own.shown(id)
    const { request, answer } = await begun(own, () => own.openPost({ name: 'first' }))
    await expectUntouched(own.put(id, CHANGES, 'data'), 413, id, before, own)
    request.end()
    expect((await answer).status).toBe(201)
    expect((await own.put(id, { name: 'new' }, 'data')).json.image).toMatchObject({ status: 'active', name: 'new' })
  })

  test('says of the image what the request that wins says, and nothing of those that lose (R9)', async () => {
    const all = Promise.withResolvers<void>()
    let beginning = 0
    const own = await serve({
      wrapCatalog: (catalog) => ({
        ...catalog,
        async beginUpload(...upload) {
          beginning++
          if (beginning === 3) all.resolve()
          await all.promise
          return catalog.beginUpload(...upload)
        },
      }),
    })
    const { id } = await own.made({ name: 'old', 'property-a': 'b' })
    const writers = ['x', 'y', 'z']
    const put = (name: string) => own.put(id, { ...RAW, name, [`property-${name}`]: name }, `data of ${name}`)
    const answers = await Promise.all(writers.map(put))
    expect(answers.map(({ status }) => status).sort()).toStrictEqual([200, 409, 409])
    const winner = writers[answers.findIndex(({ status }) => status === 200)] ?? ''
    const { name, properties } = await own.shownInJson(id)
    expect([name, properties]).toStrictEqual([winner, { a: 'b', [winner]: winner }])
    expect((await own.get(id)).text).toBe(`data of ${winner}`)
  })

  test('is not asked for while what is said of the image can still be refused', async () => {
    const own = await serve({})
    const { id } = await own.made({ ...RAW, 'property-a': 'b' })
    const before = await own.shown(id)
    // Told to go on with its body, a client would send it.
    const { request, answer } = own.openPut(id, { ...CHANGES, is_public: true, Expect: '100-continue' })
    request.flushHeaders()
    request.on('continue', () => request.end('data'))
    const continued = once(request, 'continue').then(() => 'continue')
    expect(await Promise.race([answer.then(({ status }) => status), continued])).toBe(403)
    request.destroy()
    expect(await own.shown(id)).toStrictEqual(before)
  })
})

describe('a store that takes no data', () => {
  test('is refused with 410, and there is no record', async () => {
    const several = await serve({ locations: {} })
    expect((await several.post({ ...RAW, store: 'http' }, 'data')).status).toBe(410)
    expect(await several.count()).toBe(0)
    const { id } = await several.made(RAW)
    expect((await several.put(id, { store: 'http' }, 'data')).status).toBe(410)
    expect(await several.shown(id)).toMatchObject({ status: 'queued' })
  })
})
