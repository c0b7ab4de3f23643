import { type ListScope, VISIBILITIES, type Visibility } from '@vitrine/core'
import { sql } from 'kysely'
import { allOf, type Condition, text } from './sql-fragments.ts'

// Made once, because every list needs them, and written into the SQL, because they are so few.
const IS = eachVisibility((visibility) => sql`images.visibility = ${sql.lit(visibility)}`)
const IS_NOT = eachVisibility((visibility) => sql`images.visibility != ${sql.lit(visibility)}`)

/**
 * The images of a scope as branches that share no image. "Mine or public" as one condition fits no index; as two
 * branches each is read in the order of its own, and merging them stops when the page is full.
 */
export function branchesOf(scope: ListScope): Condition[] {
  const { projectId, visibilities } = scope
  if (visibilities.length === 0) return []
  if (scope.everyone) return [allOf([...isOneOf(visibilities), ...isNoStrangersCommunity(scope)])]

  const own = projectId === null ? [] : [allOf([isOwnedBy(projectId), ...isOneOf(visibilities)])]
  const others = visibilities
    .filter((visibility) => visibility === 'public' || (visibility === 'community' && scope.othersCommunity))
    .map((visibility) => allOf([IS[visibility], ...isForeign(projectId)]))
  return [...own, ...others]
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
