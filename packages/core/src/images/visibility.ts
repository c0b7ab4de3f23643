import type { Policy } from '../policy/policy.ts'
import type { RuleName } from '../policy/rules.ts'
import type { Caller } from '../ports/identity.ts'
import { Problem } from '../problem.ts'
import { imageTarget, owns } from './access.ts'
import type { ImageAttributes, Visibility } from './image.ts'
import { VISIBILITIES } from './image.ts'
import { MEMBER_STATUSES, type MemberStatus } from './image-member.ts'
import type { ListScope } from './image-query.ts'

/** What becomes of the public and of other projects has rules of its own; `before` is undefined for a new image. */
export function assertMayPublish(
  policy: Policy,
  caller: Caller,
  next: ImageAttributes & { readonly id: string },
  before?: ImageAttributes,
): void {
  const target = imageTarget({ ...next, owner: before ? before.owner : next.owner })
  if (next.visibility !== before?.visibility) {
    const rule = PUBLISHING[next.visibility]
    if (rule) policy.assertAllows(rule, caller, target, `Making image ${next.id} ${next.visibility}`)
  }
  if (before && next.owner !== before.owner && !policy.isAdmin(caller)) throw foreignOwner()
}

export function assertMayCreate(
  policy: Policy,
  caller: Caller,
  image: ImageAttributes & { readonly id: string },
): void {
  const isForeign = !owns(caller, image) && caller.projectId !== null
  const target = imageTarget(image)
  if (isForeign && !policy.allows('add_image', caller, target)) throw foreignOwner()
  policy.assertAllows('add_image', caller, target, 'A new image')
  assertMayPublish(policy, caller, image)
}

const PUBLISHING: Partial<Record<Visibility, RuleName>> = { public: 'publicize_image', community: 'communitize_image' }

function foreignOwner(): Problem {
  return new Problem('forbidden', `Attribute 'owner' may be set to another project by administrators only`)
}

/** The set a list starts from: `community` images of other projects only when they are asked for. */
export function listScope(
  policy: Policy,
  caller: Caller,
  {
    visibilities,
    memberStatus = 'accepted',
    asAnybody = false,
  }: {
    readonly visibilities?: readonly Visibility[] | undefined
    readonly memberStatus?: MemberStatus | 'all' | undefined
    readonly asAnybody?: boolean | undefined
  },
): ListScope {
  return {
    projectId: caller.projectId,
    // Without a project there is nobody else in it.
    everyone: policy.isAdmin(caller) && !(asAnybody && caller.projectId !== null),
    othersCommunity: visibilities?.includes('community') ?? false,
    memberStatuses: memberStatus === 'all' ? MEMBER_STATUSES : [memberStatus],
    visibilities: visibilities ?? VISIBILITIES,
  }
}
