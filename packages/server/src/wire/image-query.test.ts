import { Problem } from '@vitrine/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseImageQuery } from './image-query.ts'

const parse = (query: string) => parseImageQuery(new URLSearchParams(query))
const sortOf = (query: string) => parse(query).sort.map(({ key, direction }) => `${key} ${direction}`)
/** The conditions, without the one that hides hidden images. */
const conditionsOf = (query: string) => parse(query).conditions.filter((condition) => condition.field !== 'os_hidden')

describe('the page of a list', () => {
  test.each([
    { query: '', want: 25 },
    { query: 'limit=0', want: 0 },
    { query: 'limit=7', want: 7 },
    { query: 'limit=1000', want: 1000 },
    { query: 'limit=1001', want: 1000 },
    { query: `limit=${'9'.repeat(400)}`, want: 1000 },
    { query: 'limit=007', want: 7 },
    { query: 'limit=1&limit=2', want: 2 },
  ])('"$query" has at most $want images', ({ query, want }) => {
    expect(parse(query).limit).toBe(want)
  })

  test('begins after the marker', () => {
    expect(parse('marker=a').marker).toBe('a')
    expect(parse('marker=a&marker=b').marker).toBe('b')
    expect(parse('')).not.toHaveProperty('marker')
  })
})

describe('the order of a list', () => {
  test.each([
    { query: '', want: ['created_at desc', 'id desc'] },
    { query: 'sort=name', want: ['name desc', 'created_at desc', 'id desc'] },
    { query: 'sort=name:asc', want: ['name asc', 'created_at asc', 'id asc'] },
    { query: 'sort=name:asc,size:desc', want: ['name asc', 'size desc', 'created_at desc', 'id desc'] },
    { query: 'sort=name:asc, size', want: ['name asc', 'size desc', 'created_at desc', 'id desc'] },
    { query: 'sort=id:asc', want: ['id asc', 'created_at asc'] },
    { query: 'sort=created_at:asc', want: ['created_at asc', 'id asc'] },
    { query: 'sort=created_at,id', want: ['created_at desc', 'id desc'] },
    { query: 'sort_key=name', want: ['name desc', 'created_at desc', 'id desc'] },
    { query: 'sort_dir=asc', want: ['created_at asc', 'id asc'] },
    {
      query: 'sort_key=name&sort_key=size&sort_dir=asc',
      want: ['name asc', 'size asc', 'created_at asc', 'id asc'],
    },
    {
      query: 'sort_key=name&sort_key=size&sort_dir=asc&sort_dir=desc',
      want: ['name asc', 'size desc', 'created_at desc', 'id desc'],
    },
    { query: 'sort=name&sort=size', want: ['size desc', 'created_at desc', 'id desc'] },
  ])('"$query" is $want', ({ query, want }) => {
    expect(sortOf(query)).toStrictEqual(want)
  })

  test.each(['name', 'status', 'container_format', 'disk_format', 'size', 'id', 'created_at', 'updated_at'])(
    'goes by %s',
    (key) => {
      expect(sortOf(`sort_key=${key}`).at(0)).toBe(`${key} desc`)
    },
  )
})

describe('the conditions of a list', () => {
  test.each([
    { query: 'name=debian', want: [{ field: 'name', oneOf: ['debian'] }] },
    { query: 'name=', want: [{ field: 'name', oneOf: [''] }] },
    { query: 'name=in:a,b', want: [{ field: 'name', oneOf: ['a', 'b'] }] },
    { query: 'name=in:a', want: [{ field: 'name', oneOf: ['a'] }] },
    { query: 'name=in:', want: [{ field: 'name', oneOf: [''] }] },
    { query: 'name=in:a,', want: [{ field: 'name', oneOf: ['a', ''] }] },
    { query: 'name=in:"a,b",c', want: [{ field: 'name', oneOf: ['a,b', 'c'] }] },
    { query: 'name=in:"",c', want: [{ field: 'name', oneOf: ['', 'c'] }] },
    { query: 'name=eq:a', want: [{ field: 'name', oneOf: ['a'] }] },
    { query: 'name=eq:in:a', want: [{ field: 'name', oneOf: ['in:a'] }] },
    { query: 'name=eq:', want: [{ field: 'name', oneOf: [''] }] },
    { query: 'id=in:a,b', want: [{ field: 'id', oneOf: ['a', 'b'] }] },
    { query: 'status=queued', want: [{ field: 'status', oneOf: ['queued'] }] },
    { query: 'status=in:queued,active', want: [{ field: 'status', oneOf: ['queued', 'active'] }] },
    { query: 'disk_format=raw', want: [{ field: 'disk_format', oneOf: ['raw'] }] },
    { query: 'container_format=in:bare,ovf', want: [{ field: 'container_format', oneOf: ['bare', 'ovf'] }] },
    { query: 'owner=p', want: [{ field: 'owner', equals: 'p' }] },
    { query: 'owner=in:p,q', want: [{ field: 'owner', equals: 'in:p,q' }] },
    { query: 'checksum=abc', want: [{ field: 'checksum', equals: 'abc' }] },
    { query: 'os_hash_algo=sha512', want: [{ field: 'os_hash_algo', equals: 'sha512' }] },
    { query: 'os_hash_value=abc', want: [{ field: 'os_hash_value', equals: 'abc' }] },
    { query: 'protected=true', want: [{ field: 'protected', is: true }] },
    { query: 'protected=false', want: [{ field: 'protected', is: false }] },
    { query: 'size=5', want: [{ field: 'size', operator: 'eq', number: 5 }] },
    { query: 'virtual_size=5', want: [{ field: 'virtual_size', operator: 'eq', number: 5 }] },
    { query: 'min_ram=-5', want: [{ field: 'min_ram', operator: 'eq', number: -5 }] },
    { query: 'size_min=5', want: [{ field: 'size', operator: 'gte', number: 5 }] },
    { query: 'size_max=5', want: [{ field: 'size', operator: 'lte', number: 5 }] },
    { query: 'min_ram_min=5', want: [{ field: 'min_ram', operator: 'gte', number: 5 }] },
    { query: 'min_disk_max=5', want: [{ field: 'min_disk', operator: 'lte', number: 5 }] },
    { query: 'tag=x', want: [{ field: 'tag', has: 'x' }] },
    { query: 'tag=', want: [{ field: 'tag', has: '' }] },
    { query: 'os_distro=debian', want: [{ field: 'property', name: 'os_distro', equals: 'debian' }] },
    { query: 'os_distro=in:a,b', want: [{ field: 'property', name: 'os_distro', equals: 'in:a,b' }] },
    { query: 'is_public=true', want: [{ field: 'property', name: 'is_public', equals: 'true' }] },
    { query: 'deleted=true', want: [] },
  ])('"$query"', ({ query, want }) => {
    expect(conditionsOf(query)).toStrictEqual(want)
  })

  test.each([
    { query: 'name=a:b', want: 'a:b' },
    { query: 'name=gt:5', want: 'gt:5' },
    { query: 'name=IN:a,b', want: 'IN:a,b' },
    { query: 'name=:', want: ':' },
    { query: 'name="a,b"', want: '"a,b"' },
  ])('take a prefix that is no operator for text: $query (C19)', ({ query, want }) => {
    expect(conditionsOf(query)).toStrictEqual([{ field: 'name', oneOf: [want] }])
  })

  test.each(['properties', 'locations', 'members', 'tags', '__proto__', 'constructor', 'name[x]', ''])(
    'take %j for a property (C4)',
    (name) => {
      expect(conditionsOf(`${encodeURIComponent(name)}=x`)).toStrictEqual([{ field: 'property', name, equals: 'x' }])
    },
  )

  test.each([
    { query: 'os_hidden=true', want: true },
    { query: 'os_hidden=TRUE', want: true },
    { query: 'os_hidden=False', want: false },
    { query: '', want: false },
    { query: 'os_hidden=true&os_hidden=false', want: false },
  ])('"$query" shows hidden images: $want', ({ query, want }) => {
    const { conditions } = parse(query)
    expect(conditions.filter(({ field }) => field === 'os_hidden')).toStrictEqual([{ field: 'os_hidden', is: want }])
  })

  test('add up, and repeated tags too', () => {
    expect(conditionsOf('tag=x&name=a&tag=y')).toStrictEqual([
      { field: 'tag', has: 'x' },
      { field: 'tag', has: 'y' },
      { field: 'name', oneOf: ['a'] },
    ])
  })

  test('count the last of a name that is repeated', () => {
    expect(conditionsOf('name=a&name=b&os_distro=x&os_distro=y')).toStrictEqual([
      { field: 'name', oneOf: ['b'] },
      { field: 'property', name: 'os_distro', equals: 'y' },
    ])
  })

  test.each([
    { given: '2026-03-01T10:00:00Z', operator: 'eq', want: '2026-03-01T10:00:00.000Z' },
    { given: 'eq:2026-03-01T10:00:00Z', operator: 'eq', want: '2026-03-01T10:00:00.000Z' },
    { given: 'neq:2026-03-01T10:00:00Z', operator: 'neq', want: '2026-03-01T10:00:00.000Z' },
    { given: 'gt:2026-03-01T10:00:00', operator: 'gt', want: '2026-03-01T10:00:00.000Z' },
    { given: 'gte:2026-03-01 10:00', operator: 'gte', want: '2026-03-01T10:00:00.000Z' },
    { given: 'lt:2026-03-01', operator: 'lt', want: '2026-03-01T00:00:00.000Z' },
    { given: 'lte:2026-03-01T10:00:00.25Z', operator: 'lte', want: '2026-03-01T10:00:00.250Z' },
    { given: '2026-03-01T10:00:00+02:00', operator: 'eq', want: '2026-03-01T08:00:00.000Z' },
    { given: '2026-03-01T10:00:00-0330', operator: 'eq', want: '2026-03-01T13:30:00.000Z' },
    { given: '2026-03-01T10:00:00+02', operator: 'eq', want: '2026-03-01T08:00:00.000Z' },
  ])('have a time: $given', ({ given, operator, want }) => {
    for (const field of ['created_at', 'updated_at']) {
      expect(conditionsOf(`${field}=${encodeURIComponent(given)}`)).toStrictEqual([
        { field, operator, time: new Date(want) },
      ])
    }
  })

  test.each(['public', 'private', 'shared', 'community'])('have the visibility %s', (visibility) => {
    expect(parse(`visibility=${visibility}`)).toMatchObject({ visibilities: [visibility] })
  })

  test('have any visibility, and those of strangers only when all are asked for', () => {
    expect(parse('visibility=all').visibilities).toStrictEqual(['public', 'private', 'shared', 'community'])
    expect(parse('').visibilities).toBeUndefined()
  })

  test.each(['accepted', 'pending', 'rejected', 'all'])('have the member status %s', (status) => {
    expect(parse(`member_status=${status}`)).toMatchObject({ memberStatus: status })
  })
})

describe('a query that is refused', () => {
  test('has more filters than any list needs', () => {
    const filters = (count: number, filter: (n: number) => string) =>
      Array.from({ length: count }, (_, n) => filter(n)).join('&')
    expect(parse(filters(64, (n) => `p${n}=x`)).conditions).toHaveLength(65)
    expect(() => parse(filters(65, (n) => `p${n}=x`))).toThrow('A list takes up to 64 filters, not 65')
    expect(() => parse(filters(65, (n) => `tag=t${n}`))).toThrow('up to 64')
  })

  test.each([
    { query: 'limit=-1', names: `'limit'` },
    { query: 'limit=x', names: `'limit'` },
    { query: 'limit=', names: `'limit'` },
    { query: 'limit=1.5', names: `'limit'` },
    { query: 'limit=1e3', names: `'limit'` },
    { query: 'limit=5&limit=x', names: `'limit'` },
    { query: 'sort=owner', names: `'owner'` },
    { query: 'sort=', names: `''` },
    { query: 'sort=name,', names: `''` },
    { query: 'sort=name:up', names: `'up'` },
    { query: 'sort=name:', names: `''` },
    { query: 'sort=name:asc:desc', names: `'name:asc:desc'` },
    { query: 'sort_key=owner', names: `'owner'` },
    { query: 'sort_key=__proto__', names: `'__proto__'` },
    { query: 'sort_dir=up', names: `'up'` },
    { query: 'sort_key=name&sort_dir=asc&sort_dir=desc', names: `'sort_dir'` },
    { query: 'sort_key=name&sort_key=size&sort_key=id&sort_dir=asc&sort_dir=desc', names: `'sort_key'` },
    { query: 'sort=name&sort_key=name', names: `'sort'` },
    { query: 'sort=name&sort_dir=asc', names: `'sort'` },
    { query: 'visibility=secret', names: `'visibility'` },
    { query: 'visibility=', names: `'visibility'` },
    { query: 'visibility=PUBLIC', names: `'visibility'` },
    { query: 'member_status=maybe', names: `'member_status'` },
    { query: 'member_status=', names: `'member_status'` },
    { query: 'protected=True', names: `'protected'` },
    { query: 'protected=', names: `'protected'` },
    { query: 'os_hidden=maybe', names: `'os_hidden'` },
    { query: 'os_hidden=', names: `'os_hidden'` },
    { query: 'name=in:a"b', names: `'name'` },
    { query: 'name=in:"a', names: `'name'` },
    { query: 'name=in:"a"b', names: `'name'` },
    { query: 'name=in:a"b"', names: `'name'` },
    { query: 'status=in:"', names: `'status'` },
    { query: 'created_at=yesterday', names: `'created_at'` },
    { query: 'created_at=', names: `'created_at'` },
    { query: 'created_at=after:2026-03-01', names: `'created_at'` },
    { query: 'created_at=gt:', names: `'created_at'` },
    { query: 'created_at=2026-13-01', names: `'created_at'` },
    { query: 'created_at=2026-02-30', names: `'created_at'` },
    { query: 'created_at=2026-03-01T10:00:00%2B25:00', names: `'created_at'` },
    { query: 'created_at=2026-03-01T25:00:00Z', names: `'created_at'` },
    { query: 'created_at=2026-03-01T10:00:00+00:00', names: `'created_at'` },
    { query: 'updated_at=in:2026-03-01', names: `'updated_at'` },
    { query: 'size=gt:5', names: `'size'`, fault: 'C27' },
    { query: 'size=', names: `'size'`, fault: 'C27' },
    { query: 'min_ram=many', names: `'min_ram'`, fault: 'C27' },
    { query: 'size_min=x', names: `'size_min'` },
    { query: 'size_max=1.5', names: `'size_max'` },
    { query: 'foo_min=1', names: `'foo_min'`, fault: 'C5' },
    { query: 'name_max=1', names: `'name_max'`, fault: 'C5' },
    { query: '__proto___min=1', names: `'__proto___min'`, fault: 'C5' },
    { query: 'changes-since=2026-03-01', names: `'changes-since'` },
    { query: 'changes-since=', names: `'changes-since'` },
  ])('$query $fault', ({ query, names }) => {
    expect(() => parse(query)).toThrow(
      expect.objectContaining({ code: 'queryInvalid', message: expect.stringContaining(names) }),
    )
  })
})

describe('any query string', () => {
  const NAMES = [
    'limit',
    'sort',
    'sort_key',
    'sort_dir',
    'name',
    'status',
    'created_at',
    'size',
    'size_min',
    'tag',
    'x_min',
  ]
  const VALUES = ['in:', '"', ',', 'eq:', 'gt:', '2026-03-01', 'asc', 'name', ':', '-', '0', '٣', '\u0000', '\ud800']
  const name = fc.oneof(fc.constantFrom(...NAMES), fc.string({ unit: 'binary' }))
  const value = fc.oneof(
    fc.string({ unit: fc.constantFrom(...VALUES) }),
    fc.string({ unit: 'binary' }),
    fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  )

  test('is read or refused, never a failure', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(name, value), { maxLength: 6 }), (pairs) => {
        try {
          const { limit, sort } = parseImageQuery(new URLSearchParams(pairs))
          expect(limit).toBeLessThanOrEqual(1000)
          expect(sort.map(({ key }) => key)).toEqual(expect.arrayContaining(['created_at', 'id']))
        } catch (error) {
          expect(error).toBeInstanceOf(Problem)
        }
      }),
      { numRuns: 2000 },
    )
  })

  test('that is raw text is read or refused, never a failure', () => {
    fc.assert(
      fc.property(fc.webQueryParameters(), (text) => {
        try {
          parse(text)
        } catch (error) {
          expect(error).toBeInstanceOf(Problem)
        }
      }),
    )
  })
})
