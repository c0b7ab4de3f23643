import type { MemberV1, MemberV1Replacement, SharedImage } from '@vitrine/api-types'
import type { ImageMember, WantedMember } from '@vitrine/core'

export function toWire({ memberId, canShare }: ImageMember): MemberV1 {
  return { member_id: memberId, can_share: canShare }
}

export function toSharedImage({ imageId, canShare }: ImageMember): SharedImage {
  return { image_id: imageId, can_share: canShare }
}

export function fromWire({ member_id, can_share }: MemberV1Replacement['memberships'][number]): WantedMember {
  return { memberId: member_id, canShare: can_share }
}
