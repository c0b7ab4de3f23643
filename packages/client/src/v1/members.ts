import type { MemberV1, MemberV1List, MemberV1Replacement, MemberV1Update, paths } from '@vitrine/api-types'
import type { Client } from 'openapi-fetch'
import type { Call, CallOptions } from '../call.ts'

/** The projects that an image is shared with, which all have it in their lists. */
export interface ImageMembersV1 {
  list(imageId: string, options?: CallOptions): Promise<MemberV1[]>
  /** Shares the image with a project; what is not said of one that has it already stays. */
  put(imageId: string, projectId: string, member?: MemberV1Update['member'], options?: CallOptions): Promise<void>
  /** Shares the image with these, and no longer with others. */
  replace(imageId: string, memberships: MemberV1Replacement['memberships'], options?: CallOptions): Promise<void>
  remove(imageId: string, projectId: string, options?: CallOptions): Promise<void>
}

const MEMBERS = '/v1/images/{image_id}/members'
const MEMBER = '/v1/images/{image_id}/members/{member_id}'

export function createImageMembersV1({ api, call }: { api: Client<paths>; call: Call }): ImageMembersV1 {
  const of = (image_id: string) => ({ params: { path: { image_id } } })
  const at = (image_id: string, member_id: string) => ({ params: { path: { image_id, member_id } } })

  return {
    list: async (imageId, options = {}) =>
      (await call<MemberV1List>('listMembersV1', options, (init) => api.GET(MEMBERS, { ...of(imageId), ...init })))
        .members,
    put: (imageId, projectId, member, options = {}) =>
      call<void>('putMemberV1', options, (init) =>
        api.PUT(MEMBER, { ...at(imageId, projectId), ...(member && { body: { member } }), ...init }),
      ),
    replace: (imageId, memberships, options = {}) =>
      call<void>('replaceMembersV1', options, (init) =>
        api.PUT(MEMBERS, { ...of(imageId), body: { memberships }, ...init }),
      ),
    remove: (imageId, projectId, options = {}) =>
      call<void>('removeMemberV1', options, (init) => api.DELETE(MEMBER, { ...at(imageId, projectId), ...init })),
  }
}
