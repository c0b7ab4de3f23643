import { describe, expect, test } from 'vitest'
import { parseImageQueryV1 } from './image-query-v1.ts'

const parse = (query: string, isAdmin = false) => parseImageQueryV1(new URLSearchParams(query), { isAdmin })
/** The conditions, without the one that hides hidden images. */
const conditionsOf = (query: string) => parse(query).conditions.filter((condition) => condition.field !== 'os_hidden')
const sortOf = (query: string) => parse(query).sort.map(({ key, direction }) => `${key} ${direction}`)

describe('a list', () => {
  test('without a query has the newest images first, and no hidden ones', () => {
    expect(parse('')).toStrictEqual({
      asAnybody: true,
      memberStatus: 'all',
      deleted: undefined,
      killed: true,
      limit: 25,
      sort: [
        { key: 'created_at', direction: 'desc' },
        { key: 'id', direction: 'desc' },
      ],
      conditions: [{ field: 'os_hidden', is: false }],
    })
  })

  test('has a page of some length, after a marker', () => {
    expect(parse('limit=7&marker=a')).toMatchObject({ limit: 7, marker: 'a' })
    expect(parse('limit=5000').limit).toBe(1000)
    expect(parse('limit=0').limit).toBe(0)
  })

  test.each([
    { query: 'sort_key=name', want: ['name desc', 'created_at desc', 'id desc'] },
    { query: 'sort_key=size&sort_dir=asc', want: ['size asc', 'created_at asc', 'id asc'] },
    { query: 'sort_dir=asc', want: ['created_at asc', 'id asc'] },
    { query: 'sort_key=name&sort_key=id', want: ['id desc', 'created_at desc'] },
  ])('is sorted: $query', ({ query, want }) => {
    expect(sortOf(query)).toStrictEqual(want)
  })
})

describe('filters', () => {
  test.each([
    { query: 'name=debian', want: { field: 'name', oneOf: ['debian'] } },
    { query: 'name=in:a,b', want: { field: 'name', oneOf: ['in:a,b'] } },
    { query: 'name=', want: { field: 'name', oneOf: [''] } },
    { query: 'name=a&name=b', want: { field: 'name', oneOf: ['b'] } },
    { query: 'status=active', want: { field: 'status', oneOf: ['active'] } },
    { query: 'status=saving', want: { field: 'status', oneOf: ['saving', 'uploading', 'importing'] } },
    { query: 'disk_format=raw', want: { field: 'disk_format', oneOf: ['raw'] } },
    { query: 'container_format=bare', want: { field: 'container_format', oneOf: ['bare'] } },
    { query: 'min_ram=512', want: { field: 'min_ram', operator: 'eq', number: 512 } },
    { query: 'min_disk=0', want: { field: 'min_disk', operator: 'eq', number: 0 } },
    { query: 'size_min=1', want: { field: 'size', operator: 'gte', number: 1 } },
    { query: 'size_max=9', want: { field: 'size', operator: 'lte', number: 9, orNull: true } },
    { query: 'protected=True', want: { field: 'protected', is: true } },
    { query: 'protected=0', want: { field: 'protected', is: false } },
    { query: 'property-os_distro=debian', want: { field: 'property', name: 'os_distro', equals: 'debian' } },
    { query: 'property-=x', want: { field: 'property', name: '', equals: 'x' } },
    {
      query: 'changes-since=2026-03-01T09:30:00.5Z',
      want: { field: 'changed_since', time: new Date('2026-03-01T09:30:00.500Z') },
    },
    {
      query: 'changes-since=2026-03-01T09:30:00',
      want: { field: 'changed_since', time: new Date('2026-03-01T09:30Z') },
    },
  ])('are exact: $query', ({ query, want }) => {
    expect(conditionsOf(query)).toStrictEqual([want])
  })

  test.each(['size_min=0', 'size_min=-0'])('that every image meets are none: %s', (query) => {
    expect(conditionsOf(query)).toStrictEqual([])
  })

  test.each(['owner=x', 'size=5', 'foo=bar', 'tag=x', 'os_hidden=true', 'visibility=secret', 'protected=None', 'id=x'])(
    'that this API does not have mean nothing: %s',
    (query) => {
      expect(parse(query)).toStrictEqual(parse(''))
    },
  )
})

describe('is_public', () => {
  test.each(['True', 'true', 'TRUE', '1'])('%s is the set of anybody', (text) => {
    for (const isAdmin of [false, true]) expect(parse(`is_public=${text}`, isAdmin)).toStrictEqual(parse(''))
  })

  test.each(['False', 'false', '0'])('%s shows administrators what is not public', (text) => {
    const { asAnybody, visibilities } = parse(`is_public=${text}`, true)
    expect([asAnybody, visibilities]).toStrictEqual([undefined, ['private', 'shared', 'community']])
  })

  test.each(['None', 'none'])('%s shows administrators everything', (text) => {
    const { asAnybody, visibilities } = parse(`is_public=${text}`, true)
    expect([asAnybody, visibilities]).toStrictEqual([undefined, ['public', 'private', 'shared', 'community']])
  })

  test.each(['False', 'None'])('%s changes nothing for anybody else', (text) => {
    expect(parse(`is_public=${text}`)).toStrictEqual(parse(''))
  })
})

describe('deleted images', () => {
  test.each([
    { query: '', isAdmin: true, want: undefined },
    { query: 'changes-since=2026-03-01', isAdmin: false, want: 'too' },
    { query: 'changes-since=2026-03-01', isAdmin: true, want: 'too' },
    { query: 'deleted=True', isAdmin: true, want: 'only' },
    { query: 'deleted=True', isAdmin: false, want: undefined },
    { query: 'deleted=False', isAdmin: true, want: undefined },
    { query: 'deleted=False&changes-since=2026-03-01', isAdmin: true, want: undefined },
    { query: 'deleted=True&changes-since=2026-03-01', isAdmin: false, want: 'too' },
  ])('are listed to administrators ($isAdmin) with "$query": $want', ({ query, isAdmin, want }) => {
    expect(parse(query, isAdmin).deleted).toBe(want)
  })
})

describe('a query is refused', () => {
  test.each([
    { query: 'limit=x', says: `'limit'` },
    { query: 'limit=-1', says: `'limit'` },
    { query: 'sort_key=owner', says: `'owner'` },
    { query: 'sort_dir=up', says: `'up'` },
    { query: 'min_ram=much', says: `'min_ram' must be an integer, not 'much'` },
    { query: 'min_disk=', says: `'min_disk'` },
    { query: 'size_min=-1', says: `'size_min' must be an integer from 0, not '-1'` },
    { query: 'size_max=x', says: `'size_max' must be an integer, not 'x'` },
    { query: 'is_public=maybe', says: `'is_public' must be True, False, None, 1 or 0, not 'maybe'` },
    { query: 'is_public=', says: `'is_public'` },
    { query: 'protected=yes', says: `'protected' must be True, False, None, 1 or 0, not 'yes'` },
    { query: 'changes-since=yesterday', says: `'changes-since' must be an ISO 8601 time, not 'yesterday'` },
  ])('$query', ({ query, says }) => {
    for (const isAdmin of [false, true]) {
      expect(() => parse(query, isAdmin)).toThrow(
        expect.objectContaining({ code: 'queryInvalid', message: expect.stringContaining(says) }),
      )
    }
  })

  test('with more filters than any list needs', () => {
    const filters = (count: number) => Array.from({ length: count }, (_, n) => `property-p${n}=x`).join('&')
    expect(parse(filters(64)).conditions).toHaveLength(65)
    expect(() => parse(filters(65))).toThrow('up to 64')
  })
})
