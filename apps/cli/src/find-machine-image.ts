import type { UForgeClient, UForgeImage } from '@vitrine/client'
import { Failure } from './failure.ts'

/** The machine image of this id, whichever appliance it is of. */
export async function findMachineImage(
  { machineImages }: UForgeClient,
  id: string,
  signal: AbortSignal,
): Promise<UForgeImage> {
  const found = (await machineImages.listAll({ signal })).find(({ dbId }) => String(dbId) === id)
  if (found) return found
  throw new Failure(`There is no machine image ${id}: 'vitrine machine-image list' has those that there are`)
}
