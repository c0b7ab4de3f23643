import { type ImageQuery, UNLISTED_STATUSES } from '@vitrine/core'
import { type Kysely, type SqlBool, sql } from 'kysely'
import { IS_LIVING } from './image-rows.ts'
import { choosePath } from './list-choice.ts'
import { pathByColumn } from './list-columns.ts'
import { holds } from './list-conditions.ts'
import { type Branch, narrowed, type Path, pathsBy, type ReadBy } from './list-paths.ts'
import { isInParts, type Part, partsOf } from './list-scope.ts'
import { branchOfGuest } from './list-sources.ts'
import type { CatalogTables } from './schema.ts'

const IS_LISTED = isNoneOf(UNLISTED_STATUSES)
const IS_LISTED_OR_KILLED = isNoneOf(UNLISTED_STATUSES.filter((status) => status !== 'killed'))

/** Where the living images of a list are. */
export async function livingBranches(db: Kysely<CatalogTables>, query: ImageQuery, readBy: ReadBy): Promise<Branch[]> {
  const parts = partsOf(query.scope, query.conditions)
  const path = await choosePath(db, query, parts, {
    ordered: pathByColumn(query.sort[0]?.key ?? 'created_at', readBy),
    found: pathsBy(query.conditions, readBy),
  })
  return parts.flatMap((part) => branchesOf(part, path, query, readBy))
}

function branchesOf(part: Part, path: Path, { conditions, killed }: ImageQuery, readBy: ReadBy): Branch[] {
  const asked = conditions.filter((condition) => !isInParts(condition))
  const [branches, open] = part.guest
    ? [[branchOfGuest(part, part.guest, readBy)], asked]
    : [path.branches(part), asked.filter((condition) => condition !== path.answers)]
  return narrowed(branches, [IS_LIVING, ...(killed ? IS_LISTED_OR_KILLED : IS_LISTED), ...open.map(holds)])
}

function isNoneOf(statuses: readonly string[]) {
  return statuses.map((status) => sql<SqlBool>`images.status != ${sql.lit(status)}`)
}
