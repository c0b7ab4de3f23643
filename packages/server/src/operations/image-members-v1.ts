import type { Handlers } from '@vitrine/api-types'
import type { ImageSharingService } from '@vitrine/core'
import type { HandlerContext } from '../http/dispatch.ts'
import { fromWire, toSharedImage, toWire } from '../wire/member-v1.ts'

export const imageMemberOperationsV1 = ({ sharing }: { sharing: ImageSharingService }) =>
  ({
    listMembersV1: async ({ path, caller }) => {
      const members = await sharing.list(path.image_id, caller)
      return { status: 200, body: { members: members.map(toWire) } }
    },

    replaceMembersV1: async ({ path, body, caller }) => {
      await sharing.replace(path.image_id, body.memberships.map(fromWire), caller)
      return { status: 204 }
    },

    putMemberV1: async ({ path, body, caller }) => {
      const wanted = { memberId: path.member_id, canShare: body?.member?.can_share }
      await sharing.put(path.image_id, wanted, caller)
      return { status: 204 }
    },

    removeMemberV1: async ({ path, caller }) => {
      await sharing.remove(path.image_id, path.member_id, caller)
      return { status: 204 }
    },

    listSharedImagesV1: async ({ path, caller }) => {
      const memberships = await sharing.listSharedWith(path.project_id, caller)
      return { status: 200, body: { shared_images: memberships.map(toSharedImage) } }
    },
  }) satisfies Pick<
    Handlers<HandlerContext>,
    'listMembersV1' | 'replaceMembersV1' | 'putMemberV1' | 'removeMemberV1' | 'listSharedImagesV1'
  >
