import {
  type ImageCondition,
  type ImageQuery,
  type ListScope,
  SORT_KEYS,
  type SortKey,
  type SortTerm,
  VISIBILITIES,
} from '@vitrine/core'
import { type Kysely, sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openSqlite } from './dialects/sqlite-database.ts'
import { indexedBy } from './dialects/sqlite-indexed-by.ts'
import { planPage } from './image-query.ts'
import type { SortValues } from './list-order.ts'
import type { CatalogTables } from './schema.ts'

const MEMBER: ListScope = {
  projectId: 'p',
  everyone: false,
  othersCommunity: false,
  memberStatuses: ['accepted'],
  visibilities: VISIBILITIES,
}
const ADMIN: ListScope = { ...MEMBER, projectId: null, everyone: true }
/** For everybody, and of one owner: the shortest plan that has both. */
const OPEN_AND_OWN: ListScope = { ...MEMBER, memberStatuses: [], visibilities: ['public', 'private'] }

const MARKERS: SortValues[] = [
  {
    id: 'x',
    name: 'x',
    status: 'active',
    container_format: 'bare',
    disk_format: 'raw',
    size: 1,
    created_at: 1,
    updated_at: 1,
  },
  {
    id: 'x',
    name: null,
    status: 'queued',
    container_format: null,
    disk_format: null,
    size: null,
    created_at: 1,
    updated_at: 1,
  },
]
const [MARKER] = MARKERS

/** How results are merged, and that images of one millisecond are sorted: neither takes long, however many there are. */
const IS_FREE = /^(CO-ROUTINE|MERGE|LEFT|RIGHT)|LAST( 2)? TERMS? OF ORDER BY$/
const READS_PAGE = ['SCAN page', 'SEARCH images USING INDEX sqlite_autoindex_images_1 (id=?)']
const SORTS = 'USE TEMP B-TREE FOR ORDER BY'
const LOOKS_INSIDE = 'SCAN json_each EXISTS VIRTUAL TABLE INDEX 1:'
const READS_IMAGE = 'SEARCH images USING INDEX images_by_id (hidden=? AND visibility=? AND id=?)'

let db: Kysely<CatalogTables>
beforeEach(async () => {
  db = await openSqlite(':memory:')
})
afterEach(() => db.destroy())

/** The steps that find the images of a page. */
async function stepsOf(query: Partial<ImageQuery>, marker?: SortValues): Promise<string[]> {
  const conditions: ImageCondition[] = [{ field: 'os_hidden', is: false }, ...(query.conditions ?? [])]
  const whole = { scope: OPEN_AND_OWN, sort: sortBy('created_at', 'desc'), limit: 25, ...query, conditions }
  const page = await planPage(db, whole, marker, indexedBy)
  if (page === undefined) throw new Error('No page, and no plan')
  const { rows } = await sql<{ detail: string }>`explain query plan ${page}`.execute(db)
  const steps = rows.map(({ detail }) => detail)
  expect(steps.slice(-READS_PAGE.length)).toStrictEqual(READS_PAGE)
  return steps.slice(0, -READS_PAGE.length).filter((step) => !IS_FREE.test(step))
}

describe('a list of everything', () => {
  test('is what everybody sees, what the project has, and what is shared with it, each from its own place', async () => {
    const open = 'SEARCH images USING INDEX images_by_created_at (hidden=? AND visibility=?'
    const own = 'SEARCH images USING INDEX images_of_owner_by_created_at (owner=? AND hidden=? AND visibility=?'
    const shared = 'SEARCH image_members USING COVERING INDEX image_members_by_member (member_id=? AND status=?'
    expect(await stepsOf({ scope: MEMBER })).toStrictEqual([
      ...[open, own, own, own, shared].map((step) => `${step})`),
      READS_IMAGE,
    ])
    expect(await stepsOf({ scope: MEMBER }, MARKER)).toStrictEqual([
      ...[open, own, own, own].map((step) => `${step} AND created_at<?)`),
      `${shared} AND (image_created_at,image_id)<(?,?))`,
      READS_IMAGE,
    ])
  })

  test.each(SORT_KEYS.flatMap((key) => [{ key, direction: 'asc' } as const, { key, direction: 'desc' } as const]))(
    'by $key $direction is read in the order of an index, from where the page starts',
    async ({ key, direction }) => {
      const sort = sortBy(key, direction)
      const isInOrder = new RegExp(
        `^SEARCH images USING INDEX images_(of_owner_)?by_${key} .(owner=. AND )?hidden=. AND visibility=.`,
      )
      for (const scope of [ADMIN, { ...MEMBER, memberStatuses: [] }]) {
        for (const marker of [undefined, ...MARKERS]) {
          const steps = await stepsOf({ scope, sort }, marker)
          expect(steps.length).toBeGreaterThanOrEqual(3)
          for (const step of steps) {
            expect(step).toMatch(isInOrder)
            if (marker) expect(step).toMatch(/visibility=. AND /)
          }
        }
      }
    },
  )

  test('sorts what is shared with the project where that has another order, found by its memberships', async () => {
    const sort = sortBy('name', 'asc')
    for (const marker of [undefined, MARKER]) {
      const steps = await stepsOf({ scope: { ...MEMBER, visibilities: ['shared'] }, sort }, marker)
      expect(steps.slice(-3)).toStrictEqual([
        'SEARCH image_members USING COVERING INDEX image_members_by_member (member_id=? AND status=?)',
        READS_IMAGE,
        SORTS,
      ])
    }
  })
})

describe('a list of what has a value, newest first, is read from the index of that value', () => {
  const images = { table: 'images', age: 'created_at', reads: [] }
  const details = { age: 'image_created_at', reads: [READS_IMAGE] }
  test.each<{ condition: ImageCondition; table: string; by: string; is: string; age: string; reads: string[] }>([
    { condition: { field: 'tag', has: 'x' }, table: 'image_tags', by: 'tag', is: 'tag=?', ...details },
    {
      condition: { field: 'property', name: 'x', equals: 'y' },
      table: 'image_properties',
      by: 'value',
      is: 'name=? AND <expr>=?',
      ...details,
    },
    { condition: { field: 'name', oneOf: ['x'] }, by: 'name', is: 'name=?', ...images },
    { condition: { field: 'status', oneOf: ['active'] }, by: 'status', is: 'status=?', ...images },
    { condition: { field: 'disk_format', oneOf: ['raw'] }, by: 'disk_format', is: 'disk_format=?', ...images },
  ])('$condition', async ({ condition, table, by, is, age, reads }) => {
    const open = `SEARCH ${table} USING INDEX ${table}_by_${by} (hidden=? AND visibility=? AND ${is}`
    const own = `SEARCH ${table} USING INDEX ${table}_of_owner_by_${by} (owner=? AND hidden=? AND visibility=? AND ${is}`
    const conditions = [condition]
    expect(await stepsOf({ conditions })).toStrictEqual([`${open})`, ...reads, `${own})`, ...reads])
    const after = ` AND ${age}<?)`
    expect(await stepsOf({ conditions }, MARKER)).toStrictEqual([open + after, ...reads, own + after, ...reads])
  })

  test('each of several values for itself', async () => {
    const steps = await stepsOf({ conditions: [{ field: 'name', oneOf: ['x', 'y'] }] }, MARKER)
    const open = 'SEARCH images USING INDEX images_by_name (hidden=? AND visibility=? AND name=? AND created_at<?)'
    const own =
      'SEARCH images USING INDEX images_of_owner_by_name (owner=? AND hidden=? AND visibility=? AND name=? AND created_at<?)'
    expect(steps).toStrictEqual([open, open, own, own])
  })

  test('of an owner', async () => {
    const steps = await stepsOf({ scope: ADMIN, conditions: [{ field: 'owner', equals: 'q' }] })
    const own = 'SEARCH images USING INDEX images_of_owner_by_created_at (owner=? AND hidden=? AND visibility=?)'
    expect(steps).toStrictEqual([own, own, own])
  })
})

describe('a list that no index has in its order', () => {
  const MANY = 4000

  beforeEach(async () => {
    await sql`
      with recursive numbers (number) as (select 1 union all select number + 1 from numbers where number < ${MANY})
      insert into images (id, status, visibility, owner, protected, hidden, min_disk, min_ram, created_at, updated_at,
        revision, size, tags, properties)
      select 'image-' || number, iif(number % 100 = 0, 'queued', 'active'), 'public', 'q', 0, 0, 0, 0, number, number,
        1, number, '[]', '{}'
      from numbers`.execute(db)
  })

  const isPublic: ListScope = { ...MEMBER, visibilities: ['public'] }
  test.each<{ what: string; sort: SortTerm[]; conditions: ImageCondition[]; want: string[] }>([
    {
      what: 'by name: the few of a status are sorted',
      sort: sortBy('name', 'asc'),
      conditions: [{ field: 'status', oneOf: ['queued'] }],
      want: ['SEARCH images USING INDEX images_by_status (hidden=? AND visibility=? AND status=?)', SORTS],
    },
    {
      what: 'by name: the many of a status are met on the way',
      sort: sortBy('name', 'asc'),
      conditions: [{ field: 'status', oneOf: ['active'] }],
      want: ['SEARCH images USING INDEX images_by_name (hidden=? AND visibility=?)'],
    },
    {
      what: 'newest first: the few of a size are sorted',
      sort: sortBy('created_at', 'desc'),
      conditions: [{ field: 'size', operator: 'lte', number: 20 }],
      want: ['SEARCH images USING INDEX images_by_size (hidden=? AND visibility=? AND size<?)', SORTS],
    },
    {
      what: 'newest first: the few of a size are sorted, and merged with those of none',
      sort: sortBy('created_at', 'desc'),
      conditions: [{ field: 'size', operator: 'lte', number: 20, orNull: true }],
      want: [
        'SEARCH images USING INDEX images_by_size (hidden=? AND visibility=? AND size<?)',
        SORTS,
        'SEARCH images USING INDEX images_by_size (hidden=? AND visibility=? AND size=?)',
      ],
    },
    {
      what: 'newest first: the many of a size, or of none, are met on the way',
      sort: sortBy('created_at', 'desc'),
      conditions: [{ field: 'size', operator: 'lte', number: 3900, orNull: true }],
      want: ['SEARCH images USING INDEX images_by_created_at (hidden=? AND visibility=?)'],
    },
    {
      what: 'newest first: the many of a size are met on the way',
      sort: sortBy('created_at', 'desc'),
      conditions: [{ field: 'size', operator: 'gte', number: 20 }],
      want: ['SEARCH images USING INDEX images_by_created_at (hidden=? AND visibility=?)'],
    },
    {
      what: 'newest first: of two conditions the one that leaves fewer',
      sort: sortBy('created_at', 'desc'),
      conditions: [
        { field: 'status', oneOf: ['active'] },
        { field: 'checksum', equals: 'x' },
      ],
      want: ['SEARCH images USING INDEX images_by_checksum (hidden=? AND visibility=? AND checksum=?)', SORTS],
    },
    {
      what: 'newest first: of two conditions that leave many the one whose images are in this order',
      sort: sortBy('created_at', 'desc'),
      conditions: [
        { field: 'min_ram', operator: 'eq', number: 0 },
        { field: 'status', oneOf: ['active'] },
      ],
      want: ['SEARCH images USING INDEX images_by_status (hidden=? AND visibility=? AND status=?)'],
    },
  ])('$what', async ({ sort, conditions, want }) => {
    expect(await stepsOf({ scope: isPublic, sort, conditions })).toStrictEqual(want)
  })
})

describe('a list of deleted images', () => {
  const MANY = 4000
  const isPublic: ListScope = { ...MEMBER, visibilities: ['public'] }
  const changedSince = (number: number): ImageCondition => ({ field: 'changed_since', time: new Date(number) })

  beforeEach(async () => {
    await sql`
      with recursive numbers (number) as (select 1 union all select number + 1 from numbers where number < ${MANY})
      insert into images (id, status, visibility, owner, protected, hidden, min_disk, min_ram, created_at, updated_at,
        deleted_at, revision, tags, properties)
      select 'image-' || number, 'deleted', 'public', 'q', 0, 0, 0, 0, number, number, number, 2, '[]', '{}'
      from numbers`.execute(db)
  })

  test('is merged with the others, from where the page starts, each part from its own place', async () => {
    const living = [
      'SEARCH images USING INDEX images_by_created_at (hidden=? AND visibility=?',
      'SEARCH images USING INDEX images_of_owner_by_created_at (owner=? AND hidden=? AND visibility=?',
    ]
    const deleted = [
      'SEARCH images USING INDEX deleted_images_by_created_at (hidden=? AND visibility=? AND created_at>?',
      'SEARCH images USING INDEX deleted_images_of_owner_by_created_at (owner=? AND hidden=? AND visibility=? AND created_at>?',
    ]
    const after = (step: string) => `${step} AND created_at<?)`
    expect(await stepsOf({ deleted: 'too' })).toStrictEqual([...living, ...deleted].map((step) => `${step})`))
    expect(await stepsOf({ deleted: 'too' }, MARKER)).toStrictEqual([...living, ...deleted].map(after))
    expect(await stepsOf({ deleted: 'only' }, MARKER)).toStrictEqual(deleted.map(after))
  })

  const byUpdate = 'SEARCH images USING INDEX deleted_images_by_updated_at (hidden=? AND visibility=?'
  test.each<{ what: string; sort: SortTerm[]; conditions: ImageCondition[]; want: string[] }>([
    {
      what: 'newest first: the few that changed since are sorted',
      sort: sortBy('created_at', 'desc'),
      conditions: [changedSince(MANY - 9)],
      want: [`${byUpdate} AND updated_at>?)`, SORTS],
    },
    {
      what: 'newest first: the many that changed since are met on the way',
      sort: sortBy('created_at', 'desc'),
      conditions: [changedSince(9)],
      want: ['SEARCH images USING INDEX deleted_images_by_created_at (hidden=? AND visibility=? AND created_at>?)'],
    },
    {
      what: 'by their last change: in order, from where the changes begin',
      sort: sortBy('updated_at', 'asc'),
      conditions: [changedSince(9)],
      want: [`${byUpdate} AND updated_at>?)`],
    },
    {
      what: 'by name: those that changed since are sorted',
      sort: sortBy('name', 'asc'),
      conditions: [changedSince(9)],
      want: [`${byUpdate} AND updated_at>?)`, SORTS],
    },
    {
      what: 'by name: all are sorted',
      sort: sortBy('name', 'asc'),
      conditions: [],
      want: [`${byUpdate})`, SORTS],
    },
    {
      what: 'with a tag and a property: these are looked for last',
      sort: sortBy('created_at', 'desc'),
      conditions: [
        { field: 'tag', has: 'x' },
        { field: 'property', name: 'x', equals: 'y' },
        { field: 'name', oneOf: ['x'] },
        changedSince(MANY - 9),
      ],
      want: [`${byUpdate} AND updated_at>?)`, LOOKS_INSIDE, LOOKS_INSIDE, SORTS],
    },
  ])('$what', async ({ sort, conditions, want }) => {
    expect(await stepsOf({ scope: isPublic, deleted: 'only', sort, conditions })).toStrictEqual(want)
  })
})

function sortBy(key: SortKey, direction: SortTerm['direction']): [SortTerm, ...SortTerm[]] {
  return [
    { key, direction },
    { key: 'created_at', direction },
    { key: 'id', direction },
  ]
}
