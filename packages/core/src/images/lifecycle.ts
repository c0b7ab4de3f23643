import { Problem, type ProblemCode } from '../problem.ts'
import type { Image, ImageStatus } from './image.ts'

/** Statuses whose bytes a caller with the right to download may read. */
export function hasReadableData(status: ImageStatus): boolean {
  return status === 'active' || status === 'deactivated'
}

/** Data goes into a `queued` image whose formats are known; anything else is refused before a byte is read. */
export function assertReadyForUpload(image: Image): void {
  assertQueued(image)
  assertFormatsKnown(image)
}

/** Once an image has had data, no other takes its place under the same id (faults S5, S6). */
export function assertQueued({ id, status }: Image, code: ProblemCode = 'statusConflict'): void {
  if (status !== 'queued') throw new Problem(code, `Image ${id} is ${status}: it takes data only while it is queued`)
}

export type DeclaredFormats = Pick<Image, 'id' | 'diskFormat' | 'containerFormat'>

/** Without them nobody could use the data. */
export function assertFormatsKnown(image: DeclaredFormats): void {
  const missing = [
    image.diskFormat === null ? 'disk_format' : undefined,
    image.containerFormat === null ? 'container_format' : undefined,
  ].filter((name) => name !== undefined)
  if (missing.length > 0) {
    throw new Problem('formatsMissing', `Set ${missing.join(' and ')} of image ${image.id} before it gets its data`)
  }
}
