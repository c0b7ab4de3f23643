/** The structured formats that are recognised; what is none of them is raw bytes. */
export const FORMATS = ['qcow2', 'vmdk', 'vhd', 'vhdx', 'vdi', 'iso', 'gpt', 'luks', 'qed'] as const
export type FormatName = (typeof FORMATS)[number]

/** Checks of partition tables, which an operator may choose to be warned of only. */
export const GPT_CHECKS = ['mbr'] as const
export type GptCheck = (typeof GPT_CHECKS)[number]

/** Why data is not safe for whoever opens it as its format. */
export interface Fault {
  readonly check:
    | GptCheck
    | 'backing_file'
    | 'banned'
    | 'data_file'
    | 'descriptor'
    | 'extents'
    | 'footer'
    | 'parent'
    | 'size'
    | 'structure'
    | 'unknown_features'
    | 'version'
  /** Goes on after "it"; quotes nothing of the data. */
  readonly reason: string
}

export interface DetectedFormat {
  readonly name: FormatName
  /** Size that a guest sees, in bytes; null where the format does not tell. */
  readonly virtualSize: number | null
  readonly faults: readonly Fault[]
  /**
   * What a partition table at the start of the data is to this format. Of most, a second format; some leave the start
   * to the disk that they hold, whose table is then checked with the rest, or ignored.
   */
  readonly partitionTable?: 'checked' | 'ignored'
}

/** Signed 64-bit numbers end here, and with them what anything downstream can keep or compare. */
const SIZE_LIMIT = 2 ** 63

export function detected(name: FormatName, size: bigint | null, faults: readonly Fault[]): DetectedFormat {
  const virtualSize = size === null ? null : Number(size)
  if (virtualSize === null || virtualSize < SIZE_LIMIT) return { name, virtualSize, faults }
  const fault: Fault = { check: 'size', reason: 'claims to be larger than any disk can be' }
  return { name, virtualSize: null, faults: [...faults, fault] }
}

/** The faults whose condition holds. */
export function faultsOf(...rows: ReadonlyArray<readonly [boolean, Fault['check'], string]>): Fault[] {
  return rows.filter(([isFaulty]) => isFaulty).map(([, check, reason]) => ({ check, reason }))
}
