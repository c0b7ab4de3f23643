import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ADMIN, digestOf, GUEST, type LocationService, OWNER, READER, startLocations, urlsOf } from './locations.ts'

const V20 = 'application/openstack-images-v2.0-json-patch'
const NOTHING_RECORDED = { checksum: null, os_hash_algo: null, os_hash_value: null, virtual_size: null }

let service: LocationService
beforeAll(async () => {
  service = await startLocations({ locations: { all: true, direct: true, quota: 3 }, sizeCap: 1000 })
})
afterAll(() => service.stop())

const sha256 = (bytes: string) => digestOf('sha256', bytes)
const claim = (value: string, more: object = {}) => ({
  validation_data: { os_hash_algo: 'sha256', os_hash_value: value, ...more },
})

/** An image whose data is at these names of the web server, each with these bytes. */
async function placedAt(names: readonly string[], bytes = 'machine image') {
  const image = await service.create()
  for (const name of names) {
    const { status, text } = await service.add(image.id, service.web.put(name, bytes))
    if (status !== 200) throw new Error(text)
  }
  return service.show(image.id)
}

describe('the first location', () => {
  test('makes a queued image active, with the size that its server tells', async () => {
    const { id, locations } = await service.create()
    expect(locations).toStrictEqual([])
    const url = service.web.put('first', 'machine image')
    const { status, json } = await service.add(id, url, { metadata: { region: 'north', store: 'mine' } })
    expect(status).toBe(200)
    expect(json).toMatchObject({ status: 'active', size: 13, direct_url: url, stores: 'http', ...NOTHING_RECORDED })
    expect(json.locations).toStrictEqual([{ url, metadata: { region: 'north', store: 'http' } }])
    expect(await service.show(id)).toStrictEqual(json)
  })

  test('may be added in the older dialect, at position 0, or as all of them', async () => {
    const value = { url: service.web.put('older', 'x'), metadata: {} }
    for (const item of [
      { add: '/locations/-', value },
      { add: '/locations/0', value },
      { replace: '/locations', value: [value] },
    ]) {
      const { id } = await service.create()
      const { status, json } = await service.patch(id, [item], { ...OWNER, 'Content-Type': V20 })
      expect([status, json.status, urlsOf(json)]).toStrictEqual([200, 'active', [value.url]])
    }
  })

  test('brings the digests that are stated, in any case of hex', async () => {
    const { id } = await service.create()
    const md5 = digestOf('md5', 'known').toUpperCase()
    const { json } = await service.add(id, service.web.put('known', 'known'), claim(sha256('known'), { checksum: md5 }))
    expect(json).toMatchObject({ checksum: md5.toLowerCase(), os_hash_algo: 'sha256', os_hash_value: sha256('known') })
  })

  test('comes together with other changes, or none of them is made', async () => {
    const { id } = await service.create({ disk_format: null, container_format: null })
    const url = service.web.put('together', 'x')
    const add = { op: 'add', path: '/locations/-', value: { url, metadata: {} } }
    const formats = [
      { op: 'replace', path: '/disk_format', value: 'raw' },
      { op: 'replace', path: '/container_format', value: 'bare' },
    ]
    expect((await service.patch(id, [...formats, add, { op: 'remove', path: '/absent' }])).status).toBe(409)
    expect(await service.show(id)).toMatchObject({ status: 'queued', disk_format: null, locations: [] })
    expect((await service.patch(id, [add])).status).toBe(400)
    expect((await service.patch(id, [...formats, add])).json).toMatchObject({ status: 'active', disk_format: 'raw' })
  })

  test('is asked for once, however often others change the image meanwhile', async () => {
    const { id } = await service.create()
    const url = service.web.put('contended', 'x')
    service.web.interrupt(() => service.patch(id, [{ op: 'add', path: '/zone', value: 'a' }]))
    expect((await service.add(id, url)).json).toMatchObject({ status: 'active', zone: 'a' })
    expect(service.web.requests.filter((path) => path === '/contended')).toHaveLength(1)
  })
})

describe('further locations', () => {
  test('go where they are put', async () => {
    const { id } = await placedAt(['a', 'b'])
    const url = service.web.put('between', 'machine image')
    const { json } = await service.patch(id, [{ op: 'add', path: '/locations/1', value: { url, metadata: {} } }])
    expect(urlsOf(json).map((one) => one.split('/').at(-1))).toStrictEqual(['a', 'between', 'b'])
  })

  test('may only have the bytes of an uploaded image: all of them are read (S6, S9)', async () => {
    const { id } = await service.createUploaded('genuine')
    const copy = service.web.put('copy', 'genuine')
    const forged = service.web.put('forged', 'forgery')
    const longer = service.web.put('longer', 'genuine and more')
    for (const url of [forged, longer]) {
      expect((await service.add(id, url, claim(sha256('genuine')))).status).toBe(409)
      expect((await service.add(id, url)).status).toBe(409)
    }
    expect((await service.add(id, copy, claim(sha256('forgery')))).status).toBe(409)
    const { status, json } = await service.add(id, copy)
    expect([status, json.os_hash_value, json.stores]).toStrictEqual([200, sha256('genuine'), 'file,http'])
  })

  test('of an image with a stated hash have to state the same one (S9)', async () => {
    const { id } = await service.create()
    await service.add(id, service.web.put('one', 'x'), claim(sha256('x')))
    const url = service.web.put('two', 'y')
    expect((await service.add(id, url)).status).toBe(409)
    expect((await service.add(id, url, claim(sha256('y')))).status).toBe(409)
    expect((await service.add(id, url, claim(sha256('x')))).status).toBe(200)
  })

  test('of an image without digests cannot bring any, nor another size', async () => {
    const { id } = await placedAt(['plain'], 'x')
    expect((await service.add(id, service.web.put('same', 'x'), claim(sha256('x')))).status).toBe(409)
    expect((await service.add(id, service.web.put('large', 'xx'))).status).toBe(409)
    expect((await service.add(id, service.web.put('same', 'x'))).status).toBe(200)
  })

  test('are limited', async () => {
    const { id } = await placedAt(['q1', 'q2', 'q3'])
    const { status, json } = await service.add(id, service.web.put('q4', 'machine image'))
    expect([status, json.message]).toStrictEqual([413, expect.stringContaining('locations')])
  })
})

describe('the list of locations', () => {
  test('can be replaced by itself, with other metadata and in another order', async () => {
    const { id, locations = [] } = await placedAt(['x', 'y'])
    const [x, y] = locations
    const described = [{ ...y, metadata: { speed: 'slow' } }, x]
    const requests = service.web.requests.length
    const { status, json } = await service.patch(id, [{ op: 'replace', path: '/locations', value: described }])
    expect(status).toBe(200)
    expect(json.locations).toStrictEqual([{ url: y?.url, metadata: { speed: 'slow', store: 'http' } }, x])
    expect(service.web.requests).toHaveLength(requests)
  })

  test('cannot be replaced by other URLs', async () => {
    const { id, locations = [] } = await placedAt(['only'])
    const other = { url: service.web.put('other', 'machine image'), metadata: {} }
    for (const value of [[other], [...locations, other], [...locations, ...locations]]) {
      expect((await service.patch(id, [{ op: 'replace', path: '/locations', value }])).status).toBe(400)
    }
    expect((await service.show(id)).locations).toStrictEqual(locations)
  })

  test('cannot be emptied, whoever asks (S6)', async () => {
    const { id, locations } = await placedAt(['last'])
    for (const items of [
      [{ op: 'replace', path: '/locations', value: [] }],
      [{ op: 'remove', path: '/locations/0' }],
      [{ op: 'remove', path: '/locations/5' }],
    ]) {
      expect((await service.patch(id, items, ADMIN)).status).toBe(403)
    }
    expect(await service.show(id)).toMatchObject({ status: 'active', locations })
    expect((await service.upload(id, 'machine image', OWNER)).status).toBe(409)
  })

  test('loses what an administrator removes, and the store with it', async () => {
    const { id, os_hash_value } = await service.createUploaded('genuine')
    const files = await service.filesOnDisk()
    await service.add(id, service.web.put('kept', 'genuine'))
    expect((await service.patch(id, [{ op: 'remove', path: '/locations/0' }])).status).toBe(403)
    const { status, json } = await service.patch(id, [{ op: 'remove', path: '/locations/0' }], ADMIN)
    expect([status, json.stores, json.os_hash_value]).toStrictEqual([200, 'http', os_hash_value])
    await expect.poll(() => service.filesOnDisk(), { timeout: 20_000 }).toHaveLength(files.length - 1)
    expect((await service.download(id, OWNER)).text).toBe('genuine')
  })

  test.each(['-', '2', '01', '+1', '1e0', 'x'])('has nothing to remove at %s', async (position) => {
    const { id } = await placedAt(['p', 'q'])
    expect((await service.patch(id, [{ op: 'remove', path: `/locations/${position}` }], ADMIN)).status).toBe(400)
  })
})

describe('a location is refused', () => {
  const url = 'http://images.example/debian'
  test.each([
    { name: 'no object', value: 'x' },
    { name: 'without metadata', value: { url } },
    { name: 'without URL', value: { metadata: {} } },
    { name: 'with a URL of 256 characters', value: { url: url.padEnd(256, 'x'), metadata: {} } },
    { name: 'with metadata that is none', value: { url, metadata: 'x' } },
    { name: 'with half of a hash', value: { url, metadata: {}, validation_data: { os_hash_algo: 'sha256' } } },
    { name: 'with an unknown digest', value: { url, metadata: {}, ...claim('x', { crc32: 'y' }) } },
    { name: 'with a short checksum', value: { url, metadata: {}, ...claim('x', { checksum: 'y' }) } },
  ])('with 400: $name', async ({ value }) => {
    const { id } = await service.create()
    for (const item of [
      { op: 'add', path: '/locations/-', value },
      { op: 'replace', path: '/locations', value: [value] },
    ]) {
      expect((await service.patch(id, [item])).status).toBe(400)
    }
    expect(await service.show(id)).toMatchObject({ status: 'queued' })
  })

  test.each([
    'file:///etc/passwd',
    'FILE:///etc/passwd',
    'file:/etc/passwd',
    'file://localhost/etc/passwd',
    'file%3A%2F%2F%2Fetc%2Fpasswd',
    'filesystem:///etc/passwd',
    'swift+config://ref1/container/object',
    'http://127.0.0.1:1/',
    'http://169.254.169.254/latest/meta-data',
    'http://2130706433/',
    'http://user:secret@images.example/',
    'gopher://images.example/',
    'images.example',
    '',
  ])('with 400, whoever asks, and nothing changes: %s (S8, S20, S23, S27)', async (bad) => {
    const { id } = await service.create()
    const active = await placedAt(['untouched'])
    for (const headers of [OWNER, ADMIN]) {
      const { status, text } = await service.add(id, bad, {}, headers)
      expect(status).toBe(400)
      expect(text).not.toContain('secret')
      expect((await service.add(active.id, bad, {}, headers)).status).toBe(400)
    }
    expect(await service.show(id)).toMatchObject({ status: 'queued', locations: [], size: null })
    expect(await service.show(active.id)).toStrictEqual(active)
  })

  test('that is where our own store keeps an image (S20)', async () => {
    const [own = ''] = urlsOf(await service.createUploaded('mine'))
    expect(own).toMatch(/^file:/)
    const { id } = await service.create()
    expect((await service.add(id, own, {}, ADMIN)).status).toBe(400)
  })

  test('that has nothing, or more than an image may', async () => {
    const { id } = await service.create()
    service.web.put('large', 'x'.repeat(1001))
    for (const [name, status] of [
      ['empty', 400],
      ['absent', 400],
      ['large', 413],
    ] as const) {
      const at = service.web.put(name, name === 'large' ? 'x'.repeat(1001) : '')
      if (name === 'absent') service.web.remove(name)
      expect((await service.add(id, at)).status).toBe(status)
    }
    expect(await service.show(id)).toMatchObject({ status: 'queued' })
  })

  test('that the image has already', async () => {
    const { id, locations = [] } = await placedAt(['twice'])
    expect((await service.add(id, locations[0]?.url ?? '')).status).toBe(400)
    const fresh = await service.create()
    const value = [locations[0], locations[0]]
    expect((await service.patch(fresh.id, [{ op: 'replace', path: '/locations', value }])).status).toBe(400)
  })

  test.each(['2', '01', 'x', '1.0'])('at the position %s', async (position) => {
    const { id } = await placedAt(['there'])
    const value = { url: service.web.put('new', 'machine image'), metadata: {} }
    const { status, json } = await service.patch(id, [{ op: 'add', path: `/locations/${position}`, value }])
    expect([status, json.message]).toStrictEqual([400, expect.stringContaining(`"${position}"`)])
  })

  test.each([
    { name: 'no hex', stated: { os_hash_algo: 'sha256', os_hash_value: 'z'.repeat(64) } },
    { name: 'the hash of another algorithm', stated: { os_hash_algo: 'sha256', os_hash_value: 'a'.repeat(128) } },
    { name: 'another algorithm', stated: { os_hash_algo: 'sha1', os_hash_value: 'a'.repeat(40) } },
    {
      name: 'a checksum that is no hex',
      stated: { ...claim('a'.repeat(64)).validation_data, checksum: 'z'.repeat(32) },
    },
  ])('with 409 for stating $name', async ({ stated }) => {
    const { id } = await service.create()
    const { status } = await service.add(id, service.web.put('stated', 'x'), { validation_data: stated })
    expect(status).toBe(409)
    expect(await service.show(id)).toMatchObject({ status: 'queued', ...NOTHING_RECORDED })
  })

  test('with 409 for two that disagree', async () => {
    const { id } = await service.create()
    const value = ['x', 'y'].map((bytes) => ({
      url: service.web.put(bytes, bytes),
      metadata: {},
      ...claim(sha256(bytes)),
    }))
    expect((await service.patch(id, [{ op: 'replace', path: '/locations', value }])).status).toBe(409)
  })

  test('with 409 for an image that is deactivated, or has data on its way', async () => {
    const active = await placedAt(['off'])
    await service.ask('POST', `/v2/images/${active.id}/actions/deactivate`)
    const saving = await service.create()
    const upload = service.openUpload(saving.id, { ...OWNER, 'Content-Length': 1 })
    upload.request.flushHeaders()
    await service.until(saving.id, { status: 'saving' })
    for (const { id } of [active, saving]) {
      expect((await service.add(id, service.web.put('late', 'x'))).status).toBe(409)
      expect((await service.patch(id, [{ op: 'remove', path: '/locations/0' }], ADMIN)).status).toBe(409)
    }
    upload.request.end('x')
    expect((await upload.answer).status).toBe(204)
  })

  test('with 404 or 403 for whom the image is not', async () => {
    const { id } = await service.create()
    expect((await service.add(id, service.web.put('x', 'x'), {}, GUEST)).status).toBe(404)
    expect((await service.add(id, service.web.put('x', 'x'), {}, READER)).status).toBe(403)
  })
})
