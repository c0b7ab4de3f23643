import { detected, faultsOf } from './detected-format.ts'
import { dataSize, headerAt, type Probe } from './probe.ts'

const MAGIC = 'LUKS\xba\xbe'
const SECTOR = 512

export function* probeLuks(): Probe {
  const { bytes: header, faults: cut } = yield* headerAt(0, 108)
  if (header.toString('latin1', 0, 6) !== MAGIC) return undefined
  const isFirstVersion = header.readUInt16BE(6) === 1
  const faults = [...cut, ...faultsOf([!isFirstVersion, 'version', 'is of a version other than 1'])]
  if (!isFirstVersion) return detected('luks', null, faults)
  const payload = header.readUInt32BE(104) * SECTOR
  const size = yield* dataSize()
  return detected('luks', BigInt(Math.max(0, size - payload)), faults)
}
