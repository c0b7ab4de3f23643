import { Problem } from '../problem.ts'

/** How often a change is decided anew when other writers keep changing the same image. */
const ATTEMPTS = 10

/** Decides on a change of an image and stores it: once more whenever it answers undefined, because another writer came between. */
export async function untilStored<T>(imageId: string, decideAndStore: () => Promise<T | undefined>): Promise<T> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const stored = await decideAndStore()
    if (stored !== undefined) return stored
  }
  throw new Problem('updateConflict', `Image ${imageId} keeps being changed by others: try again`)
}
