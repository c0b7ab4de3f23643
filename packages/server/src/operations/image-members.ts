import type { Handlers } from '@vitrine/api-types'
import type { ImageMemberService } from '@vitrine/core'
import type { HandlerContext } from '../http/dispatch.ts'
import { toWire } from '../wire/member.ts'

export const imageMemberOperations = ({ members }: { members: ImageMemberService }) =>
  ({
    listMembers: async ({ path, caller }) => {
      const found = await members.list(path.image_id, caller)
      return { status: 200, body: { members: found.map(toWire), schema: '/v2/schemas/members' } }
    },

    addMember: async ({ path, body, caller }) => ({
      status: 200,
      body: toWire(await members.add(path.image_id, body.member, caller)),
    }),

    showMember: async ({ path, caller }) => ({
      status: 200,
      body: toWire(await members.show(path.image_id, path.member_id, caller)),
    }),

    updateMember: async ({ path, body, caller }) => ({
      status: 200,
      body: toWire(await members.update(path.image_id, path.member_id, body.status, caller)),
    }),

    removeMember: async ({ path, caller }) => {
      await members.remove(path.image_id, path.member_id, caller)
      return { status: 204 }
    },
  }) satisfies Pick<
    Handlers<HandlerContext>,
    'listMembers' | 'addMember' | 'showMember' | 'updateMember' | 'removeMember'
  >
