import type { Caller } from '../ports/identity.ts'
import type { ImageCatalog } from '../ports/image-catalog.ts'
import { Problem } from '../problem.ts'
import type { ImageAccess } from './access.ts'
import { assertWithinQuota } from './attribute-rules.ts'
import { uniqueTags } from './image-patch.ts'

export type ImageTagService = ReturnType<typeof createImageTagService>

/** One tag at a time, whatever others do to the rest; `ImageService.update` replaces all of them. */
export function createImageTagService(deps: {
  readonly catalog: ImageCatalog
  readonly access: ImageAccess
  /** Tags of one image; negative: unlimited. */
  readonly quota: number
  readonly now: () => Date
}) {
  const { catalog, access, quota, now } = deps

  return {
    /** Nothing changes when the image has the tag. */
    async add(imageId: string, tag: string, caller: Caller): Promise<void> {
      await access.admit(imageId, caller, 'modify_image')
      await catalog.changeTags(imageId, now(), (tags) => {
        if (tags.includes(tag)) return tags
        assertWithinQuota('tags', quota, tags.length + 1, tags.length)
        return uniqueTags([...tags, tag])
      })
    },

    async remove(imageId: string, tag: string, caller: Caller): Promise<void> {
      await access.admit(imageId, caller, 'modify_image')
      await catalog.changeTags(imageId, now(), (tags) => {
        if (!tags.includes(tag)) throw new Problem('tagNotFound', `Image ${imageId} has no tag '${tag}'`)
        return tags.filter((other) => other !== tag)
      })
    },
  }
}
