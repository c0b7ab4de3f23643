import type { Image } from '../images/image.ts'
import { Problem } from '../problem.ts'
import { type DetectedFormat, type Fault, FORMATS, type GptCheck } from './detected-format.ts'
import type { Inspection } from './format-inspector.ts'

export interface FormatSettings {
  /** Whether data must be what its image declares; if not, a mismatch is a warning. */
  readonly requireMatch: boolean
  /** Checks of partition tables that only warn. */
  readonly gptNonFatal: readonly GptCheck[]
}

export interface FormatVerdict {
  /** Size that a guest sees, in bytes; null where it is not known. */
  readonly virtualSize: number | null
  /** What is wrong with the data, and let pass. */
  readonly warnings: readonly string[]
}

/**
 * Holds what an image declares against what was found in its data. Throws `formatMismatch` when the data is something
 * else, several things at once, or not safe; the last two whatever the settings, and whatever is declared.
 */
export function assertFormat(
  { diskFormat, containerFormat }: Pick<Image, 'diskFormat' | 'containerFormat'>,
  { formats }: Inspection,
  size: number,
  { requireMatch, gptNonFatal }: FormatSettings,
): FormatVerdict {
  if (containerFormat !== 'bare' || size === 0) return { virtualSize: null, warnings: [] }
  const declared = `The disk format is declared ${diskFormat}`
  const found = onlyOne(withoutInnerTables(formats), declared)
  const warnings = found ? assertSafe(found, declared, gptNonFatal) : []
  if (isAs(diskFormat, found)) return { virtualSize: virtualSizeOf(diskFormat, found, size), warnings }
  const mismatch = `${declared}, but the data is ${found?.name ?? 'raw, or of a format that is not known'}`
  if (requireMatch) throw refusal(`${mismatch}: declare it ${declarable(found)}, or convert it`)
  return { virtualSize: null, warnings: [...warnings, mismatch] }
}

function onlyOne(formats: readonly DetectedFormat[], declared: string): DetectedFormat | undefined {
  if (formats.length < 2) return formats[0]
  const names = formats.map(({ name }) => name).join(' and ')
  throw refusal(`${declared}, but the data is ${names} at once: what it is depends on who opens it`)
}

/** Answers what is let pass. */
function assertSafe({ name, faults }: DetectedFormat, declared: string, letPass: readonly string[]): string[] {
  const fatal = faults.filter(({ check }) => !letPass.includes(check))
  if (fatal.length > 0) throw refusal(`${declared}, and the data is ${name} that is not safe: ${listed(fatal)}`)
  return faults.length > 0 ? [`The data is ${name} that is not safe: ${listed(faults)}`] : []
}

/** A partition table at the start of a hybrid ISO or of a fixed VHD is that of the disk in it, no second format. */
function withoutInnerTables(formats: readonly DetectedFormat[]): readonly DetectedFormat[] {
  const table = formats.find(({ name }) => name === 'gpt')
  const disk = formats.find(({ partitionTable }) => partitionTable !== undefined)
  if (!table || !disk) return formats
  const faults = disk.partitionTable === 'checked' ? [...disk.faults, ...table.faults] : disk.faults
  return formats.filter((format) => format !== table).map((format) => (format === disk ? { ...disk, faults } : format))
}

/** Anything is raw bytes too. Formats that nothing is known of are taken at their word, if the data is nothing else. */
function isAs(declared: string | null, found: DetectedFormat | undefined): boolean {
  return declared === 'raw' || declared === found?.name || (!found && !FORMATS.some((name) => name === declared))
}

/** Partitions and encryption are what is on a raw disk. */
function declarable(found: DetectedFormat | undefined): string {
  return !found || found.name === 'gpt' || found.name === 'luks' ? 'raw' : found.name
}

function virtualSizeOf(declared: string | null, found: DetectedFormat | undefined, size: number): number | null {
  return declared === 'raw' ? size : (found?.virtualSize ?? null)
}

function listed(faults: readonly Fault[]): string {
  return `it ${faults.map(({ reason }) => reason).join(', it ')}`
}

function refusal(message: string): Problem {
  return new Problem('formatMismatch', message)
}
