import { describe, expect, test } from 'vitest'
import { parametersOf } from '../http/spec-parameters.ts'
import { readImageHeaders } from './image-headers-v1.ts'

const META = 'x-image-meta-'
const read = (headers: Record<string, string>) => readImageHeaders(headers, 'createImageV1')
const fieldsOf = (headers: Record<string, string>) => Object.fromEntries(read(headers).fields)
const propertiesOf = (headers: Record<string, string>) => Object.fromEntries(read(headers).properties)

describe('headers of an image', () => {
  test.each(['createImageV1', 'updateImageV1'] as const)('of %s are those that the spec lists', (operation) => {
    const names = parametersOf(operation).map(({ name }) => name)
    const listed = names.filter((name) => name.startsWith(META) && !name.endsWith('*'))
    expect(listed.length).toBeGreaterThan(15)
    for (const name of listed) {
      const { fields } = readImageHeaders({ [name]: 'x' }, operation)
      expect(Object.fromEntries(fields)).toStrictEqual({ [name.slice(META.length)]: 'x' })
    }
  })

  test.each(['is_public', 'is-public'])('may be spelt %s', (name) => {
    expect(fieldsOf({ [META + name]: 'True' })).toStrictEqual({ is_public: 'True' })
  })

  test('are nothing else that a request has', () => {
    const { fields, properties } = read({ host: 'here', 'x-auth-token': 'secret', 'x-image-metadata': 'x' })
    expect([fields.size, properties.size]).toStrictEqual([0, 0])
  })

  test('are UTF-8, and percent signs stand for themselves', () => {
    const utf8 = Buffer.from('Größe 𝒜').toString('latin1')
    expect(fieldsOf({ [`${META}name`]: utf8 })).toStrictEqual({ name: 'Größe 𝒜' })
    expect(fieldsOf({ [`${META}name`]: 'Gr%C3%B6%C3%9Fe' })).toStrictEqual({ name: 'Gr%C3%B6%C3%9Fe' })
  })

  test('may be empty', () => {
    expect(fieldsOf({ [`${META}name`]: '' })).toStrictEqual({ name: '' })
  })
})

describe('custom properties', () => {
  test('have lower-case names, with _ for -', () => {
    const headers = { [`${META}property-kernel-id`]: 'a', [`${META}property_os_distro`]: 'b' }
    expect(propertiesOf(headers)).toStrictEqual({ kernel_id: 'a', os_distro: 'b' })
  })

  test('are null where the header is empty', () => {
    expect(propertiesOf({ [`${META}property-kernel_id`]: '' })).toStrictEqual({ kernel_id: null })
  })

  test.each(['is_public', 'constructor', 'image_id', 'copy_from', 'my_os_glance'])('may be called %s', (name) => {
    expect(propertiesOf({ [`${META}property-${name}`]: 'x' })).toStrictEqual({ [name]: 'x' })
  })

  test('may be called __proto__, which is a name like any other', () => {
    expect([...read({ [`${META}property-__proto__`]: 'x' }).properties]).toStrictEqual([['__proto__', 'x']])
  })

  test.each([
    'id',
    'name',
    'visibility',
    'tags',
    'os-hidden',
    'disk_format',
    'status',
    'size',
    'checksum',
    'os_hash_value',
    'stores',
    'location',
    'locations',
    'deleted',
    'os_glance',
    'os-glance-import-task',
  ])('are never called %s (S11)', (name) => {
    expect(() => read({ [`${META}property-${name}`]: 'x' })).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/^attributeRe/) }),
    )
  })
})

describe('a request is refused', () => {
  test.each(['foo', '', 'property', 'is_public_', 'names', 'location_data', 'toString'])(
    'for a header of an image that does not exist: x-image-meta-%s',
    (name) => {
      expect(() => read({ [META + name]: '1' })).toThrow(
        expect.objectContaining({ code: 'attributeInvalid', message: expect.stringContaining(`'${META}${name}'`) }),
      )
    },
  )

  test.each([
    { name: 'field', headers: { [`${META}is_public`]: 'True', [`${META}is-public`]: 'True' } },
    { name: 'property', headers: { [`${META}property-a-b`]: 'x', [`${META}property-a_b`]: '' } },
  ])('for a $name in two spellings', ({ headers }) => {
    expect(() => read(headers)).toThrow('given twice')
  })

  test('for a value that is not UTF-8', () => {
    for (const name of ['name', 'property-x']) {
      expect(() => read({ [META + name]: 'caf\u00e9' })).toThrow(expect.objectContaining({ status: 400 }))
    }
  })
})
