import { detected, type Fault, faultsOf } from './detected-format.ts'
import { bytesAt, dataSize, type Probe } from './probe.ts'

const SIGNATURE = 0xaa55
const ENTRIES = [446, 462, 478, 494] as const
const PROTECTIVE = 0xee
/** Head 0, sector 2, track 0: where the GPT begins, behind the sector that protects it. */
const PROTECTIVE_START = 0x000200
const FIXED_DISK = 0xf8

/** A partition table: a GPT behind its protective MBR, or an MBR alone. */
export function* probeGpt(): Probe {
  const sector = yield* bytesAt(0, 512)
  if (sector?.readUInt16LE(510) !== SIGNATURE || isFileSystem(sector)) return undefined
  return detected('gpt', BigInt(yield* dataSize()), tableFaults(sector))
}

/** The boot sector of a file system has the same signature, and code or text where a table would be. */
function isFileSystem(sector: Buffer): boolean {
  const isFat = sector[0x10] === 2 && sector[0x15] === FIXED_DISK
  return isFat || ['NTFS    ', 'EXFAT   '].includes(sector.toString('latin1', 3, 11))
}

function tableFaults(sector: Buffer): Fault[] {
  const entries = ENTRIES.map((at) => ({
    bootFlag: sector.readUInt8(at),
    start: sector.readUIntBE(at + 1, 3),
    type: sector.readUInt8(at + 4),
    firstSector: sector.readUInt32LE(at + 8),
  }))
  const used = entries.filter(({ type }) => type !== 0)
  const guard = entries.find(({ type }) => type === PROTECTIVE)
  return faultsOf(
    [entries.some(({ bootFlag }) => (bootFlag & 0x7f) !== 0), 'mbr', 'has a partition whose boot flag is not 00 or 80'],
    [used.length === 0, 'mbr', 'has a partition table without partitions'],
    [
      guard !== undefined && (guard.start !== PROTECTIVE_START || guard.firstSector !== 1),
      'mbr',
      'has a protective partition that begins at the wrong place',
    ],
    [
      guard !== undefined && (used.length > 1 || guard !== entries[0]),
      'mbr',
      'has other partitions in its MBR than the one that protects the GPT',
    ],
  )
}
