import type { MemberStatus, Visibility } from '@vitrine/core'
import { type Answer, type ServiceOptions, startService, stubIdentity } from './service.ts'

export const as = (token: string) => ({ 'X-Auth-Token': token })
export const OWNER = as('owner')
export const ADMIN = as('admin')
export const STATUSES = ['pending', 'accepted', 'rejected'] as const satisfies MemberStatus[]
/** One project for each thing that a project can say of an image that is shared with it. */
export const MEMBERS = { pending: as('pending'), accepted: as('accepted'), rejected: as('rejected') } as const

export type Sharing = Awaited<ReturnType<typeof startSharing>>

/** A service, and what tests of sharing do with it. */
export async function startSharing(options: ServiceOptions = {}) {
  const identity = stubIdentity({
    owner: { projectId: 'project-owner' },
    reader: { projectId: 'project-owner', roles: ['reader'] },
    pending: { projectId: 'project-pending' },
    accepted: { projectId: 'project-accepted' },
    rejected: { projectId: 'project-rejected' },
    'accepted reader': { projectId: 'project-accepted', roles: ['reader'] },
    member: { projectId: 'project-member' },
    other: { projectId: 'project-other' },
    admin: { projectId: 'project-admin', roles: ['admin', 'member', 'reader'] },
  })
  const service = await startService({ identity, ...options })
  const ask = (method: string, path: string, headers: Record<string, string>, body?: object | string) =>
    service.call(method, path, { headers, ...(body !== undefined && { body }) })

  return {
    ...service,
    ask,

    anImage: async (attributes: object = {}): Promise<string> =>
      (await service.createImage({ owner: 'project-owner', ...attributes }, ADMIN)).id,

    /** An image that is shared with one project in each status, and then gets the visibility. */
    async aSharedImage(visibility: Visibility = 'shared', attributes: object = {}): Promise<string> {
      const id = await this.anImage(attributes)
      for (const status of STATUSES) {
        await this.add(id, `project-${status}`)
        await this.answer(id, `project-${status}`, status, MEMBERS[status])
      }
      if (visibility !== 'shared') await this.become(id, visibility)
      return id
    },

    async become(id: string, visibility: Visibility): Promise<void> {
      const { status, text } = await service.patch(
        id,
        [{ op: 'replace', path: '/visibility', value: visibility }],
        ADMIN,
      )
      if (status !== 200) throw new Error(`The image did not become ${visibility}: ${status} ${text}`)
    },

    add: (id: string, member: string, headers = OWNER) => ask('POST', membersOf(id), headers, { member }),
    answer: (id: string, member: string, status: MemberStatus, headers: Record<string, string>) =>
      ask('PUT', membersOf(id, member), headers, { status }),
  }
}

export const membersOf = (id: string, member = '', version = 'v2') =>
  `/${version}/images/${id}/members${member && `/${encodeURIComponent(member)}`}`

export const statusesOf = async (calls: Promise<Answer>[]) =>
  (await Promise.all(calls)).map(({ status }: Answer) => status)
