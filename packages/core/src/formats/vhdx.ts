import { type DetectedFormat, detected, faultsOf } from './detected-format.ts'
import { bytesAt, type Probe } from './probe.ts'

const KIB = 1024
/** Some programs read the second when the first is damaged. */
const REGION_TABLES = [192 * KIB, 256 * KIB] as const
const TABLE_BYTES = 64 * KIB
/** As many as a table has room for behind its header. */
const MAX_ENTRIES = 2047
const ENTRY_BYTES = 32

/** GUIDs as they are stored. */
const METADATA_REGION = '06a27c8b90479a4bb8fe575f050f886e'
const VIRTUAL_DISK_SIZE = '2442a52f1bcd7648b2115dbed83bf4b8'
const PARENT_LOCATOR = '2d5fd3a80bb34d45abf7d3d84834ab0c'

export function* probeVhdx(): Probe {
  const identifier = yield* bytesAt(0, 8)
  if (identifier?.toString('latin1') !== 'vhdxfile') return undefined
  const [first, second] = [yield* bytesAt(REGION_TABLES[0], TABLE_BYTES), yield* bytesAt(REGION_TABLES[1], TABLE_BYTES)]
  if (!first || !second?.equals(first)) return damaged('has no second region table, or one that differs')
  const regions = entriesOf(first, 'regi', { headerBytes: 16, countAt: 8, countBytes: 4 })
  const region = regions?.get(METADATA_REGION)
  if (!region) return damaged('has no region table that leads to its metadata')
  const offset = Number(region.readBigUInt64LE(16))
  const items = entriesOf(yield* bytesAt(offset, TABLE_BYTES), 'metadata', {
    headerBytes: 32,
    countAt: 10,
    countBytes: 2,
  })
  const item = items?.get(VIRTUAL_DISK_SIZE)
  const size = item && (yield* bytesAt(offset + item.readUInt32LE(16), 8))
  if (!items || !size) return damaged('has no metadata that tells its size')
  const faults = faultsOf([items.has(PARENT_LOCATOR), 'parent', 'has a parent; flatten it'])
  return detected('vhdx', size.readBigUInt64LE(), faults)
}

/** Both tables of the format are a header and entries that begin with a GUID. Undefined when it is none. */
function entriesOf(
  bytes: Buffer | undefined,
  signature: string,
  header: { readonly headerBytes: number; readonly countAt: number; readonly countBytes: number },
): Map<string, Buffer> | undefined {
  if (bytes?.toString('latin1', 0, signature.length) !== signature) return undefined
  const count = bytes.readUIntLE(header.countAt, header.countBytes)
  if (count > MAX_ENTRIES) return undefined
  const entries = Array.from({ length: count }, (_, index) => {
    const start = header.headerBytes + index * ENTRY_BYTES
    return bytes.subarray(start, start + ENTRY_BYTES)
  })
  return new Map(entries.map((entry) => [entry.toString('hex', 0, 16), entry]))
}

function damaged(reason: string): DetectedFormat {
  return detected('vhdx', null, [{ check: 'structure', reason }])
}
