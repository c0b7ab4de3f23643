import { imagePath } from './requests.ts'
import type { Resources } from './resources.ts'
import { ServerFailure } from './status.ts'
import type { Answer, Target } from './target.ts'

export type MemberStatus = 'pending' | 'accepted' | 'rejected'
export const STATUSES = ['pending', 'accepted', 'rejected'] as const satisfies readonly MemberStatus[]

export const membersPath = (id: string): string => `${imagePath(id)}/members`
export const memberPath = (id: string, member: string): string => `${membersPath(id)}/${encodeURIComponent(member)}`

export const addMember = (target: Target, id: string, member: string): Promise<Answer> =>
  target.post(membersPath(id), { json: { member } })

export const setStatus = (target: Target, id: string, member: string, status: MemberStatus): Promise<Answer> =>
  target.put(memberPath(id, member), { json: { status } })

const must = (answer: Answer, status: number, what: string): Answer => {
  if (answer.status === status) return answer
  throw new ServerFailure(what, String(status), `${answer.status} ${answer.text}`)
}

/** The project of a caller: it owns what the caller makes. */
export const projectOf = async (caller: Target, resources: Resources): Promise<string> => {
  const answer = await caller.post('/v2/images', { json: { name: resources.name('owner') } })
  return must(answer, 201, 'a caller could not make an image').json().owner
}

/** An image of the first caller that is shared with the project of the second, which has answered. */
export const sharedImage = async (
  { target, other, resources }: { target: Target; other: Target; resources: Resources },
  { status = 'pending', ...overrides }: { status?: MemberStatus; [attribute: string]: unknown } = {},
): Promise<{ id: string; project: string }> => {
  const project = await projectOf(other, resources)
  const { id } = await resources.queuedImage({ visibility: 'shared', ...overrides })
  must(await addMember(target, id, project), 200, 'an image could not be shared')
  if (status !== 'pending') must(await setStatus(other, id, project, status), 200, 'a member could not answer')
  return { id, project }
}
