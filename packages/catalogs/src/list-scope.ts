import { type ListScope, type MemberStatus, VISIBILITIES, type Visibility } from '@vitrine/core'
import { type RawBuilder, sql } from 'kysely'
import { COLUMNS } from './image-rows.ts'
import { allOf, type Condition, text } from './sql-fragments.ts'

/** Images to choose from, under the name `images`, and which of them. */
export interface Branch {
  readonly source: RawBuilder<unknown>
  readonly condition: Condition
}

// Made once, because every list needs them, and written into the SQL, because they are so few.
const IMAGES = sql`images`
const IS = eachVisibility((visibility) => sql`images.visibility = ${sql.lit(visibility)}`)
const IS_NOT = eachVisibility((visibility) => sql`images.visibility != ${sql.lit(visibility)}`)
const COPIED: readonly string[] = ['id', 'created_at']
const NOT_COPIED = sql.raw(
  [...COLUMNS, 'deleted_at']
    .filter((column) => !COPIED.includes(column))
    .map((column) => `images.${column}`)
    .join(', '),
)

/**
 * The images of a scope as branches that share no image. "Mine or public" as one condition fits no index; as branches
 * each is read in the order of its own, and merging them stops when the page is full.
 */
export function branchesOf(scope: ListScope): Branch[] {
  const { projectId, visibilities } = scope
  if (visibilities.length === 0) return []
  if (scope.everyone) return [imagesThat([...isOneOf(visibilities), ...isNoStrangersCommunity(scope)])]

  const others = visibilities
    .filter((visibility) => visibility === 'public' || (visibility === 'community' && scope.othersCommunity))
    .map((visibility) => imagesThat([IS[visibility], ...isForeign(projectId)]))
  if (projectId === null) return others
  const own = imagesThat([isOwnedBy(projectId), ...isOneOf(visibilities)])
  const shared = visibilities.includes('shared') ? scope.memberStatuses : []
  return [own, ...others, ...shared.map((status) => imagesSharedWith(projectId, status))]
}

function imagesThat(conditions: readonly Condition[]): Branch {
  return { source: IMAGES, condition: allOf(conditions) }
}

/**
 * Found by the project's memberships, so that a project without any pays for one look into their index, and not for the
 * shared images of everybody. Id and age are the membership's copies, in whose order the index is: newest first is
 * read like the other branches. In any other order what is shared with the project is sorted, and nothing else.
 */
function imagesSharedWith(projectId: string, status: MemberStatus): Branch {
  const source = sql`(
    select image_members.image_id as id, image_members.image_created_at as created_at, ${NOT_COPIED}
    from image_members cross join images
    where image_members.member_id = ${text(projectId)} and image_members.status = ${sql.lit(status)}
      and images.id = image_members.image_id
  ) as images`
  return { source, condition: allOf([IS.shared, ...isForeign(projectId)]) }
}

function isOneOf(visibilities: readonly Visibility[]): Condition[] {
  const [only] = visibilities
  if (only !== undefined && visibilities.length === 1) return [IS[only]]
  // Told by what is left out: a list of values would invite the engine to visit an index once for each, out of order.
  return VISIBILITIES.filter((visibility) => !visibilities.includes(visibility)).map((leftOut) => IS_NOT[leftOut])
}

function isNoStrangersCommunity({ projectId, othersCommunity }: ListScope): Condition[] {
  if (othersCommunity) return []
  return projectId === null ? [IS_NOT.community] : [sql`(${IS_NOT.community} or ${isOwnedBy(projectId)})`]
}

function isOwnedBy(projectId: string): Condition {
  return sql`images.owner = ${text(projectId)}`
}

function isForeign(projectId: string | null): Condition[] {
  return projectId === null ? [] : [sql`(images.owner is null or images.owner != ${text(projectId)})`]
}

function eachVisibility(condition: (visibility: Visibility) => Condition): Record<Visibility, Condition> {
  const entries = VISIBILITIES.map((visibility) => [visibility, condition(visibility)] as const)
  return Object.fromEntries(entries) as Record<Visibility, Condition>
}
