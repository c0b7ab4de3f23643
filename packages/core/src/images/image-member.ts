export const MEMBER_STATUSES = ['pending', 'accepted', 'rejected'] as const
export type MemberStatus = (typeof MEMBER_STATUSES)[number]

/** A project that an image is shared with. Its status is a list preference: it never blocks use by id. */
export interface ImageMember {
  readonly imageId: string
  /** Id of the project; nobody checks that there is one. */
  readonly memberId: string
  readonly status: MemberStatus
  /** Whether it may share the image with others in turn; only the Image API v1 says so. */
  readonly canShare: boolean
  readonly createdAt: Date
  readonly updatedAt: Date
}
