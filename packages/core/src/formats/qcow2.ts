import { detected, faultsOf } from './detected-format.ts'
import { headerAt, type Probe } from './probe.ts'

const MAGIC = 0x514649fb
/** Of version 3, and enough for version 2. */
const HEADER_BYTES = 104

/** Bits of version 3 that whoever opens an image has to know. */
const DATA_FILE = 1n << 2n
/** Dirty, corrupt, data file, compression type, extended L2. */
const KNOWN_FEATURES = 0b11111n

export function* probeQcow2(): Probe {
  const { bytes: header, faults: cut } = yield* headerAt(0, HEADER_BYTES)
  if (header.readUInt32BE(0) !== MAGIC) return undefined
  const version = header.readUInt32BE(4)
  const features = version === 3 ? header.readBigUInt64BE(72) : 0n
  const faults = faultsOf(
    [version !== 2 && version !== 3, 'version', 'is of a version other than 2 and 3'],
    [header.readBigUInt64BE(8) !== 0n, 'backing_file', 'names a backing file; flatten it'],
    [(features & DATA_FILE) !== 0n, 'data_file', 'keeps its data in another file'],
    [(features & ~KNOWN_FEATURES) !== 0n, 'unknown_features', 'has features that are not known'],
    [version === 3 && header.readUInt32BE(100) < HEADER_BYTES, 'structure', 'has a header that is too short'],
  )
  return detected('qcow2', header.readBigUInt64BE(24), [...cut, ...faults])
}
