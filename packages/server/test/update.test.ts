import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Service, startService } from './service.ts'

const V20 = 'application/openstack-images-v2.0-json-patch'
const V21 = 'application/openstack-images-v2.1-json-patch'

let service: Service
beforeAll(async () => {
  service = await startService({ quotas: { properties: 3, tags: 3 } })
})
afterAll(() => service.stop())

const v20 = { 'Content-Type': V20 }

describe('a patch', () => {
  test('changes, adds and removes, in order, and answers with the whole image', async () => {
    const { id } = await service.createImage({ name: 'old', os_distro: 'debian' })
    const { status, headers, json } = await service.patch(id, [
      { op: 'replace', path: '/name', value: 'new' },
      { op: 'add', path: '/a~1b~0c', value: 'x' },
      { op: 'replace', path: '/a~1b~0c', value: 'y' },
      { op: 'remove', path: '/os_distro' },
      { op: 'replace', path: '/tags', value: ['b', 'a', 'b'] },
    ])
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('application/json')
    expect(json).toMatchObject({ name: 'new', 'a/b~c': 'y', tags: ['a', 'b'] })
    expect(json).not.toHaveProperty('os_distro')
    expect(await service.show(id)).toStrictEqual(json)
  })

  test('may be in the older dialect', async () => {
    const { id } = await service.createImage({ os_distro: 'debian' })
    const { status, json } = await service.patch(
      id,
      [{ replace: '/name', value: 'new' }, { add: '/zone', value: 'a' }, { remove: '/os_distro' }],
      v20,
    )
    expect(status).toBe(200)
    expect(json).toMatchObject({ name: 'new', zone: 'a' })
    expect((await service.patch(id, [{ add: '/zone', value: 'b' }], v20)).status).toBe(409)
  })

  test('may have parameters at its type, and any case', async () => {
    const { id } = await service.createImage()
    for (const type of [`${V21};charset=utf-8`, V21.toUpperCase()]) {
      expect((await service.patch(id, [], { 'Content-Type': type })).status).toBe(200)
    }
  })

  test('of nothing changes nothing', async () => {
    const image = await service.createImage({ name: 'x' })
    expect((await service.patch(image.id, [])).json).toStrictEqual(image)
  })

  test.each(['__proto__', 'constructor', 'image_id', 'extra_properties', 'member'])(
    'treats %s as a property like any other (C18)',
    async (name) => {
      const { id } = await service.createImage()
      const { status } = await service.patch(id, [{ op: 'add', path: `/${name}`, value: 'data' }])
      expect(status).toBe(200)
      expect(Object.entries(await service.show(id)).at(0)).toStrictEqual([name, 'data'])
      expect((await service.patch(id, [{ op: 'remove', path: `/${name}` }])).status).toBe(200)
      expect(Object.hasOwn(await service.show(id), name)).toBe(false)
    },
  )

  test('of many at once: none is lost', async () => {
    const { id } = await service.createImage()
    const answers = await Promise.all(
      ['a', 'b', 'c'].map((name) => service.patch(id, [{ op: 'add', path: `/${name}`, value: name }])),
    )
    expect(answers.map(({ status }) => status)).toStrictEqual([200, 200, 200])
    expect(await service.show(id)).toMatchObject({ a: 'a', b: 'b', c: 'c' })
  })

  test('changes a protected image', async () => {
    const { id } = await service.createImage({ protected: true })
    expect((await service.patch(id, [{ op: 'replace', path: '/name', value: 'x' }])).status).toBe(200)
  })

  test('shrinks an image that is over its limits, and does not let it grow', async () => {
    const { id } = await service.createImage({ a: '1', b: '2', c: '3', tags: ['x', 'y', 'z'] })
    const more = await service.patch(id, [{ op: 'add', path: '/d', value: '4' }])
    expect(more).toMatchObject({ status: 413, json: { message: expect.stringContaining('properties') } })
    const tags = await service.patch(id, [{ op: 'replace', path: '/tags', value: ['a', 'b', 'c', 'd'] }])
    expect(tags).toMatchObject({ status: 413, json: { message: expect.stringContaining('tags') } })
    expect((await service.patch(id, [{ op: 'remove', path: '/a' }])).status).toBe(200)
  })
})

describe('a patch is refused', () => {
  test.each([
    { name: 'an object', items: {}, says: 'array' },
    { name: 'no JSON', items: '[', says: 'JSON' },
    { name: 'nothing', items: '', says: 'no' },
    { name: 'an item that is no object', items: [5], says: `'0'` },
    { name: 'an unknown op', items: [{ op: 'test', path: '/name', value: 'x' }], says: '"test"' },
    { name: 'no op', items: [{ path: '/name', value: 'x' }], says: 'op' },
    { name: 'no path', items: [{ op: 'add', value: 'x' }], says: 'path' },
    { name: 'a path that is no string (C3)', items: [{ op: 'add', path: 5, value: 'x' }], says: 'path' },
    { name: 'no value', items: [{ op: 'add', path: '/name' }], says: 'value' },
    { name: 'a path of one slash (C16)', items: [{ op: 'add', path: '/', value: 'x' }], says: '"/"' },
    { name: 'a path without slash', items: [{ op: 'add', path: 'name', value: 'x' }], says: '"name"' },
    { name: 'an empty segment', items: [{ op: 'add', path: '//name', value: 'x' }], says: '"//name"' },
    { name: 'a bare tilde', items: [{ op: 'add', path: '/a~b', value: 'x' }], says: '"/a~b"' },
    { name: 'a path into tags', items: [{ op: 'add', path: '/tags/-', value: 'x' }], says: '/tags/-' },
    { name: 'a wrong type', items: [{ op: 'replace', path: '/name', value: 5 }], says: `'name'` },
    { name: 'a property that is no string', items: [{ op: 'add', path: '/custom', value: 5 }], says: `'custom'` },
    {
      name: 'a visibility that is none',
      items: [{ op: 'replace', path: '/visibility', value: 'x' }],
      says: 'visibility',
    },
    { name: 'depth (S58)', items: `[{"op":${'['.repeat(200_000)}${']'.repeat(200_000)}}]`, says: 'levels' },
    { name: 'half a character', items: '[{"op":"add","path":"/x","value":"\\ud800"}]', says: 'Unicode' },
  ])('with 400 for $name', async ({ items, says }) => {
    const image = await service.createImage()
    const { status, json } = await service.patch(image.id, items as object)
    expect(status).toBe(400)
    expect(json.message).toContain(says)
    expect(await service.show(image.id)).toStrictEqual(image)
  })

  test.each([
    { path: '/id', value: 'x' },
    { path: '/status', value: 'queued', fault: 'S5' },
    { path: '/size', value: 5 },
    { path: '/virtual_size', value: 5 },
    { path: '/checksum', value: 'x', fault: 'S6' },
    { path: '/os_hash_algo', value: 'x', fault: 'S6' },
    { path: '/os_hash_value', value: 'x', fault: 'S6' },
    { path: '/created_at', value: 'x' },
    { path: '/updated_at', value: 'x' },
    { path: '/direct_url', value: 'x' },
    { path: '/self', value: 'x' },
    { path: '/file', value: 'x' },
    { path: '/schema', value: 'x' },
    { path: '/stores', value: 'x', fault: 'C17 U4' },
    { path: '/location', value: 'x', fault: 'S20' },
    { path: '/deleted', value: 'x' },
    { path: '/deleted_at', value: 'x' },
    { path: '/os_glance_import_task', value: 'x', fault: 'S11' },
    { path: '/locations', value: [], fault: 'S6 S8' },
  ])('with 403 for $path $fault', async ({ path, value }) => {
    const { id } = await service.createImage()
    const { status, json } = await service.patch(id, [{ op: 'replace', path, value }])
    expect(status).toBe(403)
    expect(json.message).toContain(`'${path.slice(1)}'`)
  })

  test.each([
    { op: 'add', path: '/locations/-', value: { url: 'file:///etc/passwd', metadata: {} } },
    { op: 'remove', path: '/locations/0' },
  ])('with 403 for $op of $path (S6, S20)', async (item) => {
    const { id } = await service.createActiveImage('data')
    expect((await service.patch(id, [item])).status).toBe(403)
    expect((await service.download(id)).text).toBe('data')
  })

  test('with 403 for removing what every image has', async () => {
    const { id } = await service.createImage()
    for (const path of ['/name', '/tags', '/visibility', '/disk_format', '/protected']) {
      expect((await service.patch(id, [{ op: 'remove', path }])).status).toBe(403)
    }
  })

  test('with 403 for the formats of an image that has data', async () => {
    const { id } = await service.createActiveImage('data')
    for (const path of ['/disk_format', '/container_format']) {
      expect((await service.patch(id, [{ op: 'replace', path, value: null }])).status).toBe(403)
    }
  })

  test('with 409 for a property that is not there', async () => {
    const { id } = await service.createImage()
    for (const op of ['replace', 'remove']) {
      const { status, json } = await service.patch(id, [{ op, path: '/custom', value: 'x' }])
      expect(status).toBe(409)
      expect(json.message).toContain(`'custom'`)
    }
  })

  test('as a whole when one of its items is', async () => {
    const image = await service.createImage()
    const items = [
      { op: 'replace', path: '/name', value: 'new' },
      { op: 'remove', path: '/custom' },
    ]
    expect((await service.patch(image.id, items)).status).toBe(409)
    expect(await service.show(image.id)).toStrictEqual(image)
  })

  test.each([
    undefined,
    'application/json',
    'application/json-patch+json',
    'application/openstack-images-v2.2-json-patch',
  ])('with 415 for type %s, and told which would do', async (type) => {
    const { id } = await service.createImage()
    const headers: Record<string, string> = type === undefined ? {} : { 'Content-Type': type }
    const answer = await service.call('PATCH', `/v2/images/${id}`, { body: [], headers })
    expect(answer.status).toBe(415)
    expect(answer.headers['accept-patch']).toBe(`${V20}, ${V21}`)
    expect(answer.json.message).toContain(type ?? 'untyped')
  })

  test('with 404 for an image that is not there', async () => {
    expect((await service.patch('nothing', [])).status).toBe(404)
  })
})
