import type { Caller } from '../ports/identity.ts'
import type { ImageCatalog } from '../ports/image-catalog.ts'
import { Problem } from '../problem.ts'
import type { ImageAccess } from './access.ts'
import type { ActivationStatus } from './image.ts'

export type ImageActivationService = ReturnType<typeof createImageActivationService>

/** Takes the data of images out of use, and puts it back. What that means for downloads, `ImageDataService` decides. */
export function createImageActivationService(deps: {
  readonly catalog: ImageCatalog
  readonly access: ImageAccess
  readonly now: () => Date
}) {
  const { catalog, access, now } = deps

  async function move(
    id: string,
    caller: Caller,
    action: 'deactivate' | 'reactivate',
    from: ActivationStatus,
    to: ActivationStatus,
  ): Promise<void> {
    const { status } = await access.admit(id, caller, action)
    if (status === to) return
    if (status !== from) {
      throw new Problem('forbidden', `Image ${id} is ${status}: only one that is ${from} can be ${action}d`)
    }
    if (await catalog.moveStatus(id, from, to, now())) return
    // Somebody else was faster: what the image has become in this moment decides.
    await move(id, caller, action, from, to)
  }

  return {
    /** Nothing changes when the image is deactivated already. */
    deactivate: (id: string, caller: Caller) => move(id, caller, 'deactivate', 'active', 'deactivated'),
    /** Nothing changes when the image is active already. */
    reactivate: (id: string, caller: Caller) => move(id, caller, 'reactivate', 'deactivated', 'active'),
  }
}
