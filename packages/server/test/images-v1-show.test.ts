import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { request } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { Problem } from '@vitrine/core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import {
  ADMIN,
  aSection,
  everybody,
  fieldsOf,
  nobody,
  OTHER,
  OWNER,
  RAW,
  READER,
  type ServiceV1,
  startImagesV1,
} from './images-v1.ts'
import { folderOf, readAnswer, type ServiceOptions } from './service.ts'

let service: ServiceV1
beforeAll(async () => {
  service = await startImagesV1()
})
afterAll(() => service.stop())

async function serve(options: ServiceOptions): Promise<ServiceV1> {
  const started = await startImagesV1(options)
  onTestFinished(() => started.stop())
  return started
}

const md5 = (bytes: string) => createHash('md5').update(bytes).digest('hex')
const UNKNOWN = '00000000-0000-4000-8000-000000000000'
const patch = (id: string, path: string, value: unknown, headers = ADMIN) =>
  service.patch(id, [{ op: 'add', path, value }], headers)

describe('an image in headers', () => {
  test('has all that JSON has, but what is null', async () => {
    const image = await service.made({ ...RAW, name: 'debian', min_ram: 512, 'property-os_distro': 'debian' }, 'data')
    const { status, headers, body } = await service.head(image.id)
    expect([status, body.length, headers['content-length']]).toStrictEqual([200, 0, '0'])
    expect(headers['content-type']).toMatch(/^text\//)
    expect(headers.etag).toBe(md5('data'))
    expect(fieldsOf({ headers })).toStrictEqual({
      id: image.id,
      name: 'debian',
      size: '4',
      status: 'active',
      ...RAW,
      is_public: 'False',
      protected: 'False',
      deleted: 'False',
      min_disk: '0',
      min_ram: '512',
      owner: 'project-a',
      checksum: md5('data'),
      created_at: image.created_at,
      updated_at: image.updated_at,
      virtual_size: '4',
      'property-os_distro': 'debian',
    })
  })

  test('is the same with its data, and no browser takes that for a page (S47)', async () => {
    const page = '<script>alert(1)</script>'
    const { id } = await service.made({ ...RAW, 'property-a': '' }, page)
    const { status, headers, text } = await service.get(id)
    expect([status, text, headers['content-length']]).toStrictEqual([200, page, String(page.length)])
    expect(headers).toMatchObject({
      'content-type': 'application/octet-stream',
      'x-content-type-options': 'nosniff',
      etag: md5(page),
    })
    expect(fieldsOf({ headers })).toStrictEqual(await service.shown(id))
    expect(headers).not.toHaveProperty('content-md5')
  })

  test.each(['/v1', '/v1.0', '/v1.1'])('is at %s (S16)', async (prefix) => {
    const { id } = await service.made(RAW, 'data')
    for (const method of ['HEAD', 'GET']) {
      expect((await service.ask(method, `${prefix}/images/${id}`)).status).toBe(200)
      expect((await service.ask(method, `${prefix}/images/${id}`, OTHER)).status).toBe(404)
    }
  })

  test('without data has none', async () => {
    const { id } = await service.made()
    const { headers } = await service.head(id)
    expect(fieldsOf({ headers })).toMatchObject({ status: 'queued', size: '0' })
    expect(headers).not.toHaveProperty('etag')
  })

  test('never says where the data lies (S3)', async () => {
    const { id } = await service.made(RAW, 'data')
    const texts = await Promise.all(
      [
        service.head(id, ADMIN),
        service.get(id, ADMIN),
        service.ask('GET', '/v1/images/detail?is_public=None', ADMIN),
      ].map(async (answer) => JSON.stringify([(await answer).headers, (await answer).text])),
    )
    const [stored = ''] = await service.filesOnDisk()
    expect(stored).not.toBe('')
    for (const said of texts) {
      expect(said).not.toContain(stored)
      expect(said).not.toMatch(/location|file:\/\//)
    }
  })

  test('carries UTF-8, and leaves out what no header can carry', async () => {
    const { id } = await service.made({ ...RAW }, 'data')
    await patch(id, '/name', 'evil\r\nX-Evil: 1')
    for (const name of ['a b', 'a~1b', 'ü', 'Zone', 'x:', 'y\r\nX-Evil', ' ']) await patch(id, `/${name}`, 'Größe 𝒜')
    await patch(id, '/control', 'a\u0000b\u007f')
    for (const { status, headers } of [await service.head(id), await service.get(id)]) {
      expect(status).toBe(200)
      expect(headers).not.toHaveProperty('x-evil')
      const { name, 'property-zone': zone = '', ...fields } = fieldsOf({ headers })
      expect(name).toBeUndefined()
      expect(Buffer.from(zone, 'latin1').toString()).toBe('Größe 𝒜')
      expect(Object.keys(fields).filter((field) => field.startsWith('property-'))).toStrictEqual([])
    }
    const { json } = await service.ask('GET', '/v1/images/detail?sort_key=updated_at&limit=1')
    expect(json.images[0]).toMatchObject({ id, name: 'evil\r\nX-Evil: 1', properties: { 'a b': 'Größe 𝒜' } })
  })

  test('may be long: as many properties as an image can have, each as long as v2 takes it', async () => {
    const properties = Object.fromEntries(Array.from({ length: 128 }, (_, n) => [`property_${n}`, 'x'.repeat(5000)]))
    const { id } = await service.createImage(properties, OWNER)
    const sent = request({
      port: service.port,
      method: 'HEAD',
      path: `/v1/images/${id}`,
      headers: OWNER,
      maxHeaderSize: 2 ** 21,
    })
    sent.end()
    const [response] = await once(sent, 'response')
    const { headers } = await readAnswer(response)
    const long = Object.entries(fieldsOf({ headers })).filter(([, value]) => value === 'x'.repeat(5000))
    expect(long).toHaveLength(128)
  })

  test('is sent as a whole, whatever the method asks for beside it', async () => {
    const { id } = await service.made(RAW, 'data')
    const etag = md5('data')
    for (const headers of [
      { Range: 'bytes=1-2' },
      { 'If-None-Match': etag },
      { 'If-None-Match': `"${etag}"` },
      { 'If-Match': '"x"' },
    ]) {
      const answer = await service.get(id, { ...OWNER, ...headers } as typeof OWNER)
      expect([answer.status, answer.text]).toStrictEqual([200, 'data'])
    }
  })
})

describe('an image in each status', () => {
  test('that waits has no data to give', async () => {
    const { id } = await service.made(RAW)
    expect((await service.head(id)).status).toBe(200)
    const { status, json } = await service.get(id)
    expect([status, json.message]).toStrictEqual([404, expect.stringContaining('no data yet')])
  })

  test('that was taken out of use gives its data to nobody, administrators neither', async () => {
    const { id } = await service.made(RAW, 'data')
    await service.ask('POST', `/v2/images/${id}/actions/deactivate`)
    expect(await service.shown(id)).toMatchObject({ status: 'deactivated', size: '4' })
    for (const headers of [OWNER, ADMIN]) expect((await service.get(id, headers)).status).toBe(403)
    await service.ask('POST', `/v2/images/${id}/actions/reactivate`)
    expect((await service.get(id)).text).toBe('data')
  })

  test('that was deleted is shown to administrators only, and its data to nobody (S15)', async () => {
    const { id } = await service.made({ ...RAW, name: 'gone', 'property-a': 'b' }, 'data')
    const { updated_at: before = '' } = await service.shown(id)
    await service.remove(id)
    for (const headers of [OWNER, OTHER]) {
      expect((await service.head(id, headers)).status).toBe(404)
      expect((await service.get(id, headers)).status).toBe(404)
    }
    const shown = await service.shown(id, ADMIN)
    expect(shown).toMatchObject({ id, name: 'gone', status: 'deleted', deleted: 'True', 'property-a': 'b' })
    expect(shown.deleted_at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}$/)
    expect(shown.deleted_at && shown.deleted_at >= before).toBe(true)
    expect(shown.updated_at).toBe(shown.deleted_at)
    expect((await service.get(id, ADMIN)).status).toBe(404)
    expect((await service.remove(id, ADMIN)).status).toBe(404)
  })
})

describe('an image of another project', () => {
  test('that is public is read, and nothing else', async () => {
    const { id } = await service.made({ ...RAW, is_public: true, owner: 'project-a' }, 'data', ADMIN)
    expect((await service.head(id, OTHER)).status).toBe(200)
    expect((await service.get(id, OTHER)).text).toBe('data')
    expect((await service.put(id, { name: 'mine' }, undefined, OTHER)).status).toBe(403)
    expect((await service.put(id, {}, 'data', OTHER)).status).toBe(403)
    expect((await service.remove(id, OTHER)).status).toBe(403)
    expect((await service.get(id)).text).toBe('data')
  })

  test('that is private is not there, in the words of one that does not exist (S1, S13)', async () => {
    const { id } = await service.made(RAW, 'data')
    for (const ask of [
      (image: string) => service.head(image, OTHER),
      (image: string) => service.get(image, OTHER),
      (image: string) => service.put(image, { name: 'mine' }, undefined, OTHER),
      (image: string) => service.put(image, {}, 'data', OTHER),
      (image: string) => service.remove(image, OTHER),
    ]) {
      const [known, unknown] = [await ask(id), await ask(UNKNOWN)]
      expect([known.status, known.text.replace(id, '')]).toStrictEqual([404, unknown.text.replace(UNKNOWN, '')])
    }
    expect((await service.get(id)).text).toBe('data')
  })
})

describe('data that cannot be given', () => {
  test('is 403 to who may see the image and not read it', async () => {
    const { id } = await service.made(RAW, 'data')
    expect((await service.head(id, READER)).status).toBe(200)
    expect((await service.get(id, READER)).status).toBe(403)
  })

  test('is 404 where it is lost, and an error in the log (R21)', async () => {
    const own = await serve({})
    const { id } = await own.made(RAW, 'data')
    await rm(folderOf('file', own.dataDir), { recursive: true })
    const answer = await own.get(id)
    expect(answer.status).toBe(404)
    expect(answer.headers).not.toHaveProperty('etag')
    const err = { message: expect.stringContaining(answer.json.message), stack: expect.stringContaining('caused by') }
    expect(await own.logOf(answer)).toMatchObject({ level: 50, status: 404, err })
    expect((await own.head(id)).status).toBe(200)
  })

  test('is 503 where its store is away', async () => {
    const open = () => Promise.reject(new Problem('storeUnavailable', 'The store is away'))
    const own = await serve({ wrapStore: (store) => ({ ...store, open }) })
    const { id } = await own.made(RAW, 'data')
    expect((await own.get(id)).status).toBe(503)
  })

  test('is a refusal that says nothing else of the image where its store fails before the first byte', async () => {
    const open = async () => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(new Error('No disk')) }) })
    const own = await serve({ wrapStore: (store) => ({ ...store, open }) })
    const { id } = await own.made(RAW, 'data')
    const { status, headers } = await own.get(id)
    expect(status).toBe(500)
    expect(Object.keys(headers).filter((name) => name === 'etag' || name.startsWith('x-image-meta-'))).toStrictEqual([])
  })

  test('ends the connection where its store fails in the middle', async () => {
    async function* half() {
      yield Buffer.from('da')
      throw new Error('The disk is away')
    }
    const own = await serve({ wrapStore: (store) => ({ ...store, open: async () => half() }) })
    const { id } = await own.made(RAW, 'data')
    await expect(own.get(id)).rejects.toThrow()
  })
})

describe('properties that are protected', () => {
  test('are in no answer to who may not read them (S10)', async () => {
    const own = await serve({
      propertySections: [aSection('^secret$', nobody, { create: everybody }), aSection('', everybody)],
    })
    const { id } = await own.made({ ...RAW, 'property-secret': 'withheld', 'property-open': 'published' }, 'data')
    for (const answer of [await own.head(id), await own.get(id), await own.ask('GET', '/v1/images/detail')]) {
      const said = JSON.stringify([answer.headers, answer.text])
      expect(said).not.toContain('withheld')
      expect(said).toContain('published')
    }
  })
})

describe('a delete', () => {
  test('is 200 and empty, and takes the bytes along', async () => {
    const own = await serve({})
    const { id } = await own.made(RAW, 'data')
    const forgotten = once(own.events, 'forgetKey ends')
    const { status, body, headers } = await own.remove(id)
    expect([status, body.length]).toStrictEqual([200, 0])
    expect(headers['content-type']).toMatch(/^text\//)
    await forgotten
    expect(await own.filesOnDisk()).toStrictEqual([])
    expect((await own.remove(id)).status).toBe(404)
  })

  test('of a protected image is 403, until that ends', async () => {
    const { id } = await service.made({ protected: true })
    const { status, json } = await service.remove(id)
    expect([status, json.message]).toStrictEqual([403, expect.stringContaining('protected')])
    expect((await service.put(id, { protected: 'False', name: 'x' })).status).toBe(200)
    expect((await service.remove(id)).status).toBe(200)
  })

  test('is for owners who may do more than read', async () => {
    const { id } = await service.made()
    expect((await service.remove(id, READER)).status).toBe(403)
    expect((await service.remove(id, ADMIN)).status).toBe(200)
  })
})

describe('a request is refused', () => {
  test.each(['HEAD', 'GET', 'DELETE'])('with 400 when a %s has a body', async (method) => {
    const { id } = await service.made(RAW, 'data')
    const socket = connect(service.port, '127.0.0.1')
    socket.end(
      `${method} /v1/images/${id} HTTP/1.1\r\nHost: x\r\nX-Auth-Token: owner\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx`,
    )
    expect(await text(socket)).toMatch(/^HTTP\/1\.1 400 /)
    expect((await service.get(id)).text).toBe('data')
  })

  test('with 401 from strangers', async () => {
    const { id } = await service.made({ ...RAW, is_public: true }, 'data', ADMIN)
    for (const method of ['HEAD', 'GET', 'PUT', 'DELETE']) {
      expect((await service.ask(method, `/v1/images/${id}`, {})).status).toBe(401)
    }
  })

  test('with 405 and what there is', async () => {
    const { id } = await service.made()
    const { status, headers } = await service.ask('PATCH', `/v1/images/${id}`)
    expect(status).toBe(405)
    expect(new Set(headers.allow?.split(', '))).toStrictEqual(new Set(['GET', 'HEAD', 'PUT', 'DELETE']))
    const detail = await service.ask('HEAD', '/v1/images/detail')
    expect([detail.status, detail.headers.allow]).toStrictEqual([405, 'GET'])
  })

  test('without a body when it is a HEAD', async () => {
    const { status, body, headers } = await service.head(UNKNOWN)
    expect([status, body.length]).toStrictEqual([404, 0])
    expect(Object.keys(fieldsOf({ headers }))).toStrictEqual([])
  })
})
