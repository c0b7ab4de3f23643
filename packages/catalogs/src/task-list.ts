import { Problem, type TaskQuery, type TaskSortKey } from '@vitrine/core'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { CatalogTables } from './schema.ts'
import type { Condition } from './sql-fragments.ts'
import type { TaskRow } from './task-rows.ts'

/** Null sorts below every value, whatever the engine thinks of null. */
const KEYS: Record<TaskSortKey, RawBuilder<string | number>> = {
  created_at: sql.ref('created_at'),
  expires_at: sql`coalesce(expires_at, -1)`,
  id: sql.ref('id'),
  image_id: sql`coalesce(image_id, '')`,
  owner: sql`coalesce(owner, '')`,
  request_id: sql`coalesce(request_id, '')`,
  status: sql.ref('status'),
  type: sql.ref('type'),
  updated_at: sql.ref('updated_at'),
  user_id: sql`coalesce(user_id, '')`,
}

export async function listTasks(
  db: Kysely<CatalogTables>,
  { type, status, owner, sort, marker, limit }: TaskQuery,
): Promise<TaskRow[]> {
  const key = KEYS[sort.key]
  let page = db
    .selectFrom('tasks')
    .selectAll()
    .orderBy(key, sort.direction)
    .orderBy('created_at', sort.direction)
    .orderBy('id', sort.direction)
    .limit(limit)
  if (type !== undefined) page = page.where('type', '=', type)
  if (status !== undefined) page = page.where('status', '=', status)
  if (owner !== undefined) page = page.where('owner', '=', owner)
  if (marker !== undefined) page = page.where(await comesAfter(db, marker, sort))
  return page.execute()
}

/** Tasks that come later than the marker. Its key is read like theirs, so that it compares like theirs. */
async function comesAfter(db: Kysely<CatalogTables>, id: string, sort: TaskQuery['sort']): Promise<Condition> {
  const key = KEYS[sort.key]
  const marker = await db
    .selectFrom('tasks')
    .select([key.as('key'), 'created_at'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (marker === undefined) throw new Problem('queryInvalid', `'marker' ${id} is not the id of a task`)
  const order = sort.direction === 'asc' ? sql`>` : sql`<`
  return sql`(${key}, created_at, id) ${order} (${marker.key}, ${marker.created_at}, ${id})`
}
