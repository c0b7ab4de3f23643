import { sql } from 'kysely'
import { COLUMNS } from './image-rows.ts'
import type { Branch, ReadBy } from './list-paths.ts'
import { isIn, type Part } from './list-scope.ts'
import { type Condition, type Fragment, text } from './sql-fragments.ts'

const REPEATED: readonly string[] = ['id', 'created_at']
const NOT_REPEATED = sql.raw(
  COLUMNS.filter((column) => !REPEATED.includes(column))
    .map((column) => `images.${column}`)
    .join(', '),
)

/** Images by way of rows that repeat their id and age, as `images`: newest first can be read in the order of these rows. */
export function branchBy(
  { table, source, condition }: { table: string; source: Fragment; condition: Condition },
  part: Part,
  readBy: ReadBy,
): Branch {
  const id = sql.ref(`${table}.image_id`)
  return {
    source: sql`(
      select ${id} as id, ${sql.ref(`${table}.image_created_at`)} as created_at, ${NOT_REPEATED}
      from ${source} cross join ${readBy('images', 'images_by_id')}
      where ${condition} and images.id = ${id}
    ) as images`,
    conditions: [isIn(part, 'images')],
  }
}

/**
 * Found by the project's memberships, so that a project without any pays for one look into their index, and not for the
 * shared images of everybody. In any other order than that of age these are sorted, and nothing else.
 */
export function branchOfGuest(part: Part, { projectId, status }: NonNullable<Part['guest']>, readBy: ReadBy): Branch {
  const member = text(projectId)
  const condition: Condition = sql`image_members.member_id = ${member} and image_members.status = ${sql.lit(status)}`
  const branch = branchBy({ table: 'image_members', source: sql`image_members`, condition }, part, readBy)
  return { ...branch, conditions: [...branch.conditions, sql`(images.owner is null or images.owner != ${member})`] }
}
