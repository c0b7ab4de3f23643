import type { Image, ImageAttributes, ImageData } from '../images/image.ts'
import type { ImageMember, MemberStatus } from '../images/image-member.ts'
import type { ImageQuery } from '../images/image-query.ts'

/**
 * Where image records live. Deleted images exist here only as ids that are never free again.
 *
 * Besides records the catalogue knows every store key that was ever handed to an upload until its bytes
 * are known to be gone: that is how a crash leaves nothing behind.
 */
export interface ImageCatalog {
  /** Rejects with `imageIdTaken` when any image, deleted ones too, ever had this id. */
  insert(image: NewImage): Promise<Image>
  find(id: string): Promise<Image | undefined>
  /** At most `limit` images after the marker; a marker that does not exist any more rejects with `queryInvalid`. */
  list(query: ImageQuery): Promise<Image[]>
  /**
   * Stores attributes, never data or status. Answers undefined, and changes nothing, when the record is not at
   * `revision` any more (or gone): read again and decide again.
   */
  update(id: string, revision: number, attributes: ImageAttributes, updatedAt: Date): Promise<Image | undefined>
  /**
   * Deletes the record and its members, keeps its id, and dooms its bytes. Answers false, and changes nothing, when the record is not at
   * `revision` any more (or gone): read again and decide again.
   */
  delete(id: string, revision: number, deletedAt: Date): Promise<boolean>

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

  /** Compare-and-set `queued → saving`; only one of any number of starters gets true. Records `key` as being written. */
  beginUpload(id: string, key: string, at: Date): Promise<boolean>
  /** `saving → active` with all data fields at once. False when this upload no longer owns the image. */
  completeUpload(id: string, data: ImageData, at: Date): Promise<boolean>
  /**
   * `saving → queued` if this upload still owns the image; dooms the key and answers true, unless the key has become
   * the image's data.
   */
  abandonUpload(id: string, key: string, at: Date): Promise<boolean>
  /**
   * Abandons every upload that is recorded as running. Only for the start of a catalogue that no other process uses.
   * Answers the ids of the images that are `queued` again.
   */
  abandonAllUploads(at: Date): Promise<string[]>

  /** Keys whose bytes nobody may read any more, in the order of the keys: at most `limit` of those after `after`. */
  listDoomedKeys(limit: number, after?: string): Promise<string[]>
  /** The bytes of this key are gone from the store. */
  forgetKey(key: string): Promise<void>
}

export interface NewImage extends ImageAttributes {
  readonly id: string
  readonly createdAt: Date
}
