import type { PolicyTarget } from '../policy/check.ts'
import type { Policy } from '../policy/policy.ts'
import type { RuleName } from '../policy/rules.ts'
import type { Caller } from '../ports/identity.ts'
import type { ImageCatalog } from '../ports/image-catalog.ts'
import { Problem } from '../problem.ts'
import type { Image, ImageAttributes } from './image.ts'
import type { ImageMember } from './image-member.ts'

export type ImageAccess = ReturnType<typeof createImageAccess>

/** An image that the caller may know of, and the same as its rules see it. */
export interface SeenImage {
  readonly image: Image
  readonly target: PolicyTarget
  /** The caller's project, where the image is shared with it. */
  readonly member: ImageMember | undefined
}

/** Who gets to an image: invisible is told as missing (404), visible but not allowed as forbidden (403), in this order. */
export function createImageAccess({ catalog, policy }: { catalog: ImageCatalog; policy: Policy }) {
  async function see(id: string, caller: Caller): Promise<SeenImage | undefined> {
    const image = await catalog.find(id)
    if (image === undefined) return undefined
    const isShared = image.visibility === 'shared' && caller.projectId !== null && !owns(caller, image)
    const member = isShared ? await catalog.findMember(id, caller.projectId) : undefined
    return asSeen(image, member, caller)
  }

  /** What is left of a deleted image, by whom a list can show it. Nobody is its guest any more. */
  async function seeDeleted(id: string, caller: Caller): Promise<Image | undefined> {
    const image = await catalog.findDeleted(id)
    return image && asSeen(image, undefined, caller)?.image
  }

  function asSeen(image: Image, member: ImageMember | undefined, caller: Caller): SeenImage | undefined {
    // An image without owner is for administrators, unless it is for everyone (fault S18).
    const isVisible = member !== undefined || owns(caller, image) || isForEveryone(image) || policy.isAdmin(caller)
    const target = imageTarget(image, member?.memberId)
    return isVisible && policy.allows('get_image', caller, target) ? { image, target, member } : undefined
  }

  async function look(id: string, caller: Caller): Promise<SeenImage> {
    const seen = await see(id, caller)
    if (seen === undefined) throw notFound(id)
    return seen
  }

  return {
    see: async (id: string, caller: Caller): Promise<Image | undefined> => (await see(id, caller))?.image,
    /** Rejects with `imageNotFound`, in the same words whether the image is missing or invisible. */
    show: async (id: string, caller: Caller): Promise<Image> => (await look(id, caller)).image,
    /** As `show`, for those who decide more than one rule. */
    look,
    seeDeleted,
    /** As `show`; administrators are shown what is left of a deleted image, too. */
    async lookBack(id: string, caller: Caller): Promise<Image> {
      const image = (await see(id, caller))?.image ?? (policy.isAdmin(caller) && (await seeDeleted(id, caller)))
      if (!image) throw notFound(id)
      return image
    },
    /** As `show`, and then rejects with `forbidden` when the rule does not let the caller do it. */
    async admit(id: string, caller: Caller, rule: RuleName): Promise<Image> {
      const { image, target } = await look(id, caller)
      policy.assertAllows(rule, caller, target, `Image ${id}`)
      return image
    },
    /** Whether the rule lets the caller do it, to an image that is seen, or is of the caller's list. */
    allows: (rule: RuleName, image: Image, caller: Caller): boolean =>
      policy.allows(rule, caller, targetOf(image, caller)),
    /** As `allows`, and rejects with `forbidden` when it does not. */
    assertAllows: (rule: RuleName, image: Image, caller: Caller): void =>
      policy.assertAllows(rule, caller, targetOf(image, caller), `Image ${image.id}`),
  }

  /** An image that the caller is known to see: what others share is there because they share it with the caller. */
  function targetOf(image: Image, caller: Caller): PolicyTarget {
    const isGuest = image.visibility === 'shared' && !owns(caller, image) && !policy.isAdmin(caller)
    return imageTarget(image, isGuest ? caller.projectId : null)
  }
}

export function owns(caller: Caller, image: Pick<Image, 'owner'>): boolean {
  return image.owner !== null && image.owner === caller.projectId
}

/** An image by the names that rules use; `memberId` is the caller's project when the image is shared with it. */
export function imageTarget(
  image: ImageAttributes & { id?: string; status?: string },
  memberId: string | null = null,
): PolicyTarget {
  return {
    ...image.properties,
    id: image.id,
    image_id: image.id,
    name: image.name,
    status: image.status,
    visibility: image.visibility,
    owner: image.owner,
    project_id: image.owner,
    member_id: memberId,
    protected: image.protected,
    os_hidden: image.hidden,
    disk_format: image.diskFormat,
    container_format: image.containerFormat,
    min_disk: image.minDisk,
    min_ram: image.minRam,
  }
}

function notFound(id: string): Problem {
  return new Problem('imageNotFound', `No image with id '${id}'`)
}

function isForEveryone({ visibility }: Pick<Image, 'visibility'>): boolean {
  return visibility === 'public' || visibility === 'community'
}
