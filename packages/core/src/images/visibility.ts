import type { Caller } from '../ports/identity.ts'
import { Problem } from '../problem.ts'
import { owns } from './access.ts'
import type { ImageAttributes, Visibility } from './image.ts'
import { VISIBILITIES } from './image.ts'
import type { ListScope } from './image-query.ts'

/** Who may give an image these two attributes: the public and other projects concern administrators. */
export function assertMayPublish(
  caller: Caller,
  next: Pick<ImageAttributes, 'visibility' | 'owner'>,
  before?: Pick<ImageAttributes, 'visibility' | 'owner'>,
): void {
  if (caller.isAdmin) return
  if (next.visibility === 'public' && before?.visibility !== 'public') {
    throw new Problem('forbidden', 'Only administrators may make an image public')
  }
  if (next.owner !== before?.owner && !owns(caller, next)) {
    throw new Problem('forbidden', `Attribute 'owner' may be set to another project by administrators only`)
  }
}

/** The set a list starts from: `community` images of other projects only when they are asked for. */
export function listScope(caller: Caller, asked: Visibility | 'all' | undefined): ListScope {
  return {
    projectId: caller.projectId,
    everyone: caller.isAdmin,
    othersCommunity: asked === 'community' || asked === 'all',
    visibilities: asked === undefined || asked === 'all' ? VISIBILITIES : [asked],
  }
}
