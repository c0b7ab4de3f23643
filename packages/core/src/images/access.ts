import type { Caller } from '../ports/identity.ts'
import { Problem } from '../problem.ts'
import type { Image } from './image.ts'

export function owns(caller: Caller, image: Pick<Image, 'owner'>): boolean {
  return image.owner !== null && image.owner === caller.projectId
}

/** Whether the caller may know that the image exists. An image without owner is for administrators (fault S18). */
export function canSee(caller: Caller, image: Pick<Image, 'owner' | 'visibility'>): boolean {
  if (caller.isAdmin || owns(caller, image)) return true
  return image.visibility === 'public' || image.visibility === 'community'
}

/** Invisible is told as missing (404); visible but somebody else's as forbidden (403). */
export function assertMayChange(caller: Caller, image: Pick<Image, 'id' | 'owner'>): void {
  if (caller.isAdmin || owns(caller, image)) return
  throw new Problem('forbidden', `Image ${image.id} belongs to another project: only its owner may change it`)
}

/** Who may download: everyone who sees the image, but data of a deactivated one goes to administrators only. */
export function assertMayDownload(caller: Caller, image: Pick<Image, 'id' | 'status'>): void {
  if (image.status === 'deactivated' && !caller.isAdmin) {
    throw new Problem('forbidden', `Image ${image.id} is deactivated: its data cannot be downloaded`)
  }
}
