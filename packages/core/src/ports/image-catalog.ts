import type { Image, ImageAttributes, ImageData, ImageStatus } from '../images/image.ts'
import type { ImageMember, MemberStatus } from '../images/image-member.ts'
import type { ImageQuery } from '../images/image-query.ts'

/**
 * Where image records live. A deleted image keeps its id for ever and, until it is forgotten, what was said of it for those
 * who look back: its bytes and members are gone.
 *
 * Besides records the catalogue knows every store key that was ever handed to an upload until its bytes
 * are known to be gone: that is how a crash leaves nothing behind.
 */
export interface ImageCatalog {
  /**
   * Rejects with `imageIdTaken` when any image, deleted ones too, ever had this id, and with `quotaExceeded` when its
   * project uses `limit` images already, however many are inserted at once (negative, or left out: any number).
   */
  insert(image: NewImage, limit?: number): Promise<Image>
  find(id: string): Promise<Image | undefined>
  /** What is left of a deleted image that is not forgotten. */
  findDeleted(id: string): Promise<Image | undefined>
  /**
   * Leaves nothing but the ids of images that were deleted before. However many there are, others get their turn
   * meanwhile; an abort ends it early, and what is not forgotten yet is left to the next call.
   */
  forgetDeleted(before: Date, signal?: AbortSignal): Promise<void>
  /**
   * At most `limit` images after the marker. One that does not exist rejects with `queryInvalid`; a deleted one does in a
   * query without deleted images.
   */
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
   * Makes the record one of a deleted image, `updated_at` included, and dooms its bytes; its members go, and where its data
   * was. Answers false, and changes nothing, when the record is not at `revision` any more (or gone): read again and
   * decide again.
   */
  delete(id: string, revision: number, deletedAt: Date): Promise<boolean>
  /**
   * Replaces the tags by what `decide` makes of them, while nobody else changes the image: of any number of changes at
   * once none is lost. Changes nothing when `decide` answers the very tags it was given, or throws. Rejects with
   * `imageNotFound`.
   */
  changeTags(id: string, at: Date, decide: (tags: readonly string[]) => readonly string[]): Promise<void>
  /**
   * Compare-and-set between statuses that go with the same data, or with none. Answers false, and changes nothing, when
   * the image is not `from` (any more), or gone.
   */
  moveStatus(id: string, from: ImageStatus, to: ImageStatus, at: Date): Promise<boolean>

  /**
   * In the order in which they came. Members of an image that is not `shared` stay, for when it is so again; those of a
   * deleted one are gone.
   */
  listMembers(imageId: string): Promise<ImageMember[]>
  /** Undefined for an unknown image too. */
  findMember(imageId: string, memberId: string): Promise<ImageMember | undefined>
  /**
   * A new member is `pending`. Rejects with `imageNotFound`, with `memberExists`, whatever is wanted of it, or with
   * `quotaExceeded`: however many are added at once, an image gets no more than `limit` members (negative: any number).
   */
  addMember(imageId: string, wanted: WantedMember, at: Date, limit: number): Promise<ImageMember>
  /** Undefined when there is no such member. */
  updateMember(
    imageId: string,
    memberId: string,
    status: MemberStatus,
    updatedAt: Date,
  ): Promise<ImageMember | undefined>
  /**
   * Makes the project a member, `pending`, unless it is one already; what is left out of the wish stays as it is, or is
   * false. Rejects with `imageNotFound`, or as `addMember` does with `quotaExceeded` when there is one more by it.
   */
  putMember(imageId: string, wanted: WantedMember, at: Date, limit: number): Promise<ImageMember>
  /** As `putMember` for each of them, at once; all others are members no more. Rejects where they are more than `limit`. */
  replaceMembers(imageId: string, wanted: readonly WantedMember[], at: Date, limit: number): Promise<void>
  /** Of the project, with images that are not private (any more); the newest image first. */
  listMemberships(memberId: string): Promise<ImageMember[]>
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
   * `saving → queued`, or `killed`, if this upload still owns the image; dooms the blob and answers true, unless it has
   * become the image's data.
   */
  abandonUpload(id: string, blob: StoredBlob, at: Date, status?: AbandonedStatus): Promise<boolean>
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

export interface WantedMember {
  readonly memberId: string
  readonly canShare?: boolean | undefined
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
  /** Without killed ones, which no list shows to the project: nobody there could make room. */
  readonly images: number
  /** Of data that is there, each copy counted. */
  readonly bytes: number
  /** Of data on its way, as far as its size is known. */
  readonly reserved: number
  readonly uploads: number
}

/** What an image is after an upload of it has failed: ready for another one, or done with. */
export type AbandonedStatus = Extract<ImageStatus, 'queued' | 'killed'>

export type ImageContent = Pick<Image, 'status' | 'data'>

export interface NewImage extends ImageAttributes {
  readonly id: string
  readonly createdAt: Date
}
