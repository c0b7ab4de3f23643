import type { ActivationStatus, Image, ImageAttributes, ImageData } from '../images/image.ts'
import type { ImageMember, MemberStatus } from '../images/image-member.ts'
import type { ImageQuery } from '../images/image-query.ts'

/**
 * Where image records live. Deleted images exist here only as ids that are never free again.
 *
 * Besides records the catalogue knows every store key that was ever handed to an upload until its bytes
 * are known to be gone: that is how a crash leaves nothing behind.
 */
export interface ImageCatalog {
  /**
   * Rejects with `imageIdTaken` when any image, deleted ones too, ever had this id, and with `quotaExceeded` when its
   * project has `limit` images already, however many are inserted at once (negative, or left out: any number).
   */
  insert(image: NewImage, limit?: number): Promise<Image>
  find(id: string): Promise<Image | undefined>
  /** At most `limit` images after the marker; a marker that does not exist any more rejects with `queryInvalid`. */
  list(query: ImageQuery): Promise<Image[]>
  /**
   * Stores attributes and, only where they are given, status and data; bytes of ours that the data no longer names are
   * doomed. Answers undefined, and changes nothing, when the record is not at `revision` any more (or gone): read again
   * and decide again.
   */
  update(
    id: string,
    revision: number,
    attributes: ImageAttributes,
    updatedAt: Date,
    content?: ImageContent,
  ): Promise<Image | undefined>
  /**
   * Deletes the record and its members, keeps its id, and dooms its bytes. Answers false, and changes nothing, when the record is not at
   * `revision` any more (or gone): read again and decide again.
   */
  delete(id: string, revision: number, deletedAt: Date): Promise<boolean>
  /**
   * Replaces the tags by what `decide` makes of them, while nobody else changes the image: of any number of changes at
   * once none is lost. Changes nothing when `decide` answers the very tags it was given, or throws. Rejects with
   * `imageNotFound`.
   */
  changeTags(id: string, at: Date, decide: (tags: readonly string[]) => readonly string[]): Promise<void>
  /**
   * Compare-and-set between the statuses of an image that has its data. Answers false, and changes nothing, when the
   * image is not `from` (any more), or gone.
   */
  moveStatus(id: string, from: ActivationStatus, to: ActivationStatus, at: Date): Promise<boolean>

  /**
   * In the order in which they came. Members of an image that is not `shared` stay, for when it is so again; those of a
   * deleted one are gone.
   */
  listMembers(imageId: string): Promise<ImageMember[]>
  /** Undefined for an unknown image too. */
  findMember(imageId: string, memberId: string): Promise<ImageMember | undefined>
  /**
   * A new member is `pending`. Rejects with `imageNotFound`, `memberExists`, or `quotaExceeded`: however many are added
   * at once, an image gets no more than `limit` members (negative: any number).
   */
  addMember(imageId: string, memberId: string, at: Date, limit: number): Promise<ImageMember>
  /** Undefined when there is no such member. */
  updateMember(
    imageId: string,
    memberId: string,
    status: MemberStatus,
    updatedAt: Date,
  ): Promise<ImageMember | undefined>
  /** False when there is no such member. */
  removeMember(imageId: string, memberId: string): Promise<boolean>

  /**
   * Compare-and-set `queued → saving`; only one of any number of starters gets true. Records the blob as being written.
   * Rejects with `quotaExceeded` when the project would have more than the reservation's limits: what other uploads have
   * reserved counts, so that they cannot overshoot together.
   */
  beginUpload(id: string, blob: StoredBlob, at: Date, reservation?: Reservation): Promise<boolean>
  /**
   * Changes what a running upload has reserved, or rejects with `quotaExceeded` and changes nothing. Nothing happens when
   * the upload is not running any more.
   */
  reserve(key: string, reservation: Reservation): Promise<void>
  /** `saving → active` with all data fields at once. False when the upload of this key no longer owns the image. */
  completeUpload(id: string, key: string, data: ImageData, at: Date): Promise<boolean>
  /**
   * `saving → queued` if this upload still owns the image; dooms the blob and answers true, unless it has become
   * the image's data.
   */
  abandonUpload(id: string, blob: StoredBlob, at: Date): Promise<boolean>
  /**
   * Abandons every upload that is recorded as running. Only for the start of a catalogue that no other process uses.
   * Answers the ids of the images that are `queued` again.
   */
  abandonAllUploads(at: Date): Promise<string[]>

  /** Blobs whose bytes nobody may read any more, in the order of their keys: at most `limit` of those after `after`. */
  listDoomed(limit: number, after?: string): Promise<StoredBlob[]>
  /** The bytes of this key are gone from the store. */
  forgetKey(key: string): Promise<void>

  /** How many blobs there are of each store that has any, doomed ones too. Looked into once, at the start. */
  countBlobs(): Promise<{ store: string; blobs: number }[]>

  /** What the project has now, and what its running uploads have reserved. */
  usageOf(projectId: string | null): Promise<ProjectUsage>
}

/** Bytes in one of our stores. */
export interface StoredBlob {
  readonly key: string
  /** Id of the store. */
  readonly store: string
}

/** What one project may have; negative: any number. */
export interface ProjectLimits {
  readonly images: number
  /** Of data, each copy counted. */
  readonly bytes: number
  /** Images whose data is on its way. */
  readonly uploads: number
}

/** Room for what is being written. */
export interface Reservation {
  /** bytes, in all; 0 when not known yet */
  readonly size: number
  readonly limits: ProjectLimits
}

export interface ProjectUsage {
  readonly images: number
  /** Of data that is there, each copy counted. */
  readonly bytes: number
  /** Of data on its way, as far as its size is known. */
  readonly reserved: number
  readonly uploads: number
}

export type ImageContent = Pick<Image, 'status' | 'data'>

export interface NewImage extends ImageAttributes {
  readonly id: string
  readonly createdAt: Date
}
