import { Problem } from '../problem.ts'
import type { Image, ImageStatus } from './image.ts'

/** Statuses whose bytes a caller with the right to download may read. */
export function hasReadableData(status: ImageStatus): boolean {
  return status === 'active' || status === 'deactivated'
}

/** Data goes into a `queued` image whose formats are known; anything else is refused before a byte is read. */
export function assertReadyForUpload(image: Image): void {
  if (image.status !== 'queued') {
    throw new Problem(
      'statusConflict',
      `Image ${image.id} is ${image.status}: data can be uploaded only while it is queued`,
    )
  }
  assertFormatsKnown(image)
}

/** Without them nobody could use the data. */
export function assertFormatsKnown(image: Image): void {
  const missing = [
    image.diskFormat === null ? 'disk_format' : undefined,
    image.containerFormat === null ? 'container_format' : undefined,
  ].filter((name) => name !== undefined)
  if (missing.length > 0) {
    throw new Problem('formatsMissing', `Set ${missing.join(' and ')} of image ${image.id} before it gets its data`)
  }
}
