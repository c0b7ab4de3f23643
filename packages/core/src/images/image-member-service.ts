import type { Policy } from '../policy/policy.ts'
import type { Caller } from '../ports/identity.ts'
import type { ImageCatalog } from '../ports/image-catalog.ts'
import { Problem, type ProblemCode } from '../problem.ts'
import type { ImageAccess, SeenImage } from './access.ts'
import type { ImageMember, MemberStatus } from './image-member.ts'
import { createMemberView, memberNotFound } from './member-view.ts'

export type ImageMemberService = ReturnType<typeof createImageMemberService>

/** Sharing: the owner of an image says with whom, and each project it is shared with whether it wants it in its lists. */
export function createImageMemberService(deps: {
  readonly catalog: ImageCatalog
  readonly access: ImageAccess
  readonly policy: Policy
  /** Members of one image; negative: unlimited. */
  readonly quota: number
  readonly now: () => Date
}) {
  const { catalog, access, policy, quota, now } = deps
  const view = createMemberView(deps)

  async function look(imageId: string, caller: Caller, refusal: ProblemCode = 'forbidden'): Promise<SeenImage> {
    const seen = await access.look(imageId, caller)
    if (seen.image.visibility === 'shared') return seen
    throw new Problem(refusal, `Image ${imageId} is ${seen.image.visibility}: only shared images have members`)
  }

  /** A member that is not there is told before that the caller may not do this to it. */
  async function admit(
    imageId: string,
    memberId: string,
    caller: Caller,
    rule: 'modify_member' | 'delete_member',
  ): Promise<void> {
    const seen = await look(imageId, caller)
    await view.show(seen, memberId, caller)
    policy.assertAllows(rule, caller, seen.target, `Member ${memberId} of image ${imageId}`)
  }

  return {
    async list(imageId: string, caller: Caller): Promise<ImageMember[]> {
      return view.list(await look(imageId, caller), caller)
    },

    async add(imageId: string, memberId: string, caller: Caller): Promise<ImageMember> {
      const { target } = await look(imageId, caller)
      policy.assertAllows('add_member', caller, target, `Sharing image ${imageId}`)
      return catalog.addMember(imageId, { memberId }, now(), quota)
    },

    async show(imageId: string, memberId: string, caller: Caller): Promise<ImageMember> {
      return view.show(await look(imageId, caller, 'memberNotFound'), memberId, caller)
    },

    async update(imageId: string, memberId: string, status: MemberStatus, caller: Caller): Promise<ImageMember> {
      await admit(imageId, memberId, caller, 'modify_member')
      const member = await catalog.updateMember(imageId, memberId, status, now())
      if (member === undefined) throw memberNotFound(imageId, memberId)
      return member
    },

    async remove(imageId: string, memberId: string, caller: Caller): Promise<void> {
      await admit(imageId, memberId, caller, 'delete_member')
      if (!(await catalog.removeMember(imageId, memberId))) throw memberNotFound(imageId, memberId)
    },
  }
}
