import { openapiDocument } from '@vitrine/api-types'
import type { Image } from '@vitrine/core'
import { buildImageData, buildNewImage } from '@vitrine/testkit'
import { describe, expect, test } from 'vitest'
import { createAttributeSchema } from './attribute-schema.ts'
import { customiseDocument } from './customise-document.ts'
import { changeImage, toNewImage } from './image-changes-v1.ts'
import { describeImage } from './image-description-v1.ts'

const schema = createAttributeSchema(openapiDocument)
const ID = '6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b'
const NOW = new Date('2026-03-01T09:30:00Z')

const described = (fields: Record<string, string>) =>
  describeImage(
    Object.fromEntries(Object.entries(fields).map(([name, text]) => [`x-image-meta-${name}`, text])),
    'updateImageV1',
    { isAdmin: true },
  )
const made = (fields: Record<string, string>) => toNewImage(described(fields), schema)

function anImage(overrides: Partial<Image> = {}): Image {
  const image = buildNewImage({ id: ID, createdAt: NOW, properties: { a: '1', b: '2' } })
  return { ...image, status: 'queued', data: null, updatedAt: NOW, deletedAt: null, revision: 1, ...overrides }
}
const ACTIVE = anImage({ status: 'active', data: buildImageData() })

const changed = (fields: Record<string, string>, image = anImage(), purge = false) =>
  changeImage(described(fields), { schema, purge })(image)

describe('a new image', () => {
  test('has what was said, in the words of the domain', () => {
    const fields = { id: ID, name: 'debian', owner: 'project-b', protected: 'yes', min_ram: '1', 'property-zone': 'a' }
    expect(made({ ...fields, min_disk: '2', disk_format: 'ami' })).toStrictEqual({
      id: ID,
      name: 'debian',
      owner: 'project-b',
      protected: true,
      minRam: 1,
      minDisk: 2,
      diskFormat: 'ami',
      containerFormat: 'ami',
      tags: [],
      properties: { zone: 'a' },
    })
  })

  test('is public when it is said to be, and otherwise what the domain makes of it', () => {
    expect(made({ is_public: 'True' }).visibility).toBe('public')
    expect(made({ is_public: 'False' })).not.toHaveProperty('visibility')
  })

  test('may have properties that are null, which v2 could not say', () => {
    expect(made({ 'property-zone': '', 'property-kernel_id': '' }).properties).toStrictEqual({
      zone: null,
      kernel_id: null,
    })
  })

  test('may have a property called __proto__', () => {
    expect(Object.entries(made({ 'property-__proto__': 'x' }).properties)).toStrictEqual([['__proto__', 'x']])
  })

  test.each([
    { name: 'an id that is none', fields: { id: 'debian' }, says: `'id'` },
    { name: 'a name that is too long', fields: { name: 'n'.repeat(256) }, says: `'name'` },
    { name: 'an unknown format', fields: { disk_format: 'zip' }, says: `'disk_format'` },
    { name: 'an empty format', fields: { container_format: '' }, says: `'container_format'` },
    { name: 'too much memory', fields: { min_ram: '2147483648' }, says: `'min_ram'` },
    { name: 'a kernel that is none', fields: { 'property-kernel_id': 'vmlinuz' }, says: `'kernel_id'` },
    { name: 'a property without name (C16)', fields: { 'property-': 'x' }, says: 'property name' },
    {
      name: 'a property whose name is too long',
      fields: { [`property-${'p'.repeat(256)}`]: 'x' },
      says: 'property name',
    },
  ])('is refused for $name, and so is the change', ({ fields, says }) => {
    const refusal = expect.objectContaining({
      code: expect.stringMatching(/^attribute/),
      message: expect.stringContaining(says),
    })
    expect(() => made(fields as Record<string, string>)).toThrow(refusal)
    expect(() => changed(fields as Record<string, string>)).toThrow(refusal)
  })
})

describe('a property that an operator has a schema for', () => {
  const strict = createAttributeSchema(
    customiseDocument({ properties: { size_class: { type: 'string', enum: ['s', 'l'] } } }),
  )
  const wish = (text: string) => described({ 'property-size_class': text })

  test('follows it, and is null only where it may be', () => {
    expect(toNewImage(wish('s'), strict).properties).toStrictEqual({ size_class: 's' })
    for (const text of ['m', '']) {
      expect(() => toNewImage(wish(text), strict)).toThrow('size_class')
      expect(() => changeImage(wish(text), { schema: strict, purge: false })(anImage())).toThrow('size_class')
    }
  })
})

describe('a change', () => {
  test('of nothing leaves the image as it is', () => {
    const image = anImage()
    expect(changed({}, image)).toBe(image)
  })

  test('is of what was said, and of nothing else', () => {
    expect(changed({ name: 'new', protected: 'on', min_ram: '0', owner: 'project-b' })).toStrictEqual(
      anImage({ name: 'new', protected: true, minRam: 0, owner: 'project-b' }),
    )
  })

  test('adds properties and replaces them', () => {
    expect(changed({ 'property-b': '', 'property-c': '3' }).properties).toStrictEqual({ a: '1', b: null, c: '3' })
  })

  test('that purges leaves the properties that it names', () => {
    expect(changed({ 'property-b': '4', 'property-c': '3' }, anImage(), true).properties).toStrictEqual({
      b: '4',
      c: '3',
    })
    expect(changed({ name: 'new' }, anImage(), true).properties).toStrictEqual({})
  })

  test('that purges leaves what only the server writes', () => {
    const image = anImage({ properties: { a: '1', os_glance_importing_to_stores: 'file' } })
    expect(changed({}, image, true).properties).toStrictEqual({ os_glance_importing_to_stores: 'file' })
  })

  test.each([
    { from: 'public', isPublic: 'False', to: 'shared' },
    { from: 'private', isPublic: 'False', to: 'private' },
    { from: 'shared', isPublic: 'False', to: 'shared' },
    { from: 'community', isPublic: 'False', to: 'community' },
    { from: 'public', isPublic: 'True', to: 'public' },
    { from: 'private', isPublic: 'True', to: 'public' },
    { from: 'shared', isPublic: 'True', to: 'public' },
    { from: 'community', isPublic: 'True', to: 'public' },
  ] as const)('to is_public $isPublic makes a $from image $to', ({ from, isPublic, to }) => {
    expect(changed({ is_public: isPublic }, anImage({ visibility: from })).visibility).toBe(to)
  })

  test('of formats waits for no data', () => {
    expect(changed({ disk_format: 'raw', container_format: 'ovf' })).toMatchObject({
      diskFormat: 'raw',
      containerFormat: 'ovf',
    })
    expect(() => changed({ disk_format: 'raw' }, ACTIVE)).toThrow(expect.objectContaining({ code: 'forbidden' }))
  })
})

describe('a client that sends back what it was told', () => {
  const told = { id: ID, status: 'active', size: '3', checksum: '900150983CD24FB0D6963F7D28E17F72' }

  test('changes nothing by that', () => {
    const formats = { disk_format: 'qcow2', container_format: 'bare' }
    expect(changed({ ...told, ...formats, name: 'debian-13', is_public: 'False' }, ACTIVE)).toBe(ACTIVE)
  })

  test.each([
    { name: 'id', value: ID.replace('6', '7') },
    { name: 'status', value: 'queued' },
    { name: 'size', value: '4' },
    { name: 'checksum', value: 'ab' },
  ])('is refused where its $name is another (S5, S6)', ({ name, value }) => {
    const refusal = expect.objectContaining({
      code: 'attributeReadOnly',
      message: expect.stringContaining(`'${name}'`),
    })
    expect(() => changed({ ...told, [name]: value }, ACTIVE)).toThrow(refusal)
    expect(() => changed({ [name]: value }, { ...ACTIVE, status: 'deactivated' })).toThrow(refusal)
  })

  test('may say of data that is to come what it likes', () => {
    const image = anImage()
    expect(changed({ size: '4', checksum: 'ab' }, image)).toBe(image)
  })

  test('is told of imports as of uploads', () => {
    const image = anImage({ status: 'importing' })
    expect(changed({ status: 'saving' }, image)).toBe(image)
  })
})
