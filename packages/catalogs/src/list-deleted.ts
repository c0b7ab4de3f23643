import type { ImageCondition, ImageQuery } from '@vitrine/core'
import { type Kysely, sql } from 'kysely'
import { IS_DELETED } from './image-rows.ts'
import { choosePath } from './list-choice.ts'
import { pathByColumn } from './list-columns.ts'
import { holds } from './list-conditions.ts'
import { type Branch, narrowed, pathsBy, type ReadBy } from './list-paths.ts'
import { deletedPartsOf, isInParts } from './list-scope.ts'
import type { CatalogTables } from './schema.ts'
import { type Condition, text } from './sql-fragments.ts'

/**
 * Where the deleted images of a list are. Whoever looks back follows changes: indexes have when an image was made and when
 * it went, and everything else is looked for among what these leave.
 */
export async function deletedBranches(
  db: Kysely<CatalogTables>,
  { scope, conditions, sort, limit }: ImageQuery,
  readBy: ReadBy,
): Promise<Branch[]> {
  const parts = deletedPartsOf(scope, conditions)
  const path = await choosePath(db, { sort, limit }, parts, {
    ordered: pathByColumn(sort[0]?.key === 'created_at' ? 'created_at' : 'updated_at', readBy),
    found: pathsBy(conditions.filter(isIndexed), readBy),
  })
  const open = conditions.filter((condition) => !isInParts(condition))
  return parts.flatMap((part) => narrowed(path.branches(part), [IS_DELETED, ...open.map(heldByDeleted)]))
}

function isIndexed({ field }: ImageCondition): boolean {
  return field === 'created_at' || field === 'updated_at' || field === 'changed_since'
}

/** Its tags and properties are in its own row only. */
function heldByDeleted(condition: ImageCondition): Condition {
  switch (condition.field) {
    case 'tag':
      return sql`exists (select 1 from json_each(images.tags) where value = ${text(condition.has)})`
    case 'property':
      return sql`exists (
        select 1 from json_each(images.properties)
        where key = ${text(condition.name)} and coalesce(value, '') = ${text(condition.equals)}
      )`
    default:
      return holds(condition)
  }
}
