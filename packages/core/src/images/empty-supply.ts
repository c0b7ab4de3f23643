import type { ImageCatalog } from '../ports/image-catalog.ts'
import { activate } from './activate.ts'
import { NO_DIGESTS } from './claimed-digests.ts'
import type { Supply } from './data-origin.ts'
import type { ImageData } from './image.ts'

const NO_BYTES: ImageData = { locations: [], size: 0, ...NO_DIGESTS, virtualSize: null }

/** Nothing: that is what the image is to have. */
export function supplyNothing({ catalog, now }: { catalog: ImageCatalog; now: () => Date }): Supply {
  return {
    rules: [],
    admit: async () => undefined,
    deliver: ({ id }) => activate(catalog, id, NO_BYTES, now()),
  }
}
