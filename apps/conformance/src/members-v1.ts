import { projectOf } from './image-members.ts'
import { pathV1 } from './images-v1.ts'
import type { Resources } from './resources.ts'
import { ServerFailure } from './status.ts'
import type { Answer, Target } from './target.ts'

export const membersPathV1 = (id: string): string => `${pathV1(id)}/members`
export const memberPathV1 = (id: string, member: string): string => `${membersPathV1(id)}/${encodeURIComponent(member)}`
export const sharedPathV1 = (project: string): string => `/v1/shared-images/${encodeURIComponent(project)}`

/** Without a word of what the member may do, unless it is said. */
export const putMemberV1 = (target: Target, id: string, member: string, canShare?: boolean): Promise<Answer> =>
  target.put(memberPathV1(id, member), canShare === undefined ? {} : { json: { member: { can_share: canShare } } })

interface MemberV1 {
  readonly member_id: string
  readonly can_share?: boolean
}

export const replaceMembersV1 = (target: Target, id: string, memberships: readonly MemberV1[]): Promise<Answer> =>
  target.put(membersPathV1(id), { json: { memberships } })

/** Each member of an answer, and whether it may share the image. */
export const membersIn = (answer: Answer): Record<string, boolean> =>
  Object.fromEntries(answer.json().members.map((one: Required<MemberV1>) => [one.member_id, one.can_share]))

export const membersOf = async (target: Target, id: string): Promise<Record<string, boolean>> =>
  membersIn(await target.get(membersPathV1(id)))

/** An image of the first caller that is shared with the project of the second. */
export const sharedImageV1 = async (
  { target, other, resources }: { target: Target; other: Target; resources: Resources },
  { canShare, ...image }: { canShare?: boolean; body?: Buffer; fields?: Parameters<Resources['imageV1']>[0] } = {},
): Promise<{ id: string; project: string }> => {
  const project = await projectOf(other, resources)
  const { id } = await resources.imageV1(image.fields, image.body)
  const answer = await putMemberV1(target, id, project, canShare)
  if (answer.status !== 204)
    throw new ServerFailure('an image could not be shared', '204', `${answer.status} ${answer.text}`)
  return { id, project }
}
