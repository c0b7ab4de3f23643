import { openapiDocument } from '@vitrine/api-types'
import { describe, expect, test } from 'vitest'
import { createAttributeSchema } from './attribute-schema.ts'
import { customiseDocument } from './customise-document.ts'

const { check, isNullable } = createAttributeSchema(openapiDocument)

const UUID = '6f0f8a0e-58a4-4d3c-9f15-0f7d2f4a8a1b'

describe('the value of an attribute', () => {
  test.each<[string, unknown]>([
    ['name', 'debian'],
    ['name', null],
    ['name', 'n'.repeat(255)],
    ['name', '𝒜'.repeat(255)],
    ['visibility', 'community'],
    ['protected', true],
    ['os_hidden', false],
    ['min_disk', 0],
    ['min_ram', 2_147_483_647],
    ['disk_format', 'qcow2'],
    ['disk_format', null],
    ['container_format', 'bare'],
    ['owner', null],
    ['tags', []],
    ['tags', ['a', 'a']],
    ['kernel_id', null],
    ['kernel_id', UUID],
    ['custom', ''],
    ['custom', 'x'.repeat(10_000)],
    ['__proto__', 'data'],
    ['constructor', 'data'],
    ['p'.repeat(255), 'x'],
  ])('of %s may be %j', (name, value) => {
    expect(() => check(name, value)).not.toThrow()
  })

  test.each<[string, unknown]>([
    ['name', 5],
    ['name', 'n'.repeat(256)],
    ['visibility', 'secret'],
    ['visibility', null],
    ['protected', 'true'],
    ['os_hidden', 1],
    ['min_disk', -1],
    ['min_disk', 1.5],
    ['min_disk', null],
    ['min_ram', '512'],
    ['min_ram', 2_147_483_648],
    ['disk_format', 'zip'],
    ['disk_format', ''],
    ['container_format', 'box'],
    ['owner', 'o'.repeat(256)],
    ['tags', 'a'],
    ['tags', [5]],
    ['tags', ['t'.repeat(256)]],
    ['kernel_id', 'vmlinuz'],
    ['cinder_encryption_key_deletion_policy', 'maybe'],
    ['custom', 5],
    ['custom', null],
    ['custom', true],
    ['custom', {}],
    ['custom', undefined],
    ['__proto__', {}],
    ['__proto__', null],
    ['', 'x'],
    ['p'.repeat(256), 'x'],
  ])('of %s may not be %j', (name, value) => {
    expect(() => check(name, value)).toThrow(
      expect.objectContaining({ code: 'attributeInvalid', message: expect.stringContaining(`'${name}`) }),
    )
  })

  test('that is refused is told what would do', () => {
    expect(() => check('visibility', 'secret')).toThrow(
      `'visibility' must be equal to one of the allowed values: community, public, private, shared`,
    )
  })

  test('that is refused inside is told where', () => {
    expect(() => check('tags', ['a', 5])).toThrow(`'tags/1' must be string`)
    expect(() => check('a/b', 5)).toThrow(`'a/b' must be string`)
    expect(() => check('', 'x')).toThrow(`'' is no property name: it must NOT have fewer than 1 characters`)
  })

  test('may be null where the property says so', () => {
    expect(['kernel_id', 'name', 'os_distro', 'custom', 'min_ram'].filter(isNullable)).toStrictEqual([
      'kernel_id',
      'name',
    ])
  })
})

describe('the value of an attribute that an operator describes', () => {
  const own = createAttributeSchema(
    customiseDocument({
      diskFormats: ['raw', 'xcow'],
      properties: {
        tier: { enum: ['gold', 'silver'] },
        code: { type: ['null', 'string'], pattern: '^([A-Z]+)+$', maxLength: 3 },
        kernel_id: { type: 'string', minLength: 2 },
      },
    }),
  )

  test.each<[string, unknown]>([
    ['disk_format', 'xcow'],
    ['disk_format', null],
    ['container_format', 'bare'],
    ['tier', 'gold'],
    ['code', null],
    ['code', 'ABC'],
    ['kernel_id', 'vmlinuz'],
    ['ramdisk_id', null],
    ['other', 'x'],
  ])('of %s may be %j', (name, value) => {
    expect(() => own.check(name, value)).not.toThrow()
  })

  test.each<[string, unknown, string]>([
    ['disk_format', 'qcow2', ': null, raw, xcow'],
    ['tier', 'bronze', ': gold, silver'],
    ['tier', null, 'must be string'],
    ['tier', 5, 'must be string'],
    ['code', 'ab', 'must match pattern "^([A-Z]+)+$"'],
    ['code', 'ABCD', 'more than 3'],
    ['kernel_id', null, 'must be string'],
    ['kernel_id', 'x', 'fewer than 2'],
    ['ramdisk_id', 'x', 'must match pattern'],
    ['other', null, 'must be string'],
  ])('of %s may not be %j', (name, value, reason) => {
    expect(() => own.check(name, value)).toThrow(
      expect.objectContaining({ code: 'attributeInvalid', message: expect.stringContaining(reason) }),
    )
  })

  test('does not stall the service, however it is made', () => {
    const { check } = createAttributeSchema(customiseDocument({ properties: { code: { pattern: '^(a+)+$' } } }))
    expect(() => check('code', `${'a'.repeat(100_000)}!`)).toThrow('must match pattern')
  })
})
