import type { ConvertibleFormat } from '../ports/disk-converter.ts'
import { Problem } from '../problem.ts'

/** What users have machine images generated in, by the names they know. */
export type TargetFormat = (typeof TARGET_FORMATS)[number]

interface Row {
  readonly id: number
  readonly name: string
  /** One of the words that UForge clients have for formats; they refuse any other. */
  readonly primitive: string
  readonly diskFormat: ConvertibleFormat
}

/** There is no word for VHDX. Hyper-V of 2012, which has a word of its own, was the first to use such disks. */
export const TARGET_FORMATS = [
  { id: 1, name: 'Raw Virtual Disk', primitive: 'raw', diskFormat: 'raw' },
  { id: 2, name: 'QCOW2', primitive: 'qcow2', diskFormat: 'qcow2' },
  { id: 3, name: 'KVM', primitive: 'kvm', diskFormat: 'qcow2' },
  { id: 4, name: 'VMware Server', primitive: 'vmware', diskFormat: 'vmdk' },
  { id: 5, name: 'VirtualBox', primitive: 'vbox', diskFormat: 'vdi' },
  { id: 6, name: 'VHD', primitive: 'vhd', diskFormat: 'vhd' },
  { id: 7, name: 'Hyper-V', primitive: 'hyper-v', diskFormat: 'vhd' },
  { id: 8, name: 'VHDX', primitive: 'hyperv2012', diskFormat: 'vhdx' },
] as const satisfies readonly Row[]

/** Throws `targetFormatMissing` where none is named, `targetFormatUnknown` for what there is not. */
export function targetFormat(name: string | undefined): TargetFormat {
  const names = TARGET_FORMATS.map((format) => format.name).join(', ')
  if (name === undefined) throw new Problem('targetFormatMissing', `Name a target format: ${names}`)
  const found = TARGET_FORMATS.find((format) => format.name === name)
  if (found) return found
  throw new Problem('targetFormatUnknown', `There is no target format '${name}': use ${names}`)
}
