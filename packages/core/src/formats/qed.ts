import { detected, faultsOf } from './detected-format.ts'
import { headerAt, type Probe } from './probe.ts'

/** Nobody uses it any more, and it can name a backing file: it is known only to be refused. */
export function* probeQed(): Probe {
  const { bytes: header } = yield* headerAt(0, 64)
  if (header.toString('latin1', 0, 4) !== 'QED\0') return undefined
  const faults = faultsOf([true, 'banned', 'is of a format that is always refused; convert it to qcow2'])
  return detected('qed', header.readBigUInt64LE(48), faults)
}
