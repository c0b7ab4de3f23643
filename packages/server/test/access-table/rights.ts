import type { RuleName } from '@vitrine/core'
import { ACCEPTED, CALLERS, type CallerKind, OWNER, PENDING, SHARER } from './callers.ts'
import { IMAGES, type ImageKind } from './images.ts'

/** What a caller is to an image. */
type Relation = 'owner' | 'sharer' | 'viewer' | 'none'
type Role = 'reader' | 'member' | 'service' | 'admin'

/**
 * The policy table of the Image API, in words of its own rather than in the rule language: the least role, and what the
 * caller has to be to the image. Administrators pass always.
 */
export const POLICY = {
  add_image: { role: 'member' },
  get_images: { role: 'reader' },
  get_image: { role: 'reader', relations: ['owner', 'sharer', 'viewer'] },
  modify_image: { role: 'member', relations: ['owner'] },
  delete_image: { role: 'member', relations: ['owner'] },
  publicize_image: { role: 'admin' },
  communitize_image: { role: 'member', relations: ['owner'] },
  deactivate: { role: 'member', relations: ['owner'] },
  reactivate: { role: 'member', relations: ['owner'] },
  upload_image: { role: 'member', relations: ['owner'] },
  download_image: { role: 'member', relations: ['owner', 'sharer', 'viewer'] },
  download_from_store: { role: 'member', relations: ['owner', 'sharer', 'viewer'] },
  copy_from: { role: 'admin' },
  stores_info_detail: { role: 'service' },
  get_image_location: { role: 'reader', relations: ['owner'] },
  set_image_location: { role: 'member', relations: ['owner'] },
  delete_image_location: { role: 'admin' },
  // And services, for whatever they see.
  add_image_location: { role: 'member', relations: ['owner'] },
  fetch_image_location: { role: 'service' },
  add_member: { role: 'member', relations: ['owner'] },
  get_members: { role: 'reader', relations: ['owner', 'sharer'] },
  get_member: { role: 'reader', relations: ['owner', 'sharer'] },
  modify_member: { role: 'member', relations: ['sharer'] },
  delete_member: { role: 'member', relations: ['owner'] },
  tasks_api_access: { role: 'admin' },
  add_task: {},
  get_task: {},
  get_tasks: {},
  modify_task: {},
} satisfies Partial<Record<RuleName, { role?: Role; relations?: Relation[] }>>

export type Rule = keyof typeof POLICY

export function isAdmin(caller: CallerKind): boolean {
  return caller === 'administrator'
}

function relationOf(caller: CallerKind, image: ImageKind): Relation {
  const { projectId } = CALLERS[caller]
  const { visibility, owner } = IMAGES[image]
  if (projectId === owner && owner !== null) return 'owner'
  if (visibility === 'public' || visibility === 'community') return 'viewer'
  const isSharer = projectId === ACCEPTED || projectId === PENDING || projectId === SHARER
  return visibility === 'shared' && isSharer ? 'sharer' : 'none'
}

/** Whether the rule lets the caller, to this image or, without one, to a new one of its own. */
export function lets(rule: Rule, caller: CallerKind, image?: ImageKind): boolean {
  const { role, relations }: { role?: Role; relations?: readonly Relation[] } = POLICY[rule]
  const { isSystem, domainId, roles }: { isSystem: boolean; domainId: string | null; roles: readonly string[] } =
    CALLERS[caller]
  if (isSystem || domainId !== null) return false
  if (isAdmin(caller)) return true
  if (role !== undefined && !roles.includes(role)) return false
  return image === undefined || relations === undefined || relations.includes(relationOf(caller, image))
}

/** Invisible images do not exist for the caller. */
export function sees(caller: CallerKind, image: ImageKind): boolean {
  return lets('get_image', caller, image)
}

/** Whether the caller may know of one project that an image is shared with: all of them are its owner's business. */
export function knowsMember(caller: CallerKind, member: string): boolean {
  const { projectId } = CALLERS[caller]
  return isAdmin(caller) || projectId === OWNER || projectId === member
}
