import { describe, expect, test } from 'vitest'
import { assertChangeable, assertSettable, assertWithinQuotas } from './attribute-rules.ts'

describe('an attribute of a new image', () => {
  test.for([
    { name: 'created_at', code: 'attributeReadOnly' },
    { name: 'updated_at', code: 'attributeReadOnly' },
    { name: 'status', code: 'attributeReadOnly' },
    { name: 'checksum', code: 'attributeReadOnly' },
    { name: 'size', code: 'attributeReadOnly' },
    { name: 'virtual_size', code: 'attributeReadOnly' },
    { name: 'direct_url', code: 'attributeReadOnly' },
    { name: 'self', code: 'attributeReadOnly' },
    { name: 'file', code: 'attributeReadOnly' },
    { name: 'schema', code: 'attributeReadOnly' },
    { name: 'stores', code: 'attributeReadOnly' },
    { name: 'os_hash_algo', code: 'attributeReadOnly' },
    { name: 'os_hash_value', code: 'attributeReadOnly' },
    { name: 'location', code: 'attributeReserved' },
    { name: 'locations', code: 'attributeReserved' },
    { name: 'deleted', code: 'attributeReserved' },
    { name: 'deleted_at', code: 'attributeReserved' },
    { name: 'os_glance', code: 'attributeReserved' },
    { name: 'os_glance_importing_to_stores', code: 'attributeReserved' },
  ])('is refused and named: $name', ({ name, code }) => {
    expect(() => assertSettable(name)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(`'${name}'`) }),
    )
  })

  test.for(['id', 'name', 'tags', 'colour', 'os_distro', 'Status', 'my_os_glance'])('may be %s', (name) => {
    expect(() => assertSettable(name)).not.toThrow()
  })
})

describe('an attribute of an existing image', () => {
  test('may not be id', () => {
    expect(() => assertChangeable('id')).toThrow(expect.objectContaining({ code: 'attributeReadOnly' }))
  })

  test('obeys the rules of a new image too', () => {
    expect(() => assertChangeable('status')).toThrow(expect.objectContaining({ code: 'attributeReadOnly' }))
    expect(() => assertChangeable('name')).not.toThrow()
  })
})

describe('quotas', () => {
  const sized = (properties: number, tags: number) => ({
    properties: Object.fromEntries(Array.from({ length: properties }, (_, index) => [`p${index}`, 'x'])),
    tags: Array.from({ length: tags }, (_, index) => `t${index}`),
  })
  const limited = { properties: 2, tags: 2 }

  test.for([
    { name: 'a new image at the limit', quotas: limited, next: sized(2, 2), before: undefined },
    { name: 'an image that grows up to the limit', quotas: limited, next: sized(2, 2), before: sized(1, 1) },
    { name: 'an image over a lowered limit that stays', quotas: limited, next: sized(5, 5), before: sized(5, 5) },
    { name: 'an image over a lowered limit that shrinks', quotas: limited, next: sized(4, 4), before: sized(5, 5) },
    { name: 'anything under a negative limit', quotas: { properties: -1, tags: -1 }, next: sized(500, 500) },
    { name: 'nothing at all under a limit of zero', quotas: { properties: 0, tags: 0 }, next: sized(0, 0) },
  ])('allow $name', ({ quotas, next, before }) => {
    expect(() => assertWithinQuotas(quotas, next, before)).not.toThrow()
  })

  test.for([
    { name: 'a new image over the property limit', quotas: limited, next: sized(3, 0), before: undefined },
    { name: 'a new image over the tag limit', quotas: limited, next: sized(0, 3), before: undefined },
    { name: 'properties that grow past the limit', quotas: limited, next: sized(3, 0), before: sized(2, 0) },
    { name: 'tags that grow past the limit', quotas: limited, next: sized(0, 3), before: sized(0, 2) },
    {
      name: 'growth of an image that is over a lowered limit',
      quotas: limited,
      next: sized(6, 0),
      before: sized(5, 0),
    },
    { name: 'tags that grow while properties shrink', quotas: limited, next: sized(1, 6), before: sized(5, 5) },
    { name: 'one property under a limit of zero', quotas: { properties: 0, tags: 0 }, next: sized(1, 0) },
  ])('refuse $name', ({ quotas, next, before }) => {
    expect(() => assertWithinQuotas(quotas, next, before)).toThrow(expect.objectContaining({ code: 'quotaExceeded' }))
  })
})
