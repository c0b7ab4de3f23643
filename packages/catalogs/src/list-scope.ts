import { type ListScope, VISIBILITIES, type Visibility } from '@vitrine/core'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { CatalogTables } from './schema.ts'

type Images = ExpressionBuilder<CatalogTables, 'images'>
export type Branch = (eb: Images) => Expression<SqlBool>

/**
 * The images of a scope as branches that share no image. "Mine or public" as one condition fits no index; as two
 * branches each is read in the order of its own, and merging them stops when the page is full.
 */
export function branchesOf(scope: ListScope): Branch[] {
  const { projectId, visibilities } = scope
  if (visibilities.length === 0) return []
  if (scope.everyone) return [(eb) => eb.and([isOneOf(eb, visibilities), isNoStrangersCommunity(eb, scope)])]

  const own: Branch[] =
    projectId === null ? [] : [(eb) => eb.and([eb('images.owner', '=', projectId), isOneOf(eb, visibilities)])]
  const others = visibilities
    .filter((visibility) => visibility === 'public' || (visibility === 'community' && scope.othersCommunity))
    .map(
      (visibility): Branch =>
        (eb) =>
          eb.and([eb('images.visibility', '=', visibility), isForeign(eb, projectId)]),
    )
  return [...own, ...others]
}

function isOneOf(eb: Images, visibilities: readonly Visibility[]): Expression<SqlBool> {
  const [only] = visibilities
  if (only !== undefined && visibilities.length === 1) return eb('images.visibility', '=', only)
  // Told by what is left out: a list of values would invite the engine to visit an index once for each, out of order.
  const leftOut = VISIBILITIES.filter((visibility) => !visibilities.includes(visibility))
  return eb.and(leftOut.map((visibility) => eb('images.visibility', '!=', visibility)))
}

function isNoStrangersCommunity(eb: Images, { projectId, othersCommunity }: ListScope): Expression<SqlBool> {
  if (othersCommunity) return eb.and([])
  const isNotCommunity = eb('images.visibility', '!=', 'community')
  return projectId === null ? isNotCommunity : eb.or([isNotCommunity, eb('images.owner', '=', projectId)])
}

function isForeign(eb: Images, projectId: string | null): Expression<SqlBool> {
  if (projectId === null) return eb.and([])
  return eb.or([eb('images.owner', 'is', null), eb('images.owner', '!=', projectId)])
}
