import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ADMIN, GUEST, type LocationService, OWNER, READER, SERVICE, startLocations, urlsOf } from './locations.ts'

let service: LocationService
afterAll(() => service.stop())
beforeAll(async () => {
  service = await startLocations({ locations: { all: true, direct: true } })
})

/** An image that everybody sees, with data in both stores. */
async function anImage() {
  const { id } = await service.createUploaded('machine image', { visibility: 'community' })
  const url = service.web.put('copy', 'machine image')
  expect((await service.add(id, url)).status).toBe(200)
  return { id, url }
}

describe('where data lies', () => {
  test('is shown to the project that owns the image and to administrators, and to nobody else', async () => {
    const { id, url } = await anImage()
    for (const headers of [OWNER, READER, ADMIN]) {
      const image = await service.show(id, headers)
      expect(urlsOf(image)).toStrictEqual([expect.stringMatching(/^file:/), url])
      expect(image.direct_url).toBe(urlsOf(image)[0])
    }
    for (const headers of [GUEST, SERVICE]) {
      const image = await service.show(id, headers)
      expect(image.stores).toBe('file,http')
      expect(image).not.toHaveProperty('locations')
      expect(image).not.toHaveProperty('direct_url')
    }
  })

  test('is in lists and other answers as it is in the image alone', async () => {
    const { id } = await anImage()
    for (const headers of [OWNER, GUEST]) {
      const { json } = await service.ask('GET', `/v2/images?id=in:${id}&visibility=community`, headers)
      expect(json.images).toStrictEqual([await service.show(id, headers)])
    }
    const { json } = await service.patch(id, [])
    expect(json).toStrictEqual(await service.show(id))
  })

  test('is nothing that a new image can say', async () => {
    for (const body of [{ locations: [] }, { location: 'x' }, { direct_url: 'x' }]) {
      expect((await service.ask('POST', '/v2/images', ADMIN, body)).status).toBe(403)
    }
  })

  test.each([
    { name: 'all places', shown: { all: true }, keys: ['locations'] },
    { name: 'the first one', shown: { direct: true }, keys: ['direct_url'] },
  ])('can be shown in part: $name', async ({ shown, keys }) => {
    const partly = await startLocations({ web: service.web, locations: shown })
    try {
      const image = await partly.createUploaded('x')
      expect(Object.keys(image).filter((key) => key === 'locations' || key === 'direct_url')).toStrictEqual(keys)
    } finally {
      await partly.stop()
    }
  })
})

describe('the list of locations', () => {
  test('is for services and administrators, whoever owns the image', async () => {
    const { id, url } = await anImage()
    const at = `/v2/images/${id}/locations`
    for (const headers of [SERVICE, ADMIN]) {
      const { status, json } = await service.ask('GET', at, headers)
      expect(status).toBe(200)
      expect(json).toStrictEqual([
        { url: expect.stringMatching(/^file:/), metadata: { store: 'file' } },
        { url, metadata: { store: 'http' } },
      ])
    }
    for (const headers of [OWNER, READER, GUEST]) expect((await service.ask('GET', at, headers)).status).toBe(403)
    const hidden = await service.create()
    expect((await service.ask('GET', `/v2/images/${hidden.id}/locations`, GUEST)).status).toBe(404)
    expect((await service.ask('GET', `/v2/images/${hidden.id}/locations`, ADMIN)).json).toStrictEqual([])
  })

  test('pays no attention to a body', async () => {
    const { id } = await service.create()
    expect((await service.ask('GET', `/v2/images/${id}/locations`, ADMIN, '{')).status).toBe(200)
  })
})

describe('a server that shows nothing of where data lies', () => {
  let silent: LocationService
  beforeAll(async () => {
    silent = await startLocations({ web: service.web, locations: {} })
  })
  afterAll(() => silent.stop())

  test('has no URL in any answer, header or line of its log but the list for services (S3, S8)', async () => {
    const url = silent.web.put('secret-place', 'machine image')
    const elsewhere = await silent.create({ visibility: 'community' })
    await silent.post(elsewhere.id, { url })
    await silent.until(elsewhere.id, { status: 'active' })
    const failing = await silent.create({ visibility: 'community' })
    await silent.post(failing.id, { url: `${url}-that-is-not-there` })
    await silent.ended(failing.id)
    const here = await silent.createUploaded('x', { visibility: 'community' })
    const secrets = ['secret-place', silent.web.place, silent.dataDir, ...(await silent.filesOnDisk())]
    expect(secrets).toHaveLength(4)

    const patch = [{ op: 'add', path: '/locations/-', value: { url, metadata: {} } }]
    const patched = { 'Content-Type': 'application/openstack-images-v2.1-json-patch' }
    for (const { id } of [elsewhere, failing, here]) {
      for (const headers of [OWNER, GUEST, ADMIN]) {
        for (const [method, path, body] of [
          ['GET', `/v2/images/${id}`],
          ['GET', '/v2/images?visibility=all'],
          ['GET', `/v2/images/${id}/file`],
          ['GET', `/v2/images/${id}/tasks`],
          ['GET', `/v2/images/${id}/members`],
          ['GET', '/v2/tasks'],
          ['GET', '/v2/schemas/image'],
          ['PATCH', `/v2/images/${id}`, []],
          ['PATCH', `/v2/images/${id}`, patch],
          ['POST', `/v2/images/${id}/locations`, { url: 'http://127.0.0.1:1/' }],
          ['PUT', `/v2/images/${id}/file`, 'x'],
          ['POST', '/v2/images', { id }],
        ] as const) {
          const type = method === 'PATCH' ? patched : { 'Content-Type': 'application/octet-stream' }
          const answer = await silent.ask(method, path, { ...headers, ...type }, body)
          const said = `${answer.status} ${JSON.stringify(answer.headers)} ${answer.text}`
          for (const secret of secrets) expect(`${method} ${path} ${said}`).not.toContain(secret)
        }
      }
      const { headers } = await silent.ask('DELETE', `/v2/images/${id}`)
      await silent.logOf(await silent.ask('GET', `/v2/images/${id}`))
      for (const secret of secrets) expect(JSON.stringify(headers)).not.toContain(secret)
    }
    for (const secret of secrets) expect(JSON.stringify(silent.logLines)).not.toContain(secret)
  })

  test('lets nobody change locations, whatever the change (S8, S9)', async () => {
    const { id } = await silent.createUploaded('x')
    const value = { url: silent.web.put('copy', 'x'), metadata: {} }
    for (const item of [
      { op: 'add', path: '/locations/-', value },
      { op: 'replace', path: '/locations', value: [value] },
      { op: 'replace', path: '/locations', value: [] },
      { op: 'remove', path: '/locations/0' },
    ]) {
      for (const headers of [OWNER, ADMIN]) {
        const { status, json } = await silent.patch(id, [item], headers)
        expect(status).toBe(403)
        if (item.value !== undefined && !Array.isArray(item.value)) expect(json.message).toContain('invisible')
      }
    }
    expect(await silent.show(id)).toMatchObject({ status: 'active', os_hash_value: expect.any(String) })
  })
})

describe('data that lies elsewhere', () => {
  async function placed(name: string, bytes: string) {
    const { id } = await service.create()
    expect((await service.add(id, service.web.put(name, bytes))).status).toBe(200)
    return id
  }

  test('is downloaded through the server, whole and in ranges, without digests that nobody knows', async () => {
    const id = await placed('download', 'machine image')
    const whole = await service.download(id, OWNER)
    expect([whole.status, whole.text]).toStrictEqual([200, 'machine image'])
    expect(whole.headers).toMatchObject({ 'content-length': '13', 'accept-ranges': 'bytes' })
    for (const name of ['content-md5', 'etag', 'location']) expect(whole.headers).not.toHaveProperty(name)
    const part = await service.download(id, { ...OWNER, Range: 'bytes=8-' })
    expect([part.status, part.text, part.headers['content-range']]).toStrictEqual([206, 'image', 'bytes 8-12/13'])
  })

  test('that is shorter than recorded never ends well', async () => {
    const id = await placed('shrinks', 'machine image')
    service.web.put('shrinks', 'machine')
    expect((await service.download(id, OWNER)).status).toBe(500)
    expect((await service.download(id, { ...OWNER, Range: 'bytes=8-12' })).status).toBe(500)
  })

  test.each([
    { source: 404, status: 500 },
    { source: 502, status: 503 },
  ])('that its server answers $source for is no image without data: $status (R21)', async ({ source, status }) => {
    const id = await placed('fails', 'machine image')
    service.web.fail(source)
    const answer = await service.download(id, OWNER)
    expect([answer.status, answer.text]).toStrictEqual([status, expect.not.stringContaining('127.0.0.1')])
    expect((await service.download(id, OWNER)).status).toBe(200)
  })

  test('is read elsewhere again when one of its places fails', async () => {
    const id = await placed('first', 'machine image')
    await service.add(id, service.web.put('second', 'machine image'))
    service.web.remove('first')
    expect((await service.download(id, OWNER)).text).toBe('machine image')
  })

  test('stays where it is when its image is deleted (R18)', async () => {
    const id = await placed('stays', 'machine image')
    const requests = service.web.requests.length
    expect((await service.ask('DELETE', `/v2/images/${id}`)).status).toBe(204)
    expect((await service.ask('GET', `/v2/images/${id}`)).status).toBe(404)
    expect(service.web.requests).toHaveLength(requests)
  })
})
