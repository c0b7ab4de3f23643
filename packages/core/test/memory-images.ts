import type { Image, ImageCatalog } from '../src/index.ts'
import { anImage, stub } from './builders.ts'

/** As much of a catalogue of images as their data needs. `kept` has them, also those that are deleted. */
export function createMemoryImages(...images: readonly Image[]) {
  const kept = new Map(images.map((image) => [image.id, image]))
  const living = (id: string) => {
    const image = kept.get(id)
    return image?.deletedAt ? undefined : image
  }
  const change = (image: Image, changes: Partial<Image>): Image => {
    const changed = { ...image, ...changes, revision: image.revision + 1 }
    kept.set(image.id, changed)
    return changed
  }
  const move = (id: string, from: Image['status'], changes: Partial<Image>): boolean => {
    const image = living(id)
    if (image?.status !== from) return false
    change(image, changes)
    return true
  }

  const catalog = stub<ImageCatalog>({
    async insert(wanted) {
      const image = anImage({ ...wanted, status: 'queued', updatedAt: wanted.createdAt })
      kept.set(image.id, image)
      return image
    },
    find: async (id) => living(id),
    findDeleted: async (id) => (living(id) ? undefined : kept.get(id)),
    findMember: async () => undefined,
    async update(id, revision, attributes, updatedAt, content) {
      const image = living(id)
      return image?.revision === revision ? change(image, { ...attributes, updatedAt, ...content }) : undefined
    },
    async delete(id, revision, deletedAt) {
      const image = living(id)
      if (image?.revision !== revision) return false
      change(image, { status: 'deleted', data: image.data && { ...image.data, locations: [] }, deletedAt })
      return true
    },
    moveStatus: async (id, from, status) => move(id, from, { status }),
    beginUpload: async (id) => move(id, 'queued', { status: 'saving' }),
    completeUpload: async (id, _key, data) => move(id, 'saving', { status: 'active', data }),
    async abandonUpload(id, _blob, _at, status = 'queued') {
      move(id, 'saving', { status })
      return true
    },
  })
  return { catalog, kept }
}
