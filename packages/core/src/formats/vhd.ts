import { type DetectedFormat, detected, faultsOf } from './detected-format.ts'
import { type Header, headerAt, lastBytes, type Part, type Probe } from './probe.ts'

const FOOTER_BYTES = 512
const CHECKSUM = 64
const FIXED = 2
const DIFFERENCING = 4

/** Dynamic disks begin with a copy of their footer. Fixed ones are the bytes of the disk, and the footer behind them. */
export function* probeVhd(): Probe {
  const start = yield* headerAt(0, FOOTER_BYTES)
  const end = footerOf(yield* lastBytes())
  if (isFooter(start.bytes)) return dynamicDisk(start, end?.bytes)
  return end && isFixedDisk(end) ? fixedDisk(end.bytes) : undefined
}

function footerOf({ bytes, offset }: Part): Part | undefined {
  const skipped = bytes.length - FOOTER_BYTES
  if (skipped < 0) return undefined
  const footer = bytes.subarray(skipped)
  return isFooter(footer) ? { bytes: footer, offset: offset + skipped } : undefined
}

function isFooter(bytes: Buffer): boolean {
  return bytes.toString('latin1', 0, 8) === 'conectix'
}

const currentSize = (footer: Buffer) => footer.readBigUInt64BE(48)
const diskType = (footer: Buffer) => footer.readUInt32BE(60)

function dynamicDisk({ bytes: start, faults: cut }: Header, end: Buffer | undefined): DetectedFormat {
  const footers = end ? [start, end] : [start]
  // Some programs read the one, some the other.
  const differs = footers.some(
    (footer) => currentSize(footer) !== currentSize(start) || diskType(footer) !== diskType(start),
  )
  const faults = faultsOf(
    [footers.some((footer) => diskType(footer) === DIFFERENCING), 'parent', 'has a parent; flatten it'],
    [differs, 'footer', 'has a footer that differs from the copy at its start'],
  )
  return detected('vhd', currentSize(start), [...cut, ...faults])
}

/** The last sector of any disk may look like a footer by chance, or because a VHD is kept on it. */
function isFixedDisk({ bytes, offset }: Part): boolean {
  return diskType(bytes) === FIXED && currentSize(bytes) === BigInt(offset) && hasChecksum(bytes)
}

function hasChecksum(footer: Buffer): boolean {
  const summed = Buffer.from(footer).fill(0, CHECKSUM, CHECKSUM + 4)
  const sum = summed.reduce((total, byte) => total + byte, 0)
  return footer.readInt32BE(CHECKSUM) === ~sum
}

function fixedDisk(footer: Buffer): DetectedFormat {
  return { ...detected('vhd', currentSize(footer), []), partitionTable: 'checked' }
}
