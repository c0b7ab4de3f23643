import type { ImageCondition, NumericCondition } from '@vitrine/core'
import { sql } from 'kysely'
import { pathByColumn, pathByValues } from './list-columns.ts'
import { holds } from './list-conditions.ts'
import { isDetail, pathByDetail } from './list-details.ts'
import type { Known } from './list-order.ts'
import type { ListedTable, Part } from './list-scope.ts'
import { type Condition, type Fragment, UNION_ALL } from './sql-fragments.ts'

/** A way to the images of a part of a scope: through one index. */
export interface Path {
  branches(part: Part): Branch[]
  /** Where it stands in the index: a row for each that would be read, if all were needed. */
  entries(part: Part): Fragment
  /** What is true of all in its branches, and each branch is in the order of age. Otherwise the order is the index's. */
  readonly answers?: ImageCondition
}

/** Images under the name `images`, and which of them. */
export interface Branch {
  readonly source: Fragment
  readonly conditions: readonly Condition[]
  readonly known?: Known
}

/** A table read by this index, where the engine has to be told; others choose by what they know of their tables. */
export type ReadBy = (table: ListedTable, index: string) => Fragment

/** More values than these are not merged. */
const MERGED_VALUES = 8

/** The columns of conditions, by how much a value usually leaves: the least first. */
const COLUMNS = {
  id: 'id',
  checksum: 'checksum',
  os_hash_value: 'hash_value',
  name: 'name',
  size: 'size',
  virtual_size: 'virtual_size',
  updated_at: 'updated_at',
  changed_since: 'updated_at',
  created_at: 'created_at',
  protected: 'protected',
  os_hash_algo: 'hash_algorithm',
  min_disk: 'min_disk',
  min_ram: 'min_ram',
  disk_format: 'disk_format',
  container_format: 'container_format',
  status: 'status',
} as const satisfies Partial<Record<ImageCondition['field'], string>>

/** A path for each condition that an index answers, the one first that usually leaves the fewest images. */
export function pathsBy(conditions: readonly ImageCondition[], readBy: ReadBy): Path[] {
  const columns = Object.entries(COLUMNS).flatMap(([field, column]) => {
    const asked = conditions.filter((condition) => condition.field === field)
    return asked.length === 0 || asked.some(leavesNearlyAll) ? [] : [pathTo(column, asked, readBy)]
  })
  return [...conditions.filter(isDetail).map((detail) => pathByDetail(detail, readBy)), ...columns]
}

export function narrowed(branches: readonly Branch[], conditions: readonly Condition[]): Branch[] {
  return branches.map((branch) => ({ ...branch, conditions: [...branch.conditions, ...conditions] }))
}

function pathTo(column: string, asked: readonly ImageCondition[], readBy: ReadBy): Path {
  const [only, more] = asked
  const hasValues = more === undefined && only !== undefined && 'oneOf' in only && only.oneOf.length <= MERGED_VALUES
  if (hasValues) return pathByValues(only, readBy)
  return asked.some(holdsOfNull) ? pathWithNull(column, asked, readBy) : pathByColumn(column, readBy, asked.map(holds))
}

/** Null stands apart from other values. */
function pathWithNull(column: string, asked: readonly ImageCondition[], readBy: ReadBy): Path {
  const within = asked.map((condition) =>
    holds(holdsOfNull(condition) ? { ...condition, orNull: undefined } : condition),
  )
  const isNull: Condition = sql`${sql.ref(`images.${column}`)} is null`
  const stretches = [within, [isNull]].map((stretch) => ({ stretch, path: pathByColumn(column, readBy, stretch) }))
  return {
    branches: (part) => stretches.flatMap(({ stretch, path }) => narrowed(path.branches(part), stretch)),
    entries: (part) =>
      sql.join(
        stretches.map(({ path }) => path.entries(part)),
        UNION_ALL,
      ),
  }
}

function holdsOfNull(condition: ImageCondition): condition is NumericCondition {
  return 'orNull' in condition && condition.orNull === true
}

function leavesNearlyAll(condition: ImageCondition): boolean {
  return 'operator' in condition && condition.operator === 'neq'
}
