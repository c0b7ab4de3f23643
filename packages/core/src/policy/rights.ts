/** A rule in the rule language, and in words for refusals whom it lets. Whoever sees nothing of an image is told so before. */
export interface Right {
  readonly check: string
  readonly who: string
}

const OWN = 'project_id:%(project_id)s'
/** The target has `member_id` when the image is shared with the caller's project. */
const SHARED = 'project_id:%(member_id)s'
const PUBLIC = `'public':%(visibility)s`
const SEEN = `(${OWN} or ${SHARED} or 'community':%(visibility)s or ${PUBLIC})`

function adminsOr(who: string, check: string): Right {
  return { check: `rule:context_is_admin or (${check})`, who }
}

export const everyone: Right = { check: '', who: 'everyone' }
export const admins: Right = { check: 'rule:context_is_admin', who: 'administrators' }
export const services: Right = { check: 'rule:service_api', who: 'services' }
export const servicesOrOwners: Right = {
  check: `rule:service_api or (role:member and ${OWN})`,
  who: 'services and members of the project that owns the image',
}

export const readers = adminsOr('readers', `role:reader and ${OWN}`)
export const creators = adminsOr('members, for their own project,', `role:member and ${OWN}`)
export const seeingReaders = adminsOr('readers', `role:reader and ${SEEN}`)
export const seeingMembers = adminsOr('members', `role:member and ${SEEN}`)
export const owningReaders = adminsOr('readers of the project that owns the image', `role:reader and ${OWN}`)
export const owningMembers = adminsOr('members of the project that owns the image', `role:member and ${OWN}`)
export const sharingReaders = adminsOr(
  'readers of the projects that own the image or share it',
  `role:reader and (${OWN} or ${SHARED})`,
)
export const sharedMembers = adminsOr('members of the project it is shared with', `role:member and ${SHARED}`)
export const namespaceReaders = adminsOr('readers', `role:reader and (${OWN} or ${PUBLIC})`)
