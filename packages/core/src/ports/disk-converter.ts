/** Formats of disks that can be made into one another, named as in `disk_format` of an image. */
export const CONVERTIBLE_FORMATS = ['raw', 'qcow2', 'vmdk', 'vhd', 'vhdx', 'vdi'] as const
export type ConvertibleFormat = (typeof CONVERTIBLE_FORMATS)[number]

/**
 * Makes a disk into the same disk in another format: a guest reads the same bytes from both. Only what a guest does not
 * see is left behind, such as snapshots. Both are files of this machine.
 */
export interface DiskConverter {
  /** False where what it takes is missing: then every conversion rejects with `converterMissing`. */
  readonly available: boolean
  /**
   * Reads the source as `format` says, whatever its bytes look like, and nothing that it refers to. The target appears
   * when it is whole; until then, and when this rejects, there is nothing of it.
   * Rejects with `formatMismatch` when the source is of another format, or refers to other files; with `conversionFailed`
   * when it cannot be converted, or not within the limits; with either when data is missing at its end, where the
   * format can tell; with the reason of the signal soon after that is aborted.
   */
  convert(conversion: Conversion): Promise<void>
}

export interface Conversion {
  readonly source: DiskFile
  readonly target: DiskFile
  readonly signal: AbortSignal
  /** Hears of whole numbers, each larger than the one before; the last is 100. */
  readonly onProgress?: (percent: number) => void
}

export interface DiskFile {
  readonly path: string
  readonly format: ConvertibleFormat
}
