import { type DetectedFormat, detected, type Fault } from './detected-format.ts'
import { headerAt, type Probe } from './probe.ts'

/** Before it, boot code and partition tables of hybrid images. */
const SYSTEM_AREA = 32 * 1024
const DESCRIPTOR_BYTES = 2048
/** ISO 9660, and what stands there in an image that is UDF alone. */
const IDENTIFIERS = ['CD001', 'BEA01', 'NSR02', 'NSR03']
const PRIMARY = 1

export function* probeIso(): Probe {
  const { bytes: descriptor, faults } = yield* headerAt(SYSTEM_AREA, DESCRIPTOR_BYTES)
  const identifier = descriptor.toString('latin1', 1, 6)
  if (!IDENTIFIERS.includes(identifier)) return undefined
  const isPrimary = identifier === 'CD001' && descriptor[0] === PRIMARY
  return iso(isPrimary ? BigInt(descriptor.readUInt32LE(80) * descriptor.readUInt16LE(128)) : null, faults)
}

/** Tables of hybrid images bend the rules as a matter of course: firmware has to take the disc for a disk. */
function iso(size: bigint | null, faults: readonly Fault[]): DetectedFormat {
  return { ...detected('iso', size, faults), partitionTable: 'ignored' }
}
