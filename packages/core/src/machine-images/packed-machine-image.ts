import { Problem, type ProblemCode } from '../problem.ts'
import type { GenerationStatus, MachineImage, MachineImageFile } from './machine-image.ts'

/** One that can be downloaded: its file is the data of an image of the catalogue. */
export interface PackedMachineImage extends MachineImage {
  readonly imageId: string
  readonly file: MachineImageFile
}

const NOTHING_YET = ['generationUnfinished', 'it is not finished'] as const

const WHY_NOT: Record<Exclude<GenerationStatus, 'complete'>, readonly [ProblemCode, string]> = {
  waiting: NOTHING_YET,
  running: NOTHING_YET,
  failed: ['generationFailed', 'its generation has failed: generate it again'],
  cancelled: ['generationCancelled', 'its generation was cancelled: generate it again'],
}

export function isPacked(machineImage: MachineImage): machineImage is PackedMachineImage {
  const { compress, file, imageId } = machineImage
  return compress && file !== null && imageId !== null
}

/** Throws a problem for each reason why there is nothing to download. */
export function assertPacked(machineImage: MachineImage): PackedMachineImage {
  if (isPacked(machineImage)) return machineImage
  const { id, status } = machineImage
  const [code, why] =
    status === 'complete'
      ? (['machineImageNotPacked', "it was generated without 'compress', and can be had as an image"] as const)
      : WHY_NOT[status]
  throw new Problem(code, `Of machine image ${id} there is nothing to download: ${why}`)
}
