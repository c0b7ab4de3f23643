import type { Login } from './appliance.ts'

export const GENERATION_STATUSES = ['waiting', 'running', 'complete', 'failed', 'cancelled'] as const
export type GenerationStatus = (typeof GENERATION_STATUSES)[number]

/** An image that was, or is being, generated of an appliance; its name and version are those the appliance had then. */
export interface MachineImage {
  readonly id: number
  readonly applianceId: number
  readonly user: Login
  readonly name: string
  readonly version: string
  /** Counts the machine images of the appliance, from 1. */
  readonly revision: number
  /** As users see it, such as `QCOW2`. */
  readonly targetFormat: string
  /** Whether it is packed, so that it can be downloaded. */
  readonly compress: boolean
  /** MiB; null where the request said nothing. */
  readonly memorySize: number | null
  readonly diskSize: number | null
  readonly status: GenerationStatus
  /** 0 to 100 */
  readonly percentage: number
  /** What is going on, or why it ended. */
  readonly message: string
  /** Id of the image of the catalogue that has, or is getting, the file. */
  readonly imageId: string | null
  /** Null until it is complete. */
  readonly file: MachineImageFile | null
  readonly createdAt: Date
  readonly updatedAt: Date
}

export interface MachineImageFile {
  readonly name: string
  /** bytes of the file */
  readonly size: number
  /** bytes of the disk in it, as a guest sees it */
  readonly diskSize: number
  /** md5, lower-case hex */
  readonly checksum: string
  /** lower-case hex */
  readonly sha256: string
}

export type NewMachineImage = Pick<
  MachineImage,
  'applianceId' | 'user' | 'name' | 'version' | 'targetFormat' | 'compress' | 'memorySize' | 'diskSize' | 'createdAt'
>
