import type { ImageCreate } from '@vitrine/api-types'
import type { Image } from '@vitrine/core'
import { buildImageData, buildNewImage } from '@vitrine/testkit'
import { describe, expect, test } from 'vitest'
import { fromWire, toWire, wholeSeconds } from './image.ts'

const ID = '6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b'
const CREATED = new Date('2026-03-01T09:30:00.999Z')

function anImage(overrides: Partial<Image> = {}): Image {
  return {
    ...buildNewImage({ id: ID, createdAt: CREATED }),
    status: 'queued',
    data: null,
    updatedAt: CREATED,
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
    expect(JSON.stringify(wire)).not.toContain(data.key)
  })

  test('has times in whole seconds and links from the root', () => {
    expect(toWire(anImage())).toMatchObject({
      created_at: '2026-03-01T09:30:00Z',
      self: `/v2/images/${ID}`,
      file: `/v2/images/${ID}/file`,
      schema: '/v2/schemas/image',
    })
  })

  test('keeps a property called __proto__ as data', () => {
    const properties = JSON.parse('{"__proto__": "data", "constructor": "more"}')
    const text = JSON.stringify(toWire(anImage({ properties })))
    expect(text).toMatch(/^\{"__proto__":"data","constructor":"more",/)
  })
})

describe('a new image from the wire', () => {
  const given = (body: object) => fromWire(body as ImageCreate)

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
    { name: 'size', code: 'attributeReadOnly' },
    { name: 'os_hash_value', code: 'attributeReadOnly' },
    { name: 'stores', code: 'attributeReadOnly' },
    { name: 'location', code: 'attributeReserved' },
    { name: 'os_glance_import_task', code: 'attributeReserved' },
  ])('may not set $name', ({ name, code }) => {
    expect(() => given({ [name]: 'x' })).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(name) }),
    )
  })
})

describe('a time on the wire', () => {
  test('has no fraction, and is never rounded up', () => {
    expect(wholeSeconds(new Date('2026-12-31T23:59:59.999Z'))).toBe('2026-12-31T23:59:59Z')
  })
})
