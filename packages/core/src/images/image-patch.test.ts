import { describe, expect, test } from 'vitest'
import { anImage } from '../../test/builders.ts'
import { Problem } from '../problem.ts'
import type { Image } from './image.ts'
import { applyPatch, isBaseAttribute, uniqueTags } from './image-patch.ts'
import type { PatchDialect, PatchItem } from './json-patch.ts'

const anything = () => undefined
const add = (name: string, value: unknown): PatchItem => ({ verb: 'add', path: [name], value })
const replace = (name: string, value: unknown): PatchItem => ({ verb: 'replace', path: [name], value })
const remove = (name: string): PatchItem => ({ verb: 'remove', path: [name] })
const refusal = (code: string, message: string | RegExp = '') =>
  expect.objectContaining({ code, message: expect.stringMatching(message) })

describe('what each verb does', () => {
  const painted = anImage({ properties: { colour: 'red', shape: 'round' } })
  const CASES: Array<{
    name: string
    dialect: PatchDialect
    given: PatchItem
    want: Partial<Image> | { code: string; message: string }
  }> = [
    { name: 'add replaces a base attribute', dialect: 'v2.1', given: add('name', 'b'), want: { name: 'b' } },
    {
      name: 'add of a base attribute is refused',
      dialect: 'v2.0',
      given: add('name', 'b'),
      want: { code: 'propertyConflict', message: "'name' is already present" },
    },
    { name: 'replace replaces a base attribute', dialect: 'v2.1', given: replace('name', 'b'), want: { name: 'b' } },
    { name: 'replace replaces a base attribute', dialect: 'v2.0', given: replace('name', 'b'), want: { name: 'b' } },
    {
      name: 'remove of a base attribute is refused',
      dialect: 'v2.1',
      given: remove('name'),
      want: { code: 'forbidden', message: "'name' may not be removed" },
    },
    {
      name: 'remove of a base attribute is refused',
      dialect: 'v2.0',
      given: remove('name'),
      want: { code: 'forbidden', message: "'name' may not be removed" },
    },
    {
      name: 'add overwrites a custom property',
      dialect: 'v2.1',
      given: add('colour', 'blue'),
      want: { properties: { colour: 'blue', shape: 'round' } },
    },
    {
      name: 'add of a present custom property is refused',
      dialect: 'v2.0',
      given: add('colour', 'blue'),
      want: { code: 'propertyConflict', message: "'colour' is already present" },
    },
    {
      name: 'replace overwrites a custom property',
      dialect: 'v2.1',
      given: replace('colour', 'blue'),
      want: { properties: { colour: 'blue', shape: 'round' } },
    },
    {
      name: 'replace overwrites a custom property',
      dialect: 'v2.0',
      given: replace('colour', 'blue'),
      want: { properties: { colour: 'blue', shape: 'round' } },
    },
    {
      name: 'remove removes a custom property',
      dialect: 'v2.1',
      given: remove('colour'),
      want: { properties: { shape: 'round' } },
    },
    {
      name: 'remove removes a custom property',
      dialect: 'v2.0',
      given: remove('colour'),
      want: { properties: { shape: 'round' } },
    },
    ...(['v2.1', 'v2.0'] as const).flatMap((dialect) => [
      {
        name: 'add creates a custom property',
        dialect,
        given: add('size_class', 'xl'),
        want: { properties: { colour: 'red', shape: 'round', size_class: 'xl' } },
      },
      {
        name: 'replace of an absent custom property is refused',
        dialect,
        given: replace('size_class', 'xl'),
        want: { code: 'propertyConflict', message: "'size_class' does not exist" },
      },
      {
        name: 'remove of an absent custom property is refused',
        dialect,
        given: remove('size_class'),
        want: { code: 'propertyConflict', message: "'size_class' does not exist" },
      },
    ]),
  ]

  test.for(CASES)('in $dialect $name', ({ dialect, given, want }) => {
    const patched = () => applyPatch(painted, [given], dialect, anything)
    if ('code' in want) expect(patched).toThrow(refusal(want.code, want.message))
    else expect(patched()).toStrictEqual({ ...painted, ...want })
  })
})

describe('a patch', () => {
  test('without operations answers the very same image', () => {
    const image = anImage()
    expect(applyPatch(image, [], 'v2.1', anything)).toBe(image)
  })

  test('applies its operations in order', () => {
    const items = [add('colour', 'red'), replace('colour', 'blue'), remove('colour'), add('colour', 'green')]
    expect(applyPatch(anImage(), items, 'v2.0', anything).properties).toStrictEqual({ colour: 'green' })
  })

  test('leaves the image it was made from as it was', () => {
    const image = anImage({ properties: { colour: 'red' } })
    applyPatch(image, [replace('colour', 'blue'), replace('name', 'b')], 'v2.1', anything)
    expect(image).toStrictEqual(anImage({ properties: { colour: 'red' } }))
  })

  test('is refused as a whole by its first bad operation', () => {
    const items = [add('colour', 'red'), remove('absent'), remove('name')]
    expect(() => applyPatch(anImage(), items, 'v2.1', anything)).toThrow(refusal('propertyConflict', "'absent'"))
  })

  test('has each new value checked under its attribute, and none for a removal', () => {
    const checked: unknown[] = []
    const items = [add('colour', 'red'), replace('min_disk', 3), remove('colour')]
    applyPatch(anImage(), items, 'v2.1', (...of) => checked.push(of))
    expect(checked).toStrictEqual([
      ['colour', 'red'],
      ['min_disk', 3],
    ])
  })

  test('is refused with what the value check throws', () => {
    const bad = new Problem('attributeInvalid', 'not a number')
    const check = () => {
      throw bad
    }
    expect(() => applyPatch(anImage(), [replace('min_disk', 'x')], 'v2.1', check)).toThrow(bad)
  })

  test.for(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])(
    'treats a property called %s as data',
    (name) => {
      const added = applyPatch(anImage(), [add(name, 'x')], 'v2.1', anything)
      expect(Object.entries(added.properties)).toStrictEqual([[name, 'x']])
      expect(() => applyPatch(anImage(), [replace(name, 'x')], 'v2.1', anything)).toThrow(refusal('propertyConflict'))
    },
  )
})

describe('rules of attributes in a patch', () => {
  const BASE: Array<{ attribute: string; value: unknown; want: Partial<Image> }> = [
    { attribute: 'name', value: null, want: { name: null } },
    { attribute: 'visibility', value: 'private', want: { visibility: 'private' } },
    { attribute: 'owner', value: 'project-b', want: { owner: 'project-b' } },
    { attribute: 'protected', value: true, want: { protected: true } },
    { attribute: 'os_hidden', value: true, want: { hidden: true } },
    { attribute: 'disk_format', value: 'raw', want: { diskFormat: 'raw' } },
    { attribute: 'container_format', value: 'ovf', want: { containerFormat: 'ovf' } },
    { attribute: 'min_disk', value: 10, want: { minDisk: 10 } },
    { attribute: 'min_ram', value: 512, want: { minRam: 512 } },
    { attribute: 'tags', value: ['b', 'a', 'b'], want: { tags: ['a', 'b'] } },
  ]

  test.for(BASE)('set $attribute', ({ attribute, value, want }) => {
    expect(applyPatch(anImage(), [replace(attribute, value)], 'v2.1', anything)).toStrictEqual(anImage(want))
  })

  test.for([
    'created_at',
    'updated_at',
    'status',
    'checksum',
    'size',
    'virtual_size',
    'direct_url',
    'self',
    'file',
    'schema',
    'id',
    'os_hash_algo',
    'os_hash_value',
  ])('keep %s read-only', (name) => {
    for (const item of [add(name, 'x'), replace(name, 'x'), remove(name)]) {
      expect(() => applyPatch(anImage(), [item], 'v2.1', anything)).toThrow(refusal('attributeReadOnly', `'${name}'`))
    }
  })

  test('keep stores read-only, so that no property shadows it (C17)', () => {
    expect(() => applyPatch(anImage(), [add('stores', 'x')], 'v2.1', anything)).toThrow(refusal('attributeReadOnly'))
  })

  test.for(['location', 'deleted', 'deleted_at', 'os_glance', 'os_glance_import_task'])('keep %s reserved', (name) => {
    expect(() => applyPatch(anImage(), [add(name, 'x')], 'v2.1', anything)).toThrow(refusal('attributeReserved', name))
  })

  test('keep locations reserved, also when they are emptied', () => {
    expect(() => applyPatch(anImage(), [replace('locations', [])], 'v2.1', anything)).toThrow(
      refusal('attributeReserved'),
    )
  })

  test.for(['image_id', 'extra_properties', 'member'])('take %s as an ordinary property (C18)', (name) => {
    expect(applyPatch(anImage(), [add(name, 'x')], 'v2.1', anything).properties).toStrictEqual({ [name]: 'x' })
  })

  const FORMATS = ['disk_format', 'container_format']
  test.for(FORMATS)('let %s change while the image is being imported', (name) => {
    expect(() => applyPatch(anImage({ status: 'importing' }), [replace(name, 'x')], 'v2.1', anything)).not.toThrow()
  })

  const SETTLED = (['saving', 'uploading', 'active', 'deactivated'] as const).flatMap((status) =>
    FORMATS.map((name) => ({ status, name })),
  )
  test.for(SETTLED)('fix $name of an image that is $status', ({ status, name }) => {
    for (const item of [add(name, 'raw'), replace(name, 'raw')]) {
      expect(() => applyPatch(anImage({ status }), [item], 'v2.1', anything)).toThrow(refusal('forbidden', name))
    }
  })
})

describe('tags', () => {
  test('are unique and sorted', () => {
    expect(uniqueTags(['b', 'a', 'b', 'A'])).toStrictEqual(['A', 'a', 'b'])
  })
})

describe('base attributes', () => {
  test.for(['name', 'tags', 'os_hidden'])('include %s', (name) => {
    expect(isBaseAttribute(name)).toBe(true)
  })

  test.for(['colour', 'hidden', 'toString', '__proto__'])('leave %s to custom properties', (name) => {
    expect(isBaseAttribute(name)).toBe(false)
  })
})
