import type { Policy } from '../policy/policy.ts'
import type { Caller } from '../ports/identity.ts'
import type { ImageCatalog } from '../ports/image-catalog.ts'
import { Problem } from '../problem.ts'
import { owns, type SeenImage } from './access.ts'
import type { ImageMember } from './image-member.ts'

/** Who learns with whom an image is shared: its owner and administrators of everybody, each project of itself. */
export function createMemberView({ catalog, policy }: { readonly catalog: ImageCatalog; readonly policy: Policy }) {
  function mayKnow(caller: Caller, { image }: SeenImage, memberId: string): boolean {
    return memberId === caller.projectId || owns(caller, image) || policy.isAdmin(caller)
  }

  return {
    async list(seen: SeenImage, caller: Caller): Promise<ImageMember[]> {
      const { id } = seen.image
      policy.assertAllows('get_members', caller, seen.target, `Members of image ${id}`)
      const members = await catalog.listMembers(id)
      return members.filter(({ memberId }) => mayKnow(caller, seen, memberId))
    },

    async show(seen: SeenImage, memberId: string, caller: Caller): Promise<ImageMember> {
      const { id } = seen.image
      policy.assertAllows('get_member', caller, seen.target, `Member ${memberId} of image ${id}`)
      const member = mayKnow(caller, seen, memberId) ? await catalog.findMember(id, memberId) : undefined
      if (member === undefined) throw memberNotFound(id, memberId)
      return member
    },
  }
}

export function memberNotFound(imageId: string, memberId: string): Problem {
  return new Problem('memberNotFound', `Image ${imageId} is not shared with '${memberId}'`)
}
