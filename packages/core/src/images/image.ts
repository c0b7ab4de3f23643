export const IMAGE_STATUSES = [
  'queued',
  'saving',
  'uploading',
  'importing',
  'active',
  'deactivated',
  'killed',
  'pending_delete',
  'deleted',
] as const
export type ImageStatus = (typeof IMAGE_STATUSES)[number]

export const VISIBILITIES = ['public', 'private', 'shared', 'community'] as const
export type Visibility = (typeof VISIBILITIES)[number]

/** What an owner says about an image. */
export interface ImageAttributes {
  readonly name: string | null
  readonly visibility: Visibility
  readonly owner: string | null
  readonly protected: boolean
  readonly hidden: boolean
  readonly diskFormat: string | null
  readonly containerFormat: string | null
  /** GiB */
  readonly minDisk: number
  /** MiB */
  readonly minRam: number
  /** Unique, sorted. */
  readonly tags: readonly string[]
  /** Custom properties: what the base attributes do not cover. A few that the API names may be null. */
  readonly properties: Readonly<Record<string, string | null>>
}

/** What was recorded when the last byte became durable; an image has all of it or none. */
export interface ImageData {
  /** Where the store keeps the bytes: new for every upload, so that no upload can touch another's. */
  readonly key: string
  /** bytes */
  readonly size: number
  /** md5, lower-case hex */
  readonly checksum: string
  readonly hashAlgorithm: string
  /** lower-case hex */
  readonly hashValue: string
  /** Size that a guest sees, in bytes; null where the format does not tell. */
  readonly virtualSize: number | null
}

export interface Image extends ImageAttributes {
  readonly id: string
  readonly status: ImageStatus
  readonly data: ImageData | null
  readonly createdAt: Date
  readonly updatedAt: Date
  /** Grows with every stored change; an update names the one it was made from. */
  readonly revision: number
}
