import type { ConvertibleFormat, DiskFile } from '@vitrine/core'

interface Handling {
  /** What qemu-img calls the format. */
  readonly driver: string
  readonly reading?: Readonly<Record<string, string>>
  readonly writing?: string
}

const HANDLING: Readonly<Record<ConvertibleFormat, Handling>> = {
  raw: { driver: 'raw' },
  qcow2: { driver: 'qcow2', writing: 'compat=1.1' },
  // Is used as it is by more programs than streamOptimized, which is compressed: that would be slow, and is done when packed.
  vmdk: { driver: 'vmdk', writing: 'subformat=monolithicSparse' },
  // Sizes are exact, where the format also has them as a geometry, which rounds.
  vhd: {
    driver: 'vpc',
    reading: { force_size_calc: 'current_size' },
    writing: 'subformat=dynamic,force_size=on',
  },
  vhdx: { driver: 'vhdx', writing: 'subformat=dynamic' },
  vdi: { driver: 'vdi' },
}

/** Arguments of qemu-img. The target is a name in the folder that it works in. */
export function convertArguments(source: DiskFile, target: { name: string; format: ConvertibleFormat }): string[] {
  const { driver, writing } = HANDLING[target.format]
  const options = writing === undefined ? [] : ['-o', writing]
  return ['convert', '-p', '-O', driver, ...options, sourceArgument(source), target.name]
}

/** Without `-r` it repairs nothing, so it only reads. */
export function checkArguments(source: DiskFile): string[] {
  return ['check', '-q', sourceArgument(source)]
}

export function mapArguments(source: DiskFile): string[] {
  return ['map', '--output=json', sourceArgument(source)]
}

/**
 * Leaves nothing to find out or look up: driver and file are named, so no part of the path is a protocol or an option, and
 * no backing file is opened. `--image-opts` has no word for the latter.
 */
function sourceArgument({ path, format }: DiskFile): string {
  const { driver, reading } = HANDLING[format]
  return `json:${JSON.stringify({ driver, ...reading, backing: null, file: { driver: 'file', filename: path } })}`
}
