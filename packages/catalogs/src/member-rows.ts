import type { ImageMember } from '@vitrine/core'
import type { Selectable } from 'kysely'
import type { ImageMembersTable } from './schema.ts'

export type MemberRow = Selectable<ImageMembersTable>

export function toMember(row: MemberRow): ImageMember {
  return {
    imageId: row.image_id,
    memberId: row.member_id,
    status: row.status,
    canShare: row.can_share === 1,
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
  }
}
