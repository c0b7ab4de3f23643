import { Problem } from '../problem.ts'
import { isDigest } from './claimed-digests.ts'

/** What a request says of data that is not here yet. */
export interface SaidOfData {
  /** bytes */
  readonly size?: number | undefined
  /** md5 in hex */
  readonly checksum?: string | undefined
}

/** Refuses a checksum that no data can have. */
export function assertChecksum(checksum: string | undefined): void {
  if (checksum === undefined || isDigest('md5', checksum)) return
  throw new Problem('attributeInvalid', `'checksum' is not md5 in hex`)
}

/** Refuses data elsewhere whose server says that it has another size; not all of them say one. */
export function assertSize({ size: said }: SaidOfData, size: number | undefined): void {
  if (said === undefined || size === undefined || said === size) return
  throw new Problem('digestConflict', `What lies at the URL has ${size} bytes, not ${said}`)
}
