import type { Policy } from '../policy/policy.ts'
import type { RuleName } from '../policy/rules.ts'
import type { Caller } from '../ports/identity.ts'
import type { ImageCatalog, WantedMember } from '../ports/image-catalog.ts'
import { isProblem, Problem } from '../problem.ts'
import { type ImageAccess, owns, type SeenImage } from './access.ts'
import type { ImageMember } from './image-member.ts'
import type { ImageService } from './image-service.ts'
import { createMemberView, memberNotFound } from './member-view.ts'

/**
 * Sharing as the Image API v1 has it: whoever an image is shared with has it in its lists at once, and may share it in
 * turn where that was granted. The members are those of `ImageMemberService`.
 */
export interface ImageSharingService {
  list(imageId: string, caller: Caller): Promise<ImageMember[]>
  put(imageId: string, wanted: WantedMember, caller: Caller): Promise<void>
  /** Of several wishes for one project the last counts. */
  replace(imageId: string, wanted: readonly WantedMember[], caller: Caller): Promise<void>
  remove(imageId: string, memberId: string, caller: Caller): Promise<void>
  /** The memberships of a project, for itself and for administrators. */
  listSharedWith(projectId: string, caller: Caller): Promise<ImageMember[]>
}

export function createImageSharingService(deps: {
  readonly catalog: ImageCatalog
  readonly access: ImageAccess
  readonly images: Pick<ImageService, 'update'>
  readonly policy: Policy
  /** Members of one image; negative: unlimited. */
  readonly quota: number
  readonly now: () => Date
}): ImageSharingService {
  const { catalog, access, images, policy, quota, now } = deps
  const view = createMemberView(deps)

  /** Who has no say in it is told in v1 that there is nothing (404); a rule that stops who has one forbids (403). */
  function assertAllows(rule: RuleName, caller: Caller, { image, target }: SeenImage): void {
    const hasSay = rule === 'modify_member' || owns(caller, image) || policy.isAdmin(caller)
    if (!hasSay && !policy.allows(rule, caller, target)) {
      throw notYours(image.id)
    }
    policy.assertAllows(rule, caller, target, `Sharing image ${image.id}`)
  }

  /** A member that may share the image speaks for its owner, as far as adding goes (fault S4). */
  function ruleToAdd(caller: Caller, { target, member }: SeenImage): RuleName {
    return member?.canShare && !policy.allows('add_member', caller, target) ? 'modify_member' : 'add_member'
  }

  /** Who is a member already stays as the owner wants it. */
  async function addOnly(imageId: string, wanted: WantedMember): Promise<void> {
    try {
      await catalog.addMember(imageId, wanted, now(), quota)
    } catch (error) {
      if (!isProblem(error, 'memberExists')) throw error
      if (wanted.canShare === undefined) return
      const member = await catalog.findMember(imageId, wanted.memberId)
      if (member?.canShare !== wanted.canShare) throw notYours(imageId)
    }
  }

  /**
   * v1 knows no private images: one that gets members is shared from then on. The members come first, because nobody
   * sees a private image by them: whatever fails in between lets nobody in.
   */
  async function share(seen: SeenImage, caller: Caller, storeMembers: () => Promise<unknown>): Promise<void> {
    const isPrivate = seen.image.visibility === 'private'
    if (isPrivate) assertAllows('modify_image', caller, seen)
    await storeMembers()
    if (!isPrivate) return
    await images.update(seen.image.id, caller, (image) =>
      image.visibility === 'private' ? { ...image, visibility: 'shared' } : image,
    )
  }

  return {
    async list(imageId, caller) {
      return view.list(await access.look(imageId, caller), caller)
    },

    async put(imageId, wanted, caller) {
      const seen = await access.look(imageId, caller)
      const rule = ruleToAdd(caller, seen)
      assertAllows(rule, caller, seen)
      const put = () => catalog.putMember(imageId, wanted, now(), quota)
      await share(seen, caller, rule === 'add_member' ? put : () => addOnly(imageId, wanted))
    },

    async replace(imageId, wanted, caller) {
      const seen = await access.look(imageId, caller)
      assertAllows('add_member', caller, seen)
      assertAllows('delete_member', caller, seen)
      const members = [...new Map(wanted.map((one) => [one.memberId, one])).values()]
      const store = () => catalog.replaceMembers(imageId, members, now(), quota)
      await (members.length > 0 ? share(seen, caller, store) : store())
    },

    async remove(imageId, memberId, caller) {
      assertAllows('delete_member', caller, await access.look(imageId, caller))
      if (!(await catalog.removeMember(imageId, memberId))) throw memberNotFound(imageId, memberId)
    },

    async listSharedWith(projectId, caller) {
      const what = `What is shared with project '${projectId}'`
      if (projectId !== caller.projectId && !policy.isAdmin(caller)) {
        throw new Problem('forbidden', `${what}: the project itself and administrators may see it`)
      }
      policy.assertAllows('get_members', caller, { member_id: projectId }, what)
      return catalog.listMemberships(projectId)
    },
  }
}

function notYours(imageId: string): Problem {
  return new Problem('memberNotFound', `Image ${imageId} is not yours to share`)
}
