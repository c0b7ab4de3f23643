import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import {
  ADMIN,
  aSection,
  everybody,
  type Fields,
  nobody,
  OTHER,
  OWNER,
  RAW,
  READER,
  type ServiceV1,
  startImagesV1,
} from './images-v1.ts'

let service: ServiceV1
beforeAll(async () => {
  service = await startImagesV1({ quotas: { properties: 3, tags: 3 } })
})
afterAll(() => service.stop())

const KEEP = { 'x-glance-registry-purge-props': 'False' }
const UNKNOWN = '00000000-0000-4000-8000-000000000000'

describe('an update', () => {
  test('answers the image as it is now', async () => {
    const made = await service.made({ ...RAW, name: 'before' }, 'data')
    const { status, headers, json } = await service.put(made.id, { name: 'after', min_ram: 5 })
    expect(status).toBe(200)
    expect(headers.etag).toBe(made.checksum)
    expect(headers).not.toHaveProperty('location')
    expect(json).toStrictEqual({ image: { ...made, name: 'after', min_ram: 5, updated_at: expect.any(String) } })
    expect(json.image.updated_at >= made.updated_at).toBe(true)
    expect(await service.shown(made.id)).toMatchObject({ name: 'after', min_ram: '5' })
  })

  test('changes what it names, and nothing else', async () => {
    const { id } = await service.made({ ...RAW, name: 'x', protected: true, min_disk: 7 })
    const before = await service.shown(id)
    await service.put(id, { protected: 'no', min_disk: 0 })
    const { updated_at: _, ...after } = await service.shown(id)
    const { updated_at: __, ...unchanged } = before
    expect(after).toStrictEqual({ ...unchanged, protected: 'False', min_disk: '0' })
  })

  test('may change what is protected: that is against deletion', async () => {
    const { id } = await service.made({ protected: true })
    expect((await service.put(id, { name: 'new' })).status).toBe(200)
  })

  test('sends back what it was told, and nothing happens', async () => {
    const { id } = await service.made({ ...RAW, name: 'x', 'property-a': 'b' }, 'data')
    const shown = await service.shown(id)
    const { status, json } = await service.put(id, shown)
    expect([status, json.image.properties]).toStrictEqual([200, { a: 'b' }])
    expect(await service.shown(id)).toStrictEqual({ ...shown, updated_at: expect.any(String) })
  })

  test('gives formats while there is no data, and an Amazon kind has one', async () => {
    const { id } = await service.made()
    expect((await service.put(id, { disk_format: 'aki' })).json.image).toMatchObject({
      disk_format: 'aki',
      container_format: 'aki',
    })
    expect((await service.put(id, { disk_format: 'aki', container_format: 'bare' })).status).toBe(400)
  })

  test('gives an image to another project where an administrator asks, and otherwise takes no notice', async () => {
    const { id } = await service.made()
    expect((await service.put(id, { owner: 'project-b', name: 'x' })).json.image).toMatchObject({
      owner: 'project-a',
      name: 'x',
    })
    expect((await service.put(id, { owner: 'project-b' }, undefined, ADMIN)).json.image.owner).toBe('project-b')
    expect((await service.head(id)).status).toBe(404)
  })

  test('makes an image public, and takes that back', async () => {
    const { id } = await service.made()
    expect((await service.put(id, { is_public: true })).status).toBe(403)
    expect((await service.put(id, { is_public: true }, undefined, ADMIN)).json.image.is_public).toBe(true)
    expect((await service.put(id, { is_public: true })).status).toBe(200)
    expect((await service.put(id, { is_public: 'False' })).json.image.is_public).toBe(false)
    expect((await service.shownByV2(id)).visibility).toBe('shared')
  })

  test('that names no data does not make an image active', async () => {
    const { id } = await service.made(RAW)
    const { status, json } = await service.put(id, { size: 0 })
    expect([status, json.image.status]).toStrictEqual([200, 'queued'])
  })
})

describe('properties', () => {
  const properties = async (id: string) =>
    Object.fromEntries(
      Object.entries(await service.shown(id)).flatMap(([name, value]) =>
        name.startsWith('property-') ? [[name.slice('property-'.length), value]] : [],
      ),
    )

  test('that an update does not name are gone', async () => {
    const { id } = await service.made({ 'property-a': '1', 'property-b': '2' })
    await service.put(id, { 'property-b': '3', 'property-c': '4' })
    expect(await properties(id)).toStrictEqual({ b: '3', c: '4' })
    await service.put(id, { name: 'new' })
    expect(await properties(id)).toStrictEqual({})
  })

  test.each(['False', '0', 'no', ''])('stay when there is to be no purge: %s', async (text) => {
    const { id } = await service.made({ 'property-a': '1', 'property-b': '2' })
    await service.put(id, { 'property-b': '3', 'x-glance-registry-purge-props': text })
    expect(await properties(id)).toStrictEqual({ a: '1', b: '3' })
    await service.put(id, { 'x-glance-registry-purge-props': 'True' })
    expect(await properties(id)).toStrictEqual({})
  })

  test('become null, which headers do not say and JSON does', async () => {
    const { id } = await service.made({ 'property-a': '1' })
    const { json } = await service.put(id, { 'property-a': '' })
    expect(json.image.properties).toStrictEqual({ a: null })
    expect(await properties(id)).toStrictEqual({})
  })

  test('are counted as they will be', async () => {
    const { id } = await service.made({ 'property-a': '1', 'property-b': '2', 'property-c': '3' })
    expect((await service.put(id, { ...KEEP, 'property-d': '4' })).status).toBe(413)
    expect(Object.keys(await properties(id))).toStrictEqual(['a', 'b', 'c'])
    expect((await service.put(id, { 'property-d': '4', 'property-e': '5', 'property-f': '6' })).status).toBe(200)
  })

  test('that are protected survive a purge where they are unread, and otherwise forbid it', async () => {
    const own = await startImagesV1({
      propertySections: [
        aSection('^hidden$', nobody, { create: everybody }),
        aSection('^frozen$', nobody, { create: everybody, read: everybody }),
        aSection('', everybody),
      ],
    })
    onTestFinished(() => own.stop())
    const { id } = await own.made({ 'property-hidden': 'h', 'property-open': 'o' })
    expect((await own.put(id, { name: 'x' })).status).toBe(200)
    expect((await own.catalog.find(id))?.properties).toStrictEqual({ hidden: 'h' })
    expect((await own.put(id, { 'property-hidden': 'mine' })).status).toBe(403)

    const frozen = await own.made({ 'property-frozen': 'f', 'property-open': 'o' })
    expect((await own.put(frozen.id, { name: 'x' })).status).toBe(403)
    expect((await own.put(frozen.id, { 'property-frozen': 'g' })).status).toBe(403)
    expect((await own.put(frozen.id, { name: 'x', 'property-frozen': 'f' })).status).toBe(200)
    expect((await own.catalog.find(frozen.id))?.properties).toStrictEqual({ frozen: 'f' })
  })
})

describe('an update is refused, and the image stays as it was', () => {
  async function expectUntouched(id: string, fields: Fields, status: number, headers = OWNER): Promise<void> {
    const before = await service.shown(id, ADMIN)
    expect((await service.put(id, { name: 'new', ...fields }, undefined, headers)).status).toBe(status)
    expect(await service.shown(id, ADMIN)).toStrictEqual(before)
  }

  test.each<{ name: string; fields: Fields; status: number }>([
    { name: 'a header that does not exist', fields: { foo: 1 }, status: 400 },
    { name: 'an unknown store', fields: { store: 'swift' }, status: 400 },
    { name: 'a number that is none', fields: { min_ram: 'x' }, status: 400 },
    { name: 'an unknown format', fields: { disk_format: 'zip' }, status: 400 },
    { name: 'a time that is none', fields: { deleted_at: 'soon' }, status: 400 },
    { name: 'another format than its data has', fields: { disk_format: 'qcow2' }, status: 403 },
    { name: 'another id', fields: { id: UNKNOWN }, status: 403 },
    { name: 'another status (S5)', fields: { status: 'queued' }, status: 403 },
    { name: 'another size (S6)', fields: { size: 5 }, status: 403 },
    { name: 'another checksum (S6)', fields: { checksum: '0'.repeat(32) }, status: 403 },
    { name: 'a reserved property (S11)', fields: { 'property-stores': 'x' }, status: 403 },
    { name: 'a property of the server (S11)', fields: { 'property-os_glance_x': 'x' }, status: 403 },
    { name: 'a location', fields: { location: 'http://images.example/' }, status: 400 },
    { name: 'a source', fields: { 'x-glance-api-copy-from': 'http://images.example/' }, status: 400 },
  ])('$status for $name', async ({ fields, status }) => {
    const { id } = await service.made(RAW, 'data')
    await expectUntouched(id, fields, status)
    await expectUntouched(id, fields, status, ADMIN)
  })

  test.each(['x-image-meta-property-b', 'x-glance-registry-purge-props'])('400 for %s, given twice', async (header) => {
    const { id } = await service.made({ ...RAW, 'property-a': 'kept' }, 'data')
    const headers = { ...OWNER, [header]: ['False', 'False'] }
    expect((await service.call('PUT', `/v1/images/${id}`, { headers })).status).toBe(400)
    expect(await service.shown(id)).toMatchObject({ 'property-a': 'kept' })
  })

  test('403 and 404 to who may not', async () => {
    const { id } = await service.made(RAW, 'data')
    await expectUntouched(id, {}, 403, READER)
    await expectUntouched(id, {}, 404, OTHER)
  })

  test('404 for one that does not exist', async () => {
    expect((await service.put(UNKNOWN, { name: 'x' })).status).toBe(404)
  })

  test('403 for one that was deleted, which administrators see; 404 to others', async () => {
    const { id } = await service.made()
    await service.remove(id)
    await expectUntouched(id, {}, 403, ADMIN)
    await expectUntouched(id, {}, 404)
    expect((await service.put(id, RAW, 'data', ADMIN)).status).toBe(403)
  })
})
