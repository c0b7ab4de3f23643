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

/** Of an image that has its data: whether it is there for everybody who may download it, or for administrators only. */
export type ActivationStatus = Extract<ImageStatus, 'active' | 'deactivated'>

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

/** One place where the data of an image lies. */
export interface ImageLocation {
  /** Id of the store that has it. */
  readonly store: string
  /** What that store knows it by: new for every upload, so that no upload can touch another's; a URL for `http`. */
  readonly key: string
  /** What was said of the place by who added it, besides the store. */
  readonly metadata: Readonly<Record<string, unknown>>
}

/** What is known of the bytes from the moment they can be read; an image has all of it or none. */
export interface ImageData {
  /** Each has the same bytes; none where there are none, and nobody ever sent them, or not any more: deleted images. */
  readonly locations: readonly ImageLocation[]
  /** bytes */
  readonly size: number
  /** md5, lower-case hex. It and the strong hash are null for data elsewhere that nobody has read yet. */
  readonly checksum: string | null
  readonly hashAlgorithm: string | null
  /** lower-case hex */
  readonly hashValue: string | null
  /** Size that a guest sees, in bytes; null where the format does not tell. */
  readonly virtualSize: number | null
}

export interface Image extends ImageAttributes {
  readonly id: string
  readonly status: ImageStatus
  readonly data: ImageData | null
  readonly createdAt: Date
  readonly updatedAt: Date
  /** Null for as long as it is there. A deleted image tells what its data was, but has none; only who looks back meets it. */
  readonly deletedAt: Date | null
  /** Grows with every stored change; an update names the one it was made from. */
  readonly revision: number
}
