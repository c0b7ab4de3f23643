import type { Handlers } from '@vitrine/api-types'
import type { ImageTagService } from '@vitrine/core'
import type { HandlerContext } from '../http/dispatch.ts'
import { HttpError } from '../http/http-error.ts'
import type { AttributeSchema } from '../wire/attribute-schema.ts'

export const imageTagOperations = ({ tags, attributes }: { tags: ImageTagService; attributes: AttributeSchema }) =>
  ({
    addTag: async ({ path, caller }) => {
      assertOneSegment(path.tag)
      attributes.check('tags', [path.tag])
      await tags.add(path.image_id, path.tag, caller)
      return { status: 204 }
    },

    deleteTag: async ({ path, caller }) => {
      assertOneSegment(path.tag)
      await tags.remove(path.image_id, path.tag, caller)
      return { status: 204 }
    },
  }) satisfies Pick<Handlers<HandlerContext>, 'addTag' | 'deleteTag'>

/** To this API a slash ends a name even where it is escaped, so nothing is here. */
function assertOneSegment(tag: string): void {
  if (tag.includes('/')) throw new HttpError(404, `No path leads to the tag '${tag}': change it as one of all 'tags'`)
}
