import type { Member } from '@vitrine/api-types'
import type { ImageMember } from '@vitrine/core'
import { wholeSeconds } from './image.ts'

export function toWire(member: ImageMember): Member {
  return {
    member_id: member.memberId,
    image_id: member.imageId,
    status: member.status,
    created_at: wholeSeconds(member.createdAt),
    updated_at: wholeSeconds(member.updatedAt),
    schema: '/v2/schemas/member',
  }
}
