import type { Policy } from '../policy/policy.ts'
import type { Caller } from '../ports/identity.ts'
import type { ImageCatalog } from '../ports/image-catalog.ts'
import { Problem, type ProblemCode } from '../problem.ts'
import { type ImageAccess, owns, type SeenImage } from './access.ts'
import type { ImageMember, MemberStatus } from './image-member.ts'

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

  async function look(imageId: string, caller: Caller, refusal: ProblemCode = 'forbidden'): Promise<SeenImage> {
    const seen = await access.look(imageId, caller)
    if (seen.image.visibility === 'shared') return seen
    throw new Problem(refusal, `Image ${imageId} is ${seen.image.visibility}: only shared images have members`)
  }

  /** A project that an image is shared with learns nothing of the others. */
  function mayKnow(caller: Caller, { image }: SeenImage, memberId: string): boolean {
    return memberId === caller.projectId || owns(caller, image) || policy.isAdmin(caller)
  }

  async function find(seen: SeenImage, memberId: string, caller: Caller): Promise<ImageMember> {
    const { id } = seen.image
    policy.assertAllows('get_member', caller, seen.target, `Member ${memberId} of image ${id}`)
    const member = mayKnow(caller, seen, memberId) ? await catalog.findMember(id, memberId) : undefined
    if (member === undefined) throw notFound(id, memberId)
    return member
  }

  /** A member that is not there is told before that the caller may not do this to it. */
  async function admit(
    imageId: string,
    memberId: string,
    caller: Caller,
    rule: 'modify_member' | 'delete_member',
  ): Promise<void> {
    const seen = await look(imageId, caller)
    await find(seen, memberId, caller)
    policy.assertAllows(rule, caller, seen.target, `Member ${memberId} of image ${imageId}`)
  }

  return {
    async list(imageId: string, caller: Caller): Promise<ImageMember[]> {
      const seen = await look(imageId, caller)
      policy.assertAllows('get_members', caller, seen.target, `Members of image ${imageId}`)
      const members = await catalog.listMembers(imageId)
      return members.filter(({ memberId }) => mayKnow(caller, seen, memberId))
    },

    async add(imageId: string, memberId: string, caller: Caller): Promise<ImageMember> {
      const { target } = await look(imageId, caller)
      policy.assertAllows('add_member', caller, target, `Sharing image ${imageId}`)
      return catalog.addMember(imageId, memberId, now(), quota)
    },

    async show(imageId: string, memberId: string, caller: Caller): Promise<ImageMember> {
      return find(await look(imageId, caller, 'memberNotFound'), memberId, caller)
    },

    async update(imageId: string, memberId: string, status: MemberStatus, caller: Caller): Promise<ImageMember> {
      await admit(imageId, memberId, caller, 'modify_member')
      const member = await catalog.updateMember(imageId, memberId, status, now())
      if (member === undefined) throw notFound(imageId, memberId)
      return member
    },

    async remove(imageId: string, memberId: string, caller: Caller): Promise<void> {
      await admit(imageId, memberId, caller, 'delete_member')
      if (!(await catalog.removeMember(imageId, memberId))) throw notFound(imageId, memberId)
    },
  }
}

function notFound(imageId: string, memberId: string): Problem {
  return new Problem('memberNotFound', `Image ${imageId} is not shared with '${memberId}'`)
}
