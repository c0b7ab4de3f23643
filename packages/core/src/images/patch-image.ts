import type { Image } from './image.ts'
import { applyPatch } from './image-patch.ts'
import type { PatchDialect, PatchItem } from './json-patch.ts'

/**
 * Applies a whole patch, in order: each operation on an attribute by `applyPatch`, each on the places of the data by
 * `changeLocations`. The first that is refused refuses all.
 */
export async function patchImage(
  image: Image,
  items: readonly PatchItem[],
  dialect: PatchDialect,
  rules: {
    readonly checkValue: (attribute: string, value: unknown) => void
    readonly changeLocations: (image: Image, item: PatchItem) => Promise<Image>
  },
): Promise<Image> {
  let patched = image
  for (const item of items) {
    patched =
      item.path[0] === 'locations'
        ? await rules.changeLocations(patched, item)
        : applyPatch(patched, [item], dialect, rules.checkValue)
  }
  return patched
}
