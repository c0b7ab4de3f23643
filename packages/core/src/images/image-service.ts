import { randomUUID } from 'node:crypto'
import type { Caller } from '../ports/identity.ts'
import type { ImageCatalog, NewImage } from '../ports/image-catalog.ts'
import { Problem } from '../problem.ts'
import { assertMayChange, canSee } from './access.ts'
import { assertWithinQuotas, type ImageQuotas } from './attribute-rules.ts'
import type { Image, ImageAttributes } from './image.ts'
import type { ImageQuery } from './image-query.ts'
import { assertMayPublish } from './visibility.ts'

export type ImageService = ReturnType<typeof createImageService>

/** How often a change is decided anew when other writers keep changing the same image. */
const ATTEMPTS = 10

/** Records of images: who may create, see, change and delete them. Data is `ImageDataService`'s. */
export function createImageService(deps: {
  readonly catalog: ImageCatalog
  readonly quotas: ImageQuotas
  readonly now: () => Date
  /** Called when a record is gone, so that its bytes can follow. */
  readonly onDeleted: (id: string) => void
}) {
  const { catalog, quotas, now } = deps

  /** An image that the caller may not see is missing, in every operation. */
  async function show(id: string, caller: Caller): Promise<Image> {
    const image = await catalog.find(id)
    if (!image || !canSee(caller, image)) throw new Problem('imageNotFound', `No image with id '${id}'`)
    return image
  }

  /** Decides and stores; once more whenever `store` answers undefined, because another writer came between. */
  async function change<T>(id: string, caller: Caller, store: (image: Image) => Promise<T | undefined>): Promise<T> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const image = await show(id, caller)
      assertMayChange(caller, image)
      const stored = await store(image)
      if (stored !== undefined) return stored
    }
    throw new Problem('updateConflict', `Image ${id} keeps being changed by others: try again`)
  }

  return {
    show,

    async create(
      wanted: Partial<Omit<NewImage, 'createdAt'>> & Pick<NewImage, 'properties' | 'tags'>,
      caller: Caller,
    ): Promise<Image> {
      const image: NewImage = {
        id: randomUUID(),
        name: null,
        visibility: 'shared',
        owner: caller.projectId,
        protected: false,
        hidden: false,
        diskFormat: null,
        containerFormat: null,
        minDisk: 0,
        minRam: 0,
        ...wanted,
        createdAt: now(),
      }
      assertMayPublish(caller, image)
      assertWithinQuotas(quotas, image)
      return catalog.insert(image)
    },

    /** A marker that the caller may not see is as unknown as one that does not exist (fault S13). */
    async list(query: ImageQuery, caller: Caller): Promise<Image[]> {
      if (query.marker !== undefined) {
        const last = await catalog.find(query.marker)
        if (!last || !canSee(caller, last)) throw unknownMarker()
      }
      return catalog.list(query)
    },

    /** `decide` may run several times: once more whenever another writer came between. */
    async update(id: string, caller: Caller, decide: (image: Image) => ImageAttributes): Promise<Image> {
      return change(id, caller, async (image) => {
        const attributes = decide(image)
        if (attributes === image) return image
        assertMayPublish(caller, attributes, image)
        assertWithinQuotas(quotas, attributes, image)
        return catalog.update(id, image.revision, attributes, now())
      })
    },

    async delete(id: string, caller: Caller): Promise<void> {
      await change(id, caller, async (image) => {
        if (image.protected) {
          throw new Problem('imageProtected', `Image ${id} is protected: set 'protected' to false before deleting it`)
        }
        return (await catalog.delete(id, image.revision, now())) || undefined
      })
      deps.onDeleted(id)
    },
  }
}

function unknownMarker(): Problem {
  return new Problem('queryInvalid', `'marker' is not the id of an image in this list`)
}
