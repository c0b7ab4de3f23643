import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Service, startService } from './service.ts'

const UUID = '6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b'

let service: Service
beforeAll(async () => {
  service = await startService({ quotas: { properties: 3, tags: 3 } })
})
afterAll(() => service.stop())

const create = (body: string | object, headers: Record<string, string> = {}) =>
  service.call('POST', '/v2/images', { body, headers })

describe('a new image', () => {
  test('of nothing has the defaults', async () => {
    const { status, headers, json } = await create({})
    expect(status).toBe(201)
    expect(headers['content-type']).toBe('application/json')
    expect(headers.location).toBe(`${service.url}/v2/images/${json.id}`)
    expect(json).toStrictEqual({
      name: null,
      disk_format: null,
      container_format: null,
      visibility: 'shared',
      size: null,
      virtual_size: null,
      status: 'queued',
      checksum: null,
      protected: false,
      min_ram: 0,
      min_disk: 0,
      owner: null,
      os_hidden: false,
      os_hash_algo: null,
      os_hash_value: null,
      id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      updated_at: json.created_at,
      tags: [],
      self: `/v2/images/${json.id}`,
      file: `/v2/images/${json.id}/file`,
      schema: '/v2/schemas/image',
    })
    expect(await service.show(json.id)).toStrictEqual(json)
  })

  test('keeps what it was given', async () => {
    const given = {
      id: UUID,
      name: 'Ünïcode 𝒜',
      visibility: 'community',
      owner: 'someone',
      protected: true,
      os_hidden: true,
      disk_format: 'qcow2',
      container_format: 'bare',
      min_disk: 2_147_483_647,
      min_ram: 0,
      os_distro: '𝒜',
      description: '',
      kernel_id: null,
    }
    const { status, json } = await create({ ...given, tags: ['𝒜', 'b', 'b'] })
    expect(status).toBe(201)
    expect(json).toMatchObject(given)
    expect(json.tags.toSorted()).toStrictEqual(['b', '𝒜'])
    expect(await service.show(UUID)).toStrictEqual(json)
  })

  test.each(['__proto__', 'constructor', 'toString', 'is_public', 'member', 'image_id', 'a/b', 'a~b', ' ', '"'])(
    'may have a property %j (U6)',
    async (name) => {
      const { status, json } = await create(`{${JSON.stringify(name)}: "data"}`)
      expect(status).toBe(201)
      expect(Object.entries(json).at(0)).toStrictEqual([name, 'data'])
      expect(Object.entries(await service.show(json.id)).at(0)).toStrictEqual([name, 'data'])
    },
  )

  test.each([undefined, 'text/plain', 'application/octet-stream', 'application/json; charset=utf-8', ';;;'])(
    'is made from JSON of type %s',
    async (type) => {
      const headers: Record<string, string> = type === undefined ? {} : { 'Content-Type': type }
      expect((await create({ name: 'x' }, headers)).json.name).toBe('x')
    },
  )

  test('has the last of two keys that are the same', async () => {
    expect((await create('{"name": "a", "name": "b"}')).json.name).toBe('b')
  })

  test('may be sent in pieces', async () => {
    const { request, answer } = service.open('POST', '/v2/images', { 'Transfer-Encoding': 'chunked' })
    for (const piece of ['{"na', 'me": ', '"x"}']) request.write(piece)
    request.end()
    expect((await answer).json.name).toBe('x')
  })

  test('has its Location at the name that the client used', async () => {
    const { headers } = await create({}, { Host: 'localhost:8080' })
    expect(headers.location).toMatch(/^http:\/\/localhost:8080\/v2\/images\//)
  })
})

describe('a new image is refused with 400', () => {
  test.each([
    { name: 'an array (C1)', body: '[]', says: 'body' },
    { name: 'a number', body: '5', says: 'JSON' },
    { name: 'a string', body: '"x"', says: 'JSON' },
    { name: 'null', body: 'null', says: 'JSON' },
    { name: 'not JSON', body: '{"name": ', says: 'JSON' },
    { name: 'nothing', body: '', says: 'no' },
    { name: 'a wrong type', body: '{"name": 5}', says: `'name'` },
    { name: 'a name that is too long', body: { name: 'n'.repeat(256) }, says: `'name'` },
    { name: 'an unknown disk format', body: { disk_format: 'zip' }, says: `'disk_format'` },
    { name: 'an empty container format', body: { container_format: '' }, says: `'container_format'` },
    { name: 'an unknown visibility', body: { visibility: 'secret' }, says: `'visibility'` },
    { name: 'a negative size of a disk', body: { min_disk: -1 }, says: `'min_disk'` },
    { name: 'too much memory', body: { min_ram: 2_147_483_648 }, says: `'min_ram'` },
    { name: 'a number beyond all bounds (S58)', body: '{"min_ram": 1e400}', says: `'min_ram'` },
    { name: 'a fraction', body: { min_ram: 1.5 }, says: `'min_ram'` },
    { name: 'null for a number', body: { min_ram: null }, says: `'min_ram'` },
    { name: 'a string for a boolean', body: { protected: 'true' }, says: `'protected'` },
    { name: 'a tag that is no string', body: { tags: [5] }, says: `'tags/0'` },
    { name: 'a tag that is too long', body: { tags: ['t'.repeat(256)] }, says: `'tags/0'` },
    { name: 'an id that is no UUID', body: { id: 'debian' }, says: `'id'` },
    { name: 'a property that is no string', body: { custom: 5 }, says: `'custom'` },
    { name: 'a property that is null', body: { custom: null }, says: `'custom'` },
    { name: 'a property called ""  (C16)', body: { '': 'x' }, says: 'property name' },
    { name: 'a property name that is too long', body: { ['p'.repeat(256)]: 'x' }, says: 'property name' },
    { name: 'a slash in the name of a bad property', body: { 'a/b': 5 }, says: `'a/b'` },
    { name: 'a reserved name with no string', body: { os_glance_x: 5 }, says: `'os_glance_x'` },
    { name: 'half a character', body: '{"name": "\\ud800"}', says: 'Unicode' },
    { name: 'tags that differ in half characters', body: '{"tags": ["\\ud800", "\\ud801"]}', says: 'Unicode' },
    { name: 'half a character in a property name', body: '{"\\udfff": "x"}', says: 'Unicode' },
    { name: 'depth (S58)', body: `{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`, says: 'levels' },
    { name: 'depth without end (S58)', body: '{"a":'.repeat(100_000), says: 'JSON' },
  ])('for $name', async ({ body, says }) => {
    const { status, json } = await create(body)
    expect(status).toBe(400)
    expect(json.message).toContain(says)
  })

  test('for a chunked body without bytes', async () => {
    const { request, answer } = service.open('POST', '/v2/images', { 'Transfer-Encoding': 'chunked' })
    request.end()
    expect((await answer).status).toBe(400)
  })
})

describe('a new image is refused', () => {
  test.each([
    { attribute: 'status', value: 'active', fault: 'S5' },
    { attribute: 'size', value: 5 },
    { attribute: 'virtual_size', value: 5 },
    { attribute: 'checksum', value: 'x' },
    { attribute: 'os_hash_algo', value: 'sha512', fault: 'C15' },
    { attribute: 'os_hash_value', value: 'abc', fault: 'C15' },
    { attribute: 'created_at', value: '2026-03-01T00:00:00Z' },
    { attribute: 'updated_at', value: '2026-03-01T00:00:00Z' },
    { attribute: 'direct_url', value: 'file:///etc/passwd', fault: 'S20' },
    { attribute: 'self', value: 'x' },
    { attribute: 'file', value: 'x' },
    { attribute: 'schema', value: 'x' },
    { attribute: 'stores', value: 'x', fault: 'U4' },
    { attribute: 'location', value: 'file:///etc/passwd', fault: 'S20 U6' },
    { attribute: 'locations', value: [], fault: 'S8' },
    { attribute: 'deleted', value: 'false' },
    { attribute: 'deleted_at', value: 'x' },
    { attribute: 'os_glance_import_task', value: 'x', fault: 'S11' },
    { attribute: 'os_glance', value: 'x', fault: 'S11' },
  ])('with 403 for $attribute, which it names $fault', async ({ attribute, value }) => {
    const { status, json } = await create({ [attribute]: value })
    expect(status).toBe(403)
    expect(json.message).toContain(`'${attribute}'`)
  })

  test('with 409 for an id that is taken', async () => {
    const { id } = await service.createImage()
    const { status, json } = await create({ id })
    expect(status).toBe(409)
    expect(json.message).toContain(id)
  })

  test('with 413 for more properties or tags than allowed (S56)', async () => {
    const properties = await create({ a: '1', b: '2', c: '3', d: '4' })
    expect(properties).toMatchObject({ status: 413, json: { message: expect.stringContaining('properties') } })
    const tags = await create({ tags: ['a', 'b', 'c', 'd'] })
    expect(tags).toMatchObject({ status: 413, json: { message: expect.stringContaining('tags') } })
    expect((await create({ a: '1', b: '2', c: '3', tags: ['a', 'b', 'c', 'a'] })).status).toBe(201)
  })

  test('with 413 for a body that is too large (S56)', async () => {
    expect((await create({ custom: 'x'.repeat(2 ** 20) })).status).toBe(413)
  })

  test('with 415 for a body that is compressed', async () => {
    for (const encoding of ['gzip', 'deflate', 'br', 'nothing']) {
      expect((await create('{}', { 'Content-Encoding': encoding })).status).toBe(415)
    }
  })
})

describe('a client that waits for 100-continue', () => {
  test('is told to send its JSON', async () => {
    const { request, answer } = service.open('POST', '/v2/images', { Expect: '100-continue', 'Content-Length': 2 })
    request.on('continue', () => request.end('{}'))
    request.flushHeaders()
    expect((await answer).status).toBe(201)
  })
})

describe('a client whose JSON does not come (S57)', () => {
  test('gets 408, and others are served meanwhile', async () => {
    const impatient = await startService({ idleMs: 50 })
    const { request, answer } = impatient.open('POST', '/v2/images', { 'Content-Length': 100 })
    request.write('{"name":')
    expect((await impatient.call('GET', '/v2/images')).status).toBe(200)
    expect((await answer).status).toBe(408)
    request.destroy()
    await impatient.stop()
  })
})
