import { type ImageCreate, openapiDocument } from '@vitrine/api-types'
import { ANONYMOUS, type Image, type ShownLocations } from '@vitrine/core'
import { buildImageData, buildNewImage, keyOf } from '@vitrine/testkit'
import { describe, expect, test } from 'vitest'
import { createAttributeSchema } from './attribute-schema.ts'
import { createImageWire, fromWire, wholeSeconds } from './image.ts'

const attributes = createAttributeSchema(openapiDocument)
const toWire = createToWire({})

/** As a service shows images to anybody. */
function createToWire({ several = false, shown = {} }: { several?: boolean; shown?: ShownLocations }) {
  const wire = createImageWire({ stores: { several }, attributes, locations: { shown: () => shown } })
  return (image: Image) => wire.toWire(image, ANONYMOUS)
}

const ID = '6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b'
const CREATED = new Date('2026-03-01T09:30:00.999Z')

function anImage(overrides: Partial<Image> = {}): Image {
  return {
    ...buildNewImage({ id: ID, createdAt: CREATED }),
    status: 'queued',
    data: null,
    updatedAt: CREATED,
    deletedAt: null,
    revision: 1,
    ...overrides,
  }
}

describe('an image on the wire', () => {
  test('has its custom properties first, then the others in the order that clients know', () => {
    expect(Object.keys(toWire(anImage({ properties: { zone: 'a', architecture: 'x86_64' } })))).toStrictEqual([
      'zone',
      'architecture',
      'name',
      'disk_format',
      'container_format',
      'visibility',
      'size',
      'virtual_size',
      'status',
      'checksum',
      'protected',
      'min_ram',
      'min_disk',
      'owner',
      'os_hidden',
      'os_hash_algo',
      'os_hash_value',
      'id',
      'created_at',
      'updated_at',
      'tags',
      'self',
      'file',
      'schema',
    ])
  })

  test('without data has null for all that data brings', () => {
    expect(toWire(anImage())).toMatchObject({
      status: 'queued',
      size: null,
      virtual_size: null,
      checksum: null,
      os_hash_algo: null,
      os_hash_value: null,
    })
  })

  test('with data has size and digests, and nothing of the place where the bytes lie', () => {
    const data = buildImageData({ size: 0, virtualSize: null })
    const wire = toWire(anImage({ status: 'active', data }))
    expect(wire).toMatchObject({
      size: 0,
      virtual_size: null,
      checksum: data.checksum,
      os_hash_algo: 'sha512',
      os_hash_value: data.hashValue,
    })
    expect(JSON.stringify(wire)).not.toContain(keyOf(data))
  })

  test('names the stores that have its data, in the order of the places, where there are several', () => {
    const locations = ['archive', 'fast', 'archive'].map((store, at) => ({ store, key: `key-${at}`, metadata: {} }))
    const data = buildImageData({ locations })
    const toWire = createToWire({ several: true })
    expect(toWire(anImage({ status: 'active', data }))).toMatchObject({ stores: 'archive,fast' })
    expect(toWire(anImage())).not.toHaveProperty('stores')
  })

  test('has the places that its caller is shown, each with its store where there are several', () => {
    const place = (store: string, url: string) => ({
      url,
      location: { store, key: url, metadata: { region: 'north' } },
    })
    const all = [place('file', 'file:///a'), place('http', 'https://images.example/a')]
    const toWire = createToWire({ several: true, shown: { all, direct: 'file:///a' } })
    expect(toWire(anImage())).toMatchObject({
      direct_url: 'file:///a',
      locations: [
        { url: 'file:///a', metadata: { region: 'north', store: 'file' } },
        { url: 'https://images.example/a', metadata: { region: 'north', store: 'http' } },
      ],
    })
    const [only] = createToWire({ shown: { all } })(anImage()).locations ?? []
    expect(only).toStrictEqual({ url: 'file:///a', metadata: { region: 'north' } })
  })

  test('has times in whole seconds and links from the root', () => {
    expect(toWire(anImage())).toMatchObject({
      created_at: '2026-03-01T09:30:00Z',
      self: `/v2/images/${ID}`,
      file: `/v2/images/${ID}/file`,
      schema: '/v2/schemas/image',
    })
  })

  test('has empty texts for properties that are null and may not be any more (R16)', () => {
    const properties = { kernel_id: null, zone: null, rack: '' }
    expect(toWire(anImage({ properties }))).toMatchObject({ kernel_id: null, zone: '', rack: '' })
  })

  test('keeps a property called __proto__ as data', () => {
    const properties = JSON.parse('{"__proto__": "data", "constructor": "more"}')
    const text = JSON.stringify(toWire(anImage({ properties })))
    expect(text).toMatch(/^\{"__proto__":"data","constructor":"more",/)
  })
})

describe('a new image from the wire', () => {
  const given = (body: object) => fromWire(body as ImageCreate, attributes)

  test('keeps out what was left out', () => {
    expect(given({})).toStrictEqual({ tags: [], properties: {} })
  })

  test('has every attribute under the name of the domain', () => {
    expect(
      given({
        id: ID,
        name: null,
        visibility: 'private',
        owner: null,
        protected: true,
        os_hidden: false,
        disk_format: 'raw',
        container_format: null,
        min_disk: 0,
        min_ram: 1,
        tags: ['b', 'a', 'b'],
        os_distro: 'debian',
        kernel_id: null,
      }),
    ).toStrictEqual({
      id: ID,
      name: null,
      visibility: 'private',
      owner: null,
      protected: true,
      hidden: false,
      diskFormat: 'raw',
      containerFormat: null,
      minDisk: 0,
      minRam: 1,
      tags: ['a', 'b'],
      properties: { os_distro: 'debian', kernel_id: null },
    })
  })

  test('takes names of the first edition for properties (U6)', () => {
    expect(given({ is_public: 'true', copy_from: 'x' }).properties).toStrictEqual({ is_public: 'true', copy_from: 'x' })
  })

  test('takes __proto__ for a property', () => {
    const { properties } = given(JSON.parse('{"__proto__": "data"}'))
    expect(Object.entries(properties)).toStrictEqual([['__proto__', 'data']])
    expect(Object.getPrototypeOf(properties)).toBe(Object.prototype)
  })

  test.each([
    { name: 'size', code: 'attributeReadOnly', value: 5 },
    { name: 'os_hash_value', code: 'attributeReadOnly' },
    { name: 'stores', code: 'attributeReadOnly' },
    { name: 'location', code: 'attributeReserved' },
    { name: 'os_glance_import_task', code: 'attributeReserved' },
  ])('may not set $name', ({ name, code, value = 'x' }) => {
    expect(() => given({ [name]: value })).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(name) }),
    )
  })
})

describe('a time on the wire', () => {
  test('has no fraction, and is never rounded up', () => {
    expect(wholeSeconds(new Date('2026-12-31T23:59:59.999Z'))).toBe('2026-12-31T23:59:59Z')
  })
})
