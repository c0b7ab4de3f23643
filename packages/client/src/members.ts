import type { Member, MemberList, MemberStatus, paths } from '@vitrine/api-types'
import type { Client } from 'openapi-fetch'
import type { Call, CallOptions } from './call.ts'

/** The projects that an image is shared with. */
export interface ImageMembers {
  /** Those that the caller may know of: as the owner of the image all, as a member itself. */
  list(imageId: string, options?: CallOptions): Promise<Member[]>
  show(imageId: string, projectId: string, options?: CallOptions): Promise<Member>
  /** Offers the image to a project: `pending`. */
  add(imageId: string, projectId: string, options?: CallOptions): Promise<Member>
  /** What the project says to it; that is for the project to do. */
  update(imageId: string, projectId: string, status: MemberStatus, options?: CallOptions): Promise<Member>
  remove(imageId: string, projectId: string, options?: CallOptions): Promise<void>
}

const MEMBERS = '/v2/images/{image_id}/members'
const MEMBER = '/v2/images/{image_id}/members/{member_id}'

export function createImageMembers({ api, call }: { api: Client<paths>; call: Call }): ImageMembers {
  const of = (image_id: string) => ({ params: { path: { image_id } } })
  const at = (image_id: string, member_id: string) => ({ params: { path: { image_id, member_id } } })

  return {
    list: async (imageId, options = {}) =>
      (await call<MemberList>('listMembers', options, (init) => api.GET(MEMBERS, { ...of(imageId), ...init }))).members,
    show: (imageId, projectId, options = {}) =>
      call<Member>('showMember', options, (init) => api.GET(MEMBER, { ...at(imageId, projectId), ...init })),
    add: (imageId, member, options = {}) =>
      call<Member>('addMember', options, (init) => api.POST(MEMBERS, { ...of(imageId), body: { member }, ...init })),
    update: (imageId, projectId, status, options = {}) =>
      call<Member>('updateMember', options, (init) =>
        api.PUT(MEMBER, { ...at(imageId, projectId), body: { status }, ...init }),
      ),
    remove: (imageId, projectId, options = {}) =>
      call<void>('removeMember', options, (init) => api.DELETE(MEMBER, { ...at(imageId, projectId), ...init })),
  }
}
