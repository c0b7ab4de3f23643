import type { ImageCondition } from '@vitrine/core'
import { beforeEach, expect, test } from 'vitest'
import { buildNewImage } from '../builders.ts'
import { buildQuery, type ConnectCatalog, insertActive, removed, useCatalog } from './connect.ts'

const SECOND = '2026-01-02T03:04:05'
const at = (time: string) => new Date(time)

/** `deleted`: what is found among the same images when they are deleted, where that differs. */
const ROWS: { what: string; conditions: ImageCondition[]; want: string[]; deleted?: string[] }[] = [
  { what: 'no condition', conditions: [], want: ['a', 'b', 'c', '𝒜'] },
  { what: 'an id', conditions: [{ field: 'id', oneOf: ['id-b', 'id-x'] }], want: ['b'] },
  { what: 'a name', conditions: [{ field: 'name', oneOf: ['a'] }], want: ['a'] },
  { what: 'a name in another case', conditions: [{ field: 'name', oneOf: ['A'] }], want: [] },
  { what: 'a name beyond the BMP (C33)', conditions: [{ field: 'name', oneOf: ['𝒜'] }], want: ['𝒜'] },
  { what: 'one of several names', conditions: [{ field: 'name', oneOf: ['c', 'a', 'x'] }], want: ['a', 'c'] },
  { what: 'one of no names', conditions: [{ field: 'name', oneOf: [] }], want: [] },
  { what: 'a status', conditions: [{ field: 'status', oneOf: ['active'] }], want: ['b'], deleted: [] },
  { what: 'a status that does not exist', conditions: [{ field: 'status', oneOf: ['unheard-of'] }], want: [] },
  {
    what: 'status deleted',
    conditions: [{ field: 'status', oneOf: ['deleted'] }],
    want: [],
    deleted: ['a', 'b', 'c', '𝒜'],
  },
  { what: 'disk formats', conditions: [{ field: 'disk_format', oneOf: ['raw', 'iso'] }], want: ['b', 'c'] },
  { what: 'a container format', conditions: [{ field: 'container_format', oneOf: ['ova'] }], want: ['c'] },
  { what: 'an owner', conditions: [{ field: 'owner', equals: 'project-2' }], want: ['b'] },
  { what: 'a checksum', conditions: [{ field: 'checksum', equals: '0a' }], want: ['b'] },
  { what: 'a hash algorithm', conditions: [{ field: 'os_hash_algo', equals: 'sha256' }], want: ['b'] },
  { what: 'a hash value', conditions: [{ field: 'os_hash_value', equals: '0b' }], want: ['b'] },
  { what: 'protected', conditions: [{ field: 'protected', is: true }], want: ['c'] },
  { what: 'not protected', conditions: [{ field: 'protected', is: false }], want: ['a', 'b', '𝒜'] },
  { what: 'hidden', conditions: [{ field: 'os_hidden', is: true }], want: ['b'] },
  { what: 'not hidden', conditions: [{ field: 'os_hidden', is: false }], want: ['a', 'c', '𝒜'] },
  { what: 'an exact size', conditions: [{ field: 'size', operator: 'eq', number: 7 }], want: ['b'] },
  {
    what: 'a least size, which images without data lack',
    conditions: [{ field: 'size', operator: 'gte', number: 0 }],
    want: ['b'],
  },
  {
    what: 'a greatest size, which images without data lack',
    conditions: [{ field: 'size', operator: 'lte', number: 7 }],
    want: ['b'],
  },
  {
    what: 'a greatest size, or none',
    conditions: [{ field: 'size', operator: 'lte', number: 6, orNull: true }],
    want: ['a', 'c', '𝒜'],
  },
  {
    what: 'a greatest size, or none, and a least one',
    conditions: [
      { field: 'size', operator: 'lte', number: 7, orNull: true },
      { field: 'size', operator: 'gte', number: 7 },
    ],
    want: ['b'],
  },
  { what: 'a size that none has', conditions: [{ field: 'size', operator: 'lte', number: 6 }], want: [] },
  {
    what: 'a virtual size',
    conditions: [{ field: 'virtual_size', operator: 'eq', number: 2 ** 40 }],
    want: ['b'],
  },
  { what: 'a least min_ram', conditions: [{ field: 'min_ram', operator: 'gte', number: 2048 }], want: ['c'] },
  { what: 'a greatest min_disk', conditions: [{ field: 'min_disk', operator: 'lte', number: 9 }], want: ['a'] },
  { what: 'a tag', conditions: [{ field: 'tag', has: 'linux' }], want: ['a', 'b'] },
  {
    what: 'two tags',
    conditions: [
      { field: 'tag', has: 'linux' },
      { field: 'tag', has: 'lts' },
    ],
    want: ['b'],
  },
  { what: 'a tag in another case', conditions: [{ field: 'tag', has: 'LINUX' }], want: [] },
  { what: 'a property', conditions: [{ field: 'property', name: 'os_distro', equals: 'debian' }], want: ['a', 'b'] },
  {
    what: 'a property with another value',
    conditions: [{ field: 'property', name: 'os_distro', equals: 'Debian' }],
    want: [],
  },
  {
    what: 'a property that is null, as the empty one that it is shown as (R16, U10)',
    conditions: [{ field: 'property', name: 'kernel_id', equals: '' }],
    want: ['a'],
  },
  {
    what: 'a property called properties (C4)',
    conditions: [{ field: 'property', name: 'properties', equals: 'x' }],
    want: ['c'],
  },
  {
    what: 'a property called __proto__',
    conditions: [{ field: 'property', name: '__proto__', equals: 'y' }],
    want: ['c'],
  },
  { what: 'SQL', conditions: [{ field: 'property', name: `' or 1=1 --`, equals: `' or 1=1 --` }], want: [] },
  {
    what: 'two properties of one image',
    conditions: [
      { field: 'property', name: 'os_distro', equals: 'debian' },
      { field: 'property', name: 'os_version', equals: '13' },
    ],
    want: ['b'],
  },
  {
    what: 'conditions that exclude each other',
    conditions: [
      { field: 'name', oneOf: ['a'] },
      { field: 'name', oneOf: ['b'] },
    ],
    want: [],
  },
  // Times compare as answers show them, in whole seconds: `a` and `c` are both shown as :05.
  {
    what: 'created_at eq',
    conditions: [{ field: 'created_at', operator: 'eq', time: at(`${SECOND}Z`) }],
    want: ['a', 'c'],
  },
  {
    what: 'created_at eq a fraction',
    conditions: [{ field: 'created_at', operator: 'eq', time: at(`${SECOND}.900Z`) }],
    want: [],
  },
  {
    what: 'created_at neq',
    conditions: [{ field: 'created_at', operator: 'neq', time: at(`${SECOND}Z`) }],
    want: ['b', '𝒜'],
  },
  { what: 'created_at gt', conditions: [{ field: 'created_at', operator: 'gt', time: at(`${SECOND}Z`) }], want: ['𝒜'] },
  {
    what: 'created_at gte',
    conditions: [{ field: 'created_at', operator: 'gte', time: at(`${SECOND}Z`) }],
    want: ['a', 'c', '𝒜'],
  },
  { what: 'created_at lt', conditions: [{ field: 'created_at', operator: 'lt', time: at(`${SECOND}Z`) }], want: ['b'] },
  {
    what: 'created_at lte',
    conditions: [{ field: 'created_at', operator: 'lte', time: at(`${SECOND}Z`) }],
    want: ['a', 'b', 'c'],
  },
  {
    what: 'updated_at',
    conditions: [{ field: 'updated_at', operator: 'eq', time: at('2026-02-03T00:00:00Z') }],
    want: ['b'],
    deleted: [],
  },
  {
    what: 'changed since its millisecond',
    conditions: [{ field: 'changed_since', time: at('2026-02-03T00:00:00.500Z') }],
    want: ['b'],
    deleted: ['a', 'b', 'c', '𝒜'],
  },
  {
    what: 'changed since the next millisecond',
    conditions: [{ field: 'changed_since', time: at('2026-02-03T00:00:00.501Z') }],
    want: [],
    deleted: ['a', 'b', 'c', '𝒜'],
  },
]

export function describeListConditions(connect: ConnectCatalog): void {
  const context = useCatalog(connect)

  beforeEach(async () => {
    const { catalog } = context
    await catalog.insert(
      buildNewImage({
        name: 'a',
        createdAt: at(`${SECOND}.000Z`),
        minDisk: 9,
        tags: ['linux'],
        properties: { os_distro: 'debian', os_version: '12', kernel_id: null },
      }),
    )
    await insertActive(catalog, {
      image: {
        id: 'id-b',
        name: 'b',
        createdAt: at('2026-01-02T03:04:04.999Z'),
        owner: 'project-2',
        hidden: true,
        diskFormat: 'raw',
        tags: ['linux', 'lts'],
        properties: { os_distro: 'debian', os_version: '13' },
      },
      data: { size: 7, checksum: '0a', hashAlgorithm: 'sha256', hashValue: '0b', virtualSize: 2 ** 40 },
      at: at('2026-02-03T00:00:00.500Z'),
    })
    await catalog.insert(
      buildNewImage({
        name: 'c',
        createdAt: at(`${SECOND}.999Z`),
        protected: true,
        diskFormat: 'iso',
        containerFormat: 'ova',
        minRam: 4096,
        tags: [],
        properties: { properties: 'x', ['__proto__']: 'y' },
      }),
    )
    await catalog.insert(
      buildNewImage({
        name: '𝒜',
        createdAt: at('2026-01-02T03:04:06.000Z'),
        diskFormat: null,
        tags: [],
        properties: {},
      }),
    )
  })

  test.each(ROWS)('$what', async ({ conditions, want }) => {
    const listed = await context.catalog.list(buildQuery({ conditions }))
    expect(listed.map(({ name }) => name).sort()).toStrictEqual(want)
  })

  test('what is shared with a project is looked at in the same way', async () => {
    const { catalog } = context
    const everything = await catalog.list(buildQuery())
    for (const { id } of everything) {
      await catalog.addMember(id, { memberId: 'member' }, new Date(), -1)
      await catalog.updateMember(id, 'member', 'accepted', new Date())
    }
    const scope = {
      ...buildQuery().scope,
      everyone: false,
      projectId: 'member',
      memberStatuses: ['accepted'] as const,
    }
    for (const { what, conditions, want } of ROWS) {
      const listed = await catalog.list(buildQuery({ scope, conditions }))
      expect(listed.map(({ name }) => name).sort(), what).toStrictEqual(want)
    }
  })

  test('deleted images are looked at in the same way, by what is known of their data too', async () => {
    const { catalog } = context
    for (const image of await catalog.list(buildQuery())) await removed(catalog, image, at('2026-03-01T00:00:00Z'))
    for (const { what, conditions, want, deleted = want } of ROWS) {
      const listed = await catalog.list(buildQuery({ conditions, deleted: 'only' }))
      expect(listed.map(({ name }) => name).sort(), what).toStrictEqual(deleted)
    }
  })

  test('conditions narrow every part of a scope', async () => {
    const { catalog } = context
    await catalog.insert(buildNewImage({ name: 'public', owner: 'project-2', visibility: 'public', tags: ['linux'] }))
    await catalog.insert(buildNewImage({ name: 'public too', owner: 'project-2', visibility: 'public', tags: [] }))
    const scope = { ...buildQuery().scope, everyone: false, projectId: 'project-1' }
    const listed = await catalog.list(buildQuery({ scope, conditions: [{ field: 'tag', has: 'linux' }] }))
    expect(listed.map(({ name }) => name).sort()).toStrictEqual(['a', 'public'])
  })
}
