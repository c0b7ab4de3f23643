import { createLocationChanges } from './location-changes.ts'
import { createLocationImport } from './location-import.ts'
import { createLocationView } from './location-view.ts'

export type ImageLocationService = ReturnType<typeof createImageLocationService>

/** Where the data of images lies: who is shown it, and who may say it. */
export function createImageLocationService(
  deps: Parameters<typeof createLocationView>[0] &
    Parameters<typeof createLocationChanges>[0] &
    Parameters<typeof createLocationImport>[0],
) {
  return { ...createLocationView(deps), ...createLocationChanges(deps), ...createLocationImport(deps) }
}
