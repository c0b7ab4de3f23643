import { rm } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { folderOf, type Service, startService, stubIdentity } from './service.ts'

const MEMBER = { 'X-Auth-Token': 'member' }
const ADMIN = { 'X-Auth-Token': 'admin' }
const identity = stubIdentity({
  member: { projectId: 'project-a' },
  admin: { projectId: 'project-b', roles: ['admin', 'member', 'reader'] },
})

let several: Service
let single: Service
beforeAll(async () => {
  const stores = [
    { id: 'fast', description: 'NVMe', weight: 10, properties: { data_dir: '/fast', thin_provisioning: false } },
    { id: 'slow' },
    { id: 'web', readOnly: true },
  ]
  ;[several, single] = await Promise.all([
    startService({ identity, rules: { download_from_store: 'role:admin' }, stores }),
    startService({ importMethods: ['web-download', 'copy-image'] }),
  ])
})
afterAll(() => Promise.all([several.stop(), single.stop()]))

const upload = (id: string, store?: string) =>
  several.upload(id, 'data', { ...MEMBER, ...(store !== undefined && { 'X-Image-Meta-Store': store }) })

async function anActiveImage(store?: string): Promise<string> {
  const { id } = await several.createImage({}, MEMBER)
  expect((await upload(id, store)).status).toBe(204)
  return id
}

const show = async (id: string) => (await several.call('GET', `/v2/images/${id}`, { headers: MEMBER })).json

describe('the list of stores', () => {
  const FAST = { id: 'fast', description: 'NVMe', default: 'true' }
  const WEB = { id: 'web', 'read-only': 'true' }

  test('says what is true as text, and nothing of what is not', async () => {
    const { status, json } = await several.call('GET', '/v2/info/stores', { headers: MEMBER })
    expect(status).toBe(200)
    expect(json).toStrictEqual({ stores: [FAST, { id: 'slow' }, WEB] })
  })

  test('has kind, weight and settings for who may see them', async () => {
    const { status, json } = await several.call('GET', '/v2/info/stores/detail', { headers: ADMIN })
    expect(status).toBe(200)
    const properties = { data_dir: '/fast', thin_provisioning: false }
    expect(json).toStrictEqual({
      stores: [
        { ...FAST, type: 'file', weight: 10, properties },
        { id: 'slow', type: 'file', weight: 0, properties: {} },
        { ...WEB, type: 'file', weight: 0, properties: {} },
      ],
    })
    expect((await several.call('GET', '/v2/info/stores/detail', { headers: MEMBER })).status).toBe(403)
  })

  test.each(['/v2/info/stores', '/v2/info/stores/detail'])('is missing where there is one store: %s', async (path) => {
    expect((await single.call('GET', path)).status).toBe(404)
  })
})

describe('with several stores', () => {
  test('the version that brought them is listed', async () => {
    const idsOf = async (service: Service) => {
      const { versions } = (await service.call('GET', '/versions')).json
      return versions.map(({ id }: { id: string }) => id)
    }
    expect(await idsOf(several)).toEqual(expect.arrayContaining(['v2.15', 'v2.9', 'v2.8']))
    expect(await idsOf(single)).not.toEqual(expect.arrayContaining(['v2.8']))
    expect((await several.call('GET', '/v2.8/info/stores', { headers: MEMBER })).status).toBe(200)
    expect((await single.call('GET', '/v2.8/info/stores')).status).toBe(300)
  })

  test('a new image comes with the ids of those that take data (R13)', async () => {
    const created = await several.call('POST', '/v2/images', { body: {}, headers: MEMBER })
    expect(created.headers['openstack-image-store-ids']).toBe('fast,slow')
    expect(created.json).not.toHaveProperty('stores')
  })

  test.each([
    { asked: undefined, store: 'fast', other: 'slow' },
    { asked: 'fast', store: 'fast', other: 'slow' },
    { asked: 'slow', store: 'slow', other: 'fast' },
  ])('data goes into the one that is asked for, and is deleted there: $asked', async ({ asked, store, other }) => {
    const before = await several.filesOnDisk(other)
    const id = await anActiveImage(asked)
    expect(await show(id)).toMatchObject({ status: 'active', stores: store })
    expect((await several.call('GET', `/v2/images?id=${id}`, { headers: MEMBER })).json.images).toMatchObject([
      { stores: store },
    ])
    const stored = await several.filesOnDisk(store)
    expect(await several.filesOnDisk(other)).toStrictEqual(before)

    await several.call('DELETE', `/v2/images/${id}`, { headers: MEMBER })
    await expect.poll(() => several.filesOnDisk(store), { timeout: 10_000 }).toHaveLength(stored.length - 1)
  })

  test.each([
    { store: 'nowhere', status: 400, says: `There is no store 'nowhere': use fast, slow` },
    { store: 'toString', status: 400, says: `There is no store 'toString': use fast, slow` },
    { store: '', status: 400, says: `There is no store '': use fast, slow` },
    { store: 'web', status: 410, says: `The store 'web' takes no data: use fast, slow` },
  ])('data does not go into $store', async ({ store, status, says }) => {
    const { id } = await several.createImage({}, MEMBER)
    const before = await Promise.all([several.filesOnDisk('fast'), several.filesOnDisk('slow')])
    const answer = await upload(id, store)
    expect([answer.status, answer.json.message]).toStrictEqual([status, says])
    expect(await show(id)).toMatchObject({ status: 'queued', size: null })
    expect(await Promise.all([several.filesOnDisk('fast'), several.filesOnDisk('slow')])).toStrictEqual(before)
  })

  test('bytes that one of them lost are no loss of the others', async () => {
    const lost = await anActiveImage('slow')
    const kept = await anActiveImage('fast')
    await rm(`${folderOf('slow', several.dataDir)}/blobs`, { recursive: true })
    expect((await several.download(lost, MEMBER)).status).toBe(500)
    expect((await several.download(kept, MEMBER)).text).toBe('data')
  })
})

describe('a download with prefer', () => {
  const download = (id: string, prefer: string, headers: Record<string, string> = ADMIN) =>
    several.call('GET', `/v2/images/${id}/file?prefer=${prefer}`, { headers })

  test.each(['fast', 'slow', 'slow,fast', 'web'])('reads from where the data is in the end: %s', async (prefer) => {
    expect(await download(await anActiveImage('fast'), prefer)).toMatchObject({ status: 200, text: 'data' })
  })

  test('of an image without data is 204', async () => {
    const { id } = await several.createImage({}, MEMBER)
    expect((await download(id, 'fast')).status).toBe(204)
  })

  test.each(['nowhere', 'fast,nowhere', '', 'fast,', 'toString'])(
    'of a store that is none is 400: %j',
    async (prefer) => {
      const { status, json } = await download(await anActiveImage(), prefer)
      expect(status).toBe(400)
      expect(json.message).toMatch(/^There is no store '\w*': use fast, slow, web$/)
    },
  )

  test('is for who may choose (C29)', async () => {
    const id = await anActiveImage()
    expect((await download(id, 'fast', MEMBER)).status).toBe(403)
    expect((await several.download(id, MEMBER)).status).toBe(200)
  })

  test('is 400 where there is no choice', async () => {
    const { id } = await single.createActiveImage('data')
    expect((await single.call('GET', `/v2/images/${id}/file?prefer=file`)).status).toBe(400)
  })
})

describe('with one store', () => {
  test('nothing is said of it, and what asks for another is not looked at', async () => {
    const created = await single.call('POST', '/v2/images', { body: { disk_format: 'raw', container_format: 'bare' } })
    expect(created.headers).not.toHaveProperty('openstack-image-store-ids')
    const { id } = created.json
    expect((await single.upload(id, 'data', { 'X-Image-Meta-Store': 'nowhere' })).status).toBe(204)
    expect(await single.show(id)).not.toHaveProperty('stores')
  })
})

describe('import methods', () => {
  test('are those that the service has, and come with a new image', async () => {
    const value = ['web-download', 'copy-image']
    const { status, json } = await single.call('GET', '/v2/info/import')
    expect(status).toBe(200)
    expect(json['import-methods']).toMatchObject({ type: 'array', value })
    const created = await single.call('POST', '/v2/images', { body: {} })
    expect(created.headers['openstack-image-import-methods']).toBe('web-download,copy-image')
  })

  test('may be none (U2)', async () => {
    const { status, json } = await several.call('GET', '/v2/info/import', { headers: MEMBER })
    expect([status, json['import-methods'].value]).toStrictEqual([200, []])
    const created = await several.call('POST', '/v2/images', { body: {}, headers: MEMBER })
    expect(created.headers).not.toHaveProperty('openstack-image-import-methods')
  })
})

describe('a body', () => {
  test.each(['import', 'stores', 'stores/detail'])('is refused by info/%s', async (name) => {
    expect((await several.call('GET', `/v2/info/${name}`, { headers: ADMIN, body: {} })).status).toBe(400)
  })

  test('is ignored by info/usage', async () => {
    expect((await several.call('GET', '/v2/info/usage', { headers: ADMIN, body: 'x' })).status).toBe(200)
  })
})
