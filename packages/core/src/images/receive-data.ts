import type { DigestPool } from '../data-path/digest-pool.ts'
import { ingest } from '../data-path/ingest.ts'
import { assertFormat, type FormatSettings } from '../formats/assert-format.ts'
import { createFormatInspector } from '../formats/format-inspector.ts'
import type { ImageCatalog, ProjectLimits } from '../ports/image-catalog.ts'
import { Problem } from '../problem.ts'
import type { Image, ImageData } from './image.ts'
import type { Upload } from './image-data-service.ts'
import { createGrowingReservation } from './storage-reservation.ts'
import type { WritableStore } from './stores.ts'

export interface ReceiveOptions {
  readonly catalog: Pick<ImageCatalog, 'reserve'>
  readonly digests: DigestPool
  readonly hashAlgorithm: string
  /** bytes */
  readonly sizeCap: number
  readonly limits: ProjectLimits
  readonly formats: FormatSettings
  /** Told what is wrong with data that is taken all the same. */
  readonly onWarning: (imageId: string, warnings: readonly string[]) => void
}

/**
 * Brings the bytes of an upload into a store under the key, and answers all that is to be recorded of them: digests are
 * computed, room is reserved and the format is looked at while they pass. Whatever is wrong with them rejects.
 */
export async function receiveData(
  image: Image,
  { store, id }: WritableStore,
  key: string,
  { bytes, declaredSize, checksum: declared }: Upload,
  signal: AbortSignal,
  { catalog, digests: pool, hashAlgorithm, sizeCap, limits, formats, onWarning }: ReceiveOptions,
): Promise<ImageData> {
  const isCounted = limits.bytes >= 0 && declaredSize === undefined
  const reserve = createGrowingReservation((size) => catalog.reserve(key, { size, limits }))
  const inspector = createFormatInspector()
  const { size, digests } = await ingest(bytes, {
    store,
    key,
    signal,
    digests: pool,
    algorithms: ['md5', hashAlgorithm],
    limit: sizeCap,
    declaredSize,
    onBlock(block, received) {
      inspector.update(block)
      return isCounted ? reserve(received) : undefined
    },
  })
  const [checksum = '', hashValue = ''] = digests
  if (declared !== undefined && declared.toLowerCase() !== checksum) {
    throw new Problem('checksumMismatch', `The data has the checksum ${checksum}, not ${declared}`)
  }
  const { virtualSize, warnings } = assertFormat(image, inspector.finish(), size, formats)
  if (warnings.length > 0) onWarning(image.id, warnings)
  return { locations: [{ store: id, key, metadata: {} }], size, checksum, hashAlgorithm, hashValue, virtualSize }
}
