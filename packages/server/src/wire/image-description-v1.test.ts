import { describe, expect, test } from 'vitest'
import { describeImage, isTrue } from './image-description-v1.ts'

const described = (fields: Record<string, string>, isAdmin = false) =>
  describeImage(
    Object.fromEntries(Object.entries(fields).map(([name, text]) => [`x-image-meta-${name}`, text])),
    'createImageV1',
    { isAdmin },
  )
const attributesOf = (fields: Record<string, string>, isAdmin = false) => described(fields, isAdmin).attributes

describe('what a request says of an image', () => {
  test('has its attributes under the names of v2, each as what it is', () => {
    const texts = {
      name: 'debian',
      disk_format: 'raw',
      container_format: 'bare',
      min_ram: '512',
      min_disk: '2147483647',
    }
    expect(attributesOf({ ...texts, protected: 'True' })).toStrictEqual({
      name: 'debian',
      disk_format: 'raw',
      container_format: 'bare',
      min_ram: 512,
      min_disk: 2147483647,
      protected: true,
    })
  })

  test('leaves out what it was not given', () => {
    expect(described({})).toStrictEqual({
      attributes: {},
      isPublic: undefined,
      id: undefined,
      status: undefined,
      size: undefined,
      checksum: undefined,
      location: undefined,
      copyFrom: undefined,
      store: undefined,
      properties: new Map(),
    })
  })

  test('has the owner only where administrators name one', () => {
    expect(attributesOf({ owner: 'project-b' }, true)).toStrictEqual({ owner: 'project-b' })
    expect(attributesOf({ owner: 'project-b' })).toStrictEqual({})
  })

  test('has what there is to say of the data', () => {
    const fields = { size: '1234567890123', checksum: 'AB', location: 'http://x/', store: 'file', status: 'active' }
    expect(described({ ...fields, id: 'x', is_public: '1' })).toMatchObject({
      ...fields,
      size: 1234567890123,
      id: 'x',
      isPublic: true,
    })
  })

  test('says nothing of the data by an empty checksum', () => {
    expect(described({ checksum: '' }).checksum).toBeUndefined()
  })

  test('has its source from a header of another name, and takes no notice of the one that older texts have', () => {
    expect(described({ copy_from: 'http://x/' }).copyFrom).toBeUndefined()
    const headers = { 'x-glance-api-copy-from': 'http://x/\u00c3\u00a9' }
    expect(describeImage(headers, 'createImageV1', { isAdmin: false }).copyFrom).toBe('http://x/é')
  })

  test.each(['2013-03-01T12:34:56.123456', '2013-03-01T12:34:56', '2013-03-01 12:34:56', '1900-01-01T00:00:00Z', ''])(
    'may have the time %j, and ignores it',
    (time) => {
      expect(attributesOf({ created_at: time, updated_at: time, deleted_at: time })).toStrictEqual({})
    },
  )

  test('ignores what nobody sets', () => {
    expect(attributesOf({ deleted: 'True', uri: 'x', virtual_size: '5', status: 'active' })).toStrictEqual({})
  })
})

describe('a boolean', () => {
  test.each(['1', 't', 'T', 'true', 'True', 'TRUE', 'on', 'y', 'Yes', 'yes'])('is true as %s', (text) => {
    expect(isTrue(text)).toBe(true)
  })

  test.each(['0', 'false', 'False', 'no', 'maybe', '', '2', 'tru', 'true, true', 'true\n'])(
    'is false as %j',
    (text) => {
      expect(isTrue(text)).toBe(false)
    },
  )
})

describe('Amazon formats', () => {
  test.each(['ami', 'aki', 'ari'])('make the other format the same: %s', (format) => {
    const both = { disk_format: format, container_format: format }
    expect(attributesOf({ disk_format: format })).toStrictEqual(both)
    expect(attributesOf({ container_format: format })).toStrictEqual(both)
    expect(attributesOf(both)).toStrictEqual(both)
  })

  test.each([
    { disk_format: 'raw', container_format: 'ami' },
    { disk_format: 'ami', container_format: 'bare' },
    { disk_format: 'aki', container_format: 'ari' },
    { disk_format: '', container_format: 'ami' },
  ])('go with no other: $disk_format in $container_format', (formats) => {
    expect(() => attributesOf(formats)).toThrow(expect.objectContaining({ code: 'attributeInvalid' }))
  })

  test('alone do so', () => {
    expect(attributesOf({ disk_format: 'raw' })).toStrictEqual({ disk_format: 'raw' })
  })
})

describe('a request is refused', () => {
  test.each(
    ['size', 'min_ram', 'min_disk', 'virtual_size'].flatMap((name) =>
      ['many', '-1', '1.5', '1e3', '0x10', '', '5, 5', '9007199254740992'].map((text) => ({ name, text })),
    ),
  )('for the $name $text', ({ name, text }) => {
    expect(() => described({ [name]: text })).toThrow(`'${name}' must be an integer from 0, not '${text}'`)
  })

  test('for a checksum that is longer than any', () => {
    expect(() => described({ checksum: 'a'.repeat(33) })).toThrow(`'checksum'`)
    expect(described({ checksum: 'a'.repeat(32) }).checksum).toHaveLength(32)
  })

  test.each(
    ['created_at', 'updated_at', 'deleted_at'].flatMap((name) =>
      ['yesterday', '1899-12-31T23:59:59Z', '2013-02-30T00:00:00', '0001-01-01'].map((text) => ({ name, text })),
    ),
  )('for $name $text', ({ name, text }) => {
    expect(() => described({ [name]: text })).toThrow(`'${name}'`)
  })
})
