import { type DetectedFormat, detected, type Fault, faultsOf } from './detected-format.ts'
import { bytesAt, type Header, headerAt, lastBytes, type Part, type Probe, type Reading } from './probe.ts'
import { descriptorFaults } from './vmdk-descriptor.ts'
import { isDescriptorFile } from './vmdk-descriptor-file.ts'

const SECTOR = 512
/** Stands for the place of the grain directory when that is in a footer, which then counts instead of the header. */
const IN_FOOTER = 0xffff_ffff_ffff_ffffn
const FOOTER_MARKER = 3

/** Descriptors are a few hundred bytes, with room of 10 KiB; nobody reads beyond 1 MiB of them. */
const DESCRIPTOR_BYTES = 64 * 1024
const DESCRIPTOR_LIMIT = 1024n * 1024n

export function* probeVmdk(): Probe {
  const start = yield* headerAt(0, SECTOR)
  const magic = start.bytes.toString('latin1', 0, 4)
  if (magic === 'KDMV') return yield* sparseExtent(start)
  if (magic === 'COWD') return withoutSize('descriptor', 'has no descriptor')
  if (yield* isDescriptorFile(start.bytes)) {
    return withoutSize('extents', 'is a descriptor alone, whose data would be other files')
  }
  return undefined
}

function withoutSize(check: Fault['check'], reason: string): DetectedFormat {
  return detected('vmdk', null, [{ check, reason }])
}

function* sparseExtent({ bytes: header, faults: cut }: Header): Reading<DetectedFormat> {
  const version = header.readUInt32LE(4)
  const capacity = header.readBigUInt64LE(12)
  const faults = [
    ...cut,
    ...faultsOf(
      [version < 1 || version > 3, 'version', 'is of a version other than 1 to 3'],
      // Programs then read the descriptor as a list of files.
      [capacity === 0n, 'size', 'has no size'],
    ),
    ...(yield* readDescriptor(header)),
  ]
  const end = header.readBigUInt64LE(56) === IN_FOOTER ? footerFaults(header, yield* lastBytes()) : []
  return detected('vmdk', capacity * BigInt(SECTOR), [...faults, ...end])
}

function* readDescriptor(header: Buffer): Reading<Fault[]> {
  const place = header.readBigUInt64LE(28)
  const room = header.readBigUInt64LE(36) * BigInt(SECTOR)
  // Programs look for it behind the header, whatever the header says.
  if (place !== 1n) return badDescriptor('has no descriptor behind its header')
  if (room > DESCRIPTOR_LIMIT) return badDescriptor('has a descriptor that is too large')
  const bytes = yield* bytesAt(SECTOR, Math.min(Number(room), DESCRIPTOR_BYTES))
  if (!bytes) return badDescriptor('ends within its descriptor')
  const text = textOf(bytes)
  if (text === '') return badDescriptor('has no descriptor behind its header')
  if (text.length === DESCRIPTOR_BYTES) return badDescriptor('has a descriptor that is too large')
  return descriptorFaults(text)
}

function badDescriptor(reason: string): Fault[] {
  return [{ check: 'descriptor', reason }]
}

/** Text ends with the first NUL. */
function textOf(bytes: Buffer): string {
  const end = bytes.indexOf(0)
  return bytes.toString('latin1', 0, end < 0 ? bytes.length : end)
}

/** The end is a marker, the footer, and the end-of-stream marker, a sector each. */
function footerFaults(header: Buffer, { bytes, offset }: Part): Fault[] {
  if (bytes.length < 3 * SECTOR || offset % SECTOR !== 0) return [{ check: 'footer', reason: 'has no footer' }]
  const footer = bytes.subarray(SECTOR, 2 * SECTOR)
  // Magic and version, capacity, place and size of the descriptor.
  const isCopy = [
    [0, 8],
    [12, 20],
    [28, 44],
  ].every(([from, to]) => header.subarray(from, to).equals(footer.subarray(from, to)))
  const hasMarker = bytes.readUInt32LE(8) === 0 && bytes.readUInt32LE(12) === FOOTER_MARKER
  return faultsOf(
    [!hasMarker, 'footer', 'has no marker before its footer'],
    [!isCopy, 'footer', 'has a footer that differs from its header'],
    [footer.readBigUInt64LE(56) === IN_FOOTER, 'footer', 'has a footer that refers to another'],
    [bytes.subarray(2 * SECTOR).some((byte) => byte !== 0), 'footer', 'has no end-of-stream marker'],
  )
}
