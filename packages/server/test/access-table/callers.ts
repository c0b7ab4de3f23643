import { ANONYMOUS, type Caller } from '@vitrine/core'

export const OWNER = 'project-owner'
export const ACCEPTED = 'project-accepted'
export const PENDING = 'project-pending'
export const SHARER = 'project-sharer'
const OTHER = 'project-other'

const MEMBER = ['member', 'reader']
const ADMIN = ['admin', ...MEMBER]

function inProject(projectId: string, roles: readonly string[]): Caller {
  return { ...ANONYMOUS, userId: `user of ${projectId}`, projectId, roles }
}

/** Every kind of caller that rules tell apart. */
export const CALLERS = {
  administrator: inProject('project-operations', ADMIN),
  'member of the owner': inProject(OWNER, MEMBER),
  'reader of the owner': inProject(OWNER, ['reader']),
  'without role at the owner': inProject(OWNER, []),
  'member where it is accepted': inProject(ACCEPTED, MEMBER),
  'reader where it is accepted': inProject(ACCEPTED, ['reader']),
  'member where it is pending': inProject(PENDING, MEMBER),
  'member where it may share': inProject(SHARER, MEMBER),
  'member elsewhere': inProject(OTHER, MEMBER),
  'reader elsewhere': inProject(OTHER, ['reader']),
  'service elsewhere': inProject(OTHER, ['service', ...MEMBER]),
  'user without project': { ...ANONYMOUS, userId: 'unscoped' },
  'administrator of the system': { ...ANONYMOUS, userId: 'system', isSystem: true, roles: ADMIN },
  'administrator of a domain': { ...ANONYMOUS, userId: 'domain', domainId: 'default', roles: ADMIN },
} satisfies Record<string, Caller>

export type CallerKind = keyof typeof CALLERS
export const CALLER_KINDS = Object.keys(CALLERS) as CallerKind[]
