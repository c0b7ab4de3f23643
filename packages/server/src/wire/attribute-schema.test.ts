import { describe, expect, test } from 'vitest'
import { checkAttribute } from './attribute-schema.ts'

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
    expect(() => checkAttribute(name, value)).not.toThrow()
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
    expect(() => checkAttribute(name, value)).toThrow(
      expect.objectContaining({ code: 'attributeInvalid', message: expect.stringContaining(`'${name}'`) }),
    )
  })

  test('that is refused is told what would do', () => {
    expect(() => checkAttribute('visibility', 'secret')).toThrow(
      `'visibility' must be equal to one of the allowed values: community, public, private, shared`,
    )
  })
})
