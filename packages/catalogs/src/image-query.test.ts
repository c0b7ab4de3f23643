import { type ImageQuery, type ListScope, type SortTerm, VISIBILITIES } from '@vitrine/core'
import { type Kysely, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openSqlite } from './dialects/sqlite-database.ts'
import { selectPage } from './image-query.ts'
import type { SortValues } from './list-order.ts'
import type { CatalogTables } from './schema.ts'

const MEMBER: ListScope = {
  projectId: 'p',
  everyone: false,
  othersCommunity: false,
  memberStatuses: ['accepted'],
  visibilities: VISIBILITIES,
}
const ADMIN: ListScope = { ...MEMBER, everyone: true }

const NEWEST_FIRST = sortBy('desc', 'created_at', 'id')
const BY_NAME = sortBy('asc', 'name', 'created_at', 'id')
const MARKER: SortValues = {
  id: 'x',
  name: 'x',
  status: 'active',
  container_format: null,
  disk_format: null,
  size: null,
  created_at: 1,
  updated_at: 1,
}

const READS_IMAGES = ['SCAN page', 'SEARCH images USING INDEX sqlite_autoindex_images_1 (id=?)']

describe('a list that is read in the order of an index', () => {
  let db: Kysely<CatalogTables>
  beforeAll(async () => {
    db = await openSqlite(':memory:')
  })
  afterAll(() => db.destroy())

  /** The steps that find the page, and then those that read its images. */
  async function explain(query: ImageQuery, marker?: SortValues): Promise<string[]> {
    const page = selectPage(query, marker)
    if (page === undefined) return []
    const { rows } = await sql<{ detail: string }>`explain query plan ${page}`.execute(db)
    return rows.map(({ detail }) => detail)
  }

  test.each<{ what: string; scope: ListScope; sort: SortTerm[]; name?: string; want: string[]; after: string[] }>([
    {
      what: 'newest first, for an administrator',
      scope: ADMIN,
      sort: NEWEST_FIRST,
      want: ['SCAN images USING INDEX images_of_everyone_by_age'],
      after: ['SEARCH images USING INDEX images_of_everyone_by_age ((created_at,id)<(?,?))'],
    },
    {
      what: 'newest first, for a member',
      scope: MEMBER,
      sort: NEWEST_FIRST,
      want: merged('owner_by_age (owner=?)', 'visibility_by_age (visibility=?)', shared()),
      after: merged(
        'owner_by_age (owner=? AND (created_at,id)<(?,?))',
        'visibility_by_age (visibility=? AND (created_at,id)<(?,?))',
        shared(' AND (image_created_at,image_id)<(?,?)'),
      ),
    },
    {
      what: 'by name, for an administrator',
      scope: ADMIN,
      sort: BY_NAME,
      want: ['SCAN images USING INDEX images_of_everyone_by_name'],
      after: ['SEARCH images USING INDEX images_of_everyone_by_name ((name,created_at,id)>(?,?,?))'],
    },
    {
      what: 'by name, for a member',
      scope: MEMBER,
      sort: BY_NAME,
      want: merged('owner_by_name (owner=?)', 'visibility_by_name (visibility=?)', [...shared(), SORTS]),
      after: merged(
        'owner_by_name (owner=? AND (name,created_at,id)>(?,?,?))',
        'visibility_by_name (visibility=? AND (name,created_at,id)>(?,?,?))',
        [...shared(), SORTS],
      ),
    },
    {
      what: 'of one name, for a member',
      scope: MEMBER,
      sort: NEWEST_FIRST,
      name: 'debian-13',
      want: merged('owner_by_name (owner=? AND name=?)', 'visibility_by_name (visibility=? AND name=?)', shared()),
      after: merged(
        'owner_by_name (owner=? AND name=? AND (created_at,id)<(?,?))',
        'visibility_by_name (visibility=? AND name=? AND (created_at,id)<(?,?))',
        shared(' AND (image_created_at,image_id)<(?,?)'),
      ),
    },
  ])('$what', async ({ scope, sort, name, want, after }) => {
    const query: ImageQuery = {
      scope,
      sort,
      conditions: [{ field: 'os_hidden', is: false }, ...(name ? [{ field: 'name', oneOf: [name] } as const] : [])],
      limit: 25,
    }
    // No step sorts (`USE TEMP B-TREE`), what is shared with the member apart, and a page starts at its marker.
    expect(await explain(query)).toStrictEqual(['CO-ROUTINE page', ...want, ...READS_IMAGES])
    expect(await explain(query, MARKER)).toStrictEqual(['CO-ROUTINE page', ...after, ...READS_IMAGES])
  })
})

function sortBy(direction: 'asc' | 'desc', ...keys: SortTerm['key'][]): SortTerm[] {
  return keys.map((key) => ({ key, direction }))
}

const SORTS = 'USE TEMP B-TREE FOR ORDER BY'

function merged(own: string, others: string, sharedWithMe: string[]): string[] {
  const search = 'SEARCH images USING INDEX images_of_'
  const merge = ['MERGE (UNION ALL)', 'LEFT']
  return [...merge, ...merge, search + own, 'RIGHT', search + others, 'RIGHT', ...sharedWithMe]
}

function shared(from = ''): string[] {
  return [
    `SEARCH image_members USING COVERING INDEX image_members_by_member (member_id=? AND status=?${from})`,
    'SEARCH images USING INDEX sqlite_autoindex_images_1 (id=?)',
  ]
}
