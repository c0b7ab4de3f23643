import { detected, faultsOf } from './detected-format.ts'
import { headerAt, type Probe } from './probe.ts'

const MAGIC = 0xbeda107f
/** Image types that keep changes to another disk, which they name by its id. */
const UNDO = 3
const DIFFERENCING = 4

export function* probeVdi(): Probe {
  const { bytes: header, faults: cut } = yield* headerAt(0, 512)
  if (header.readUInt32LE(0x40) !== MAGIC) return undefined
  const type = header.readUInt32LE(0x4c)
  const faults = faultsOf([type === UNDO || type === DIFFERENCING, 'parent', 'has a parent; flatten it'])
  return detected('vdi', header.readBigUInt64LE(0x170), [...cut, ...faults])
}
