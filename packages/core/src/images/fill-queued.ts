import type { ImageCatalog, ImageContent } from '../ports/image-catalog.ts'
import { Problem } from '../problem.ts'
import type { Image } from './image.ts'
import { assertQueued } from './lifecycle.ts'
import { untilStored } from './until-stored.ts'

/** Gives a queued image what needs no upload. Who began one a moment before has the image. */
export function fillQueued(
  catalog: Pick<ImageCatalog, 'find' | 'update'>,
  id: string,
  content: ImageContent,
  at: Date,
): Promise<Image> {
  return untilStored(id, async () => {
    const image = await catalog.find(id)
    if (image === undefined) throw new Problem('imageGone', `Image ${id} was deleted before it got its data`)
    assertQueued(image)
    return catalog.update(id, image.revision, image, at, content)
  })
}
