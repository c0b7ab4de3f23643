import { untilStored } from '../images/until-stored.ts'
import type { ImageCatalog } from '../ports/image-catalog.ts'

/** Removes an image that a generation had begun: it is the generation's own, whatever its caller may delete. */
export type DiscardImage = (id: string) => Promise<void>

export function createDiscardImage(deps: {
  readonly imageCatalog: Pick<ImageCatalog, 'find' | 'delete'>
  readonly now: () => Date
  readonly onDeleted: (imageId: string) => void
}): DiscardImage {
  const { imageCatalog, now, onDeleted } = deps

  return async (id) => {
    const isDeleted = await untilStored(id, async () => {
      const image = await imageCatalog.find(id)
      if (image === undefined) return false
      return (await imageCatalog.delete(id, image.revision, now())) || undefined
    })
    if (isDeleted) onDeleted(id)
  }
}
