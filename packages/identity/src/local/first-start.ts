import type { DirectorySeed, IdentityDirectory, Project, Role, User } from '@vitrine/core'
import { newId } from './ids.ts'
import { newSecret, type Passwords } from './passwords.ts'

/** Passwords of the two users that there are at first: an administrator, and a member of a project for trying things. */
export interface FirstPasswords {
  readonly admin: string
  readonly demo: string
}

/**
 * Gives an empty directory its first users, projects and roles; false when there is anything already, such as the roles
 * of users that were all deleted. `keep` has the passwords before the directory does, so a stop in between loses none:
 * the next start makes new ones.
 */
export async function createFirstUsers(deps: {
  directory: IdentityDirectory
  passwords: Passwords
  now: () => Date
  keep: (passwords: FirstPasswords) => Promise<void>
}): Promise<boolean> {
  const { directory, passwords, now, keep } = deps
  const [users, roles] = [await directory.listUsers(), await directory.listRoles()]
  if (users.length > 0 || roles.length > 0) return false
  const first = { admin: newSecret(), demo: newSecret() }
  const [admin, demo] = await Promise.all([passwords.hash(first.admin), passwords.hash(first.demo)])
  await keep(first)
  return directory.seed(buildSeed({ admin, demo }, now()))
}

function buildSeed(hashes: FirstPasswords, at: Date): DirectorySeed {
  const roles = { admin: role('admin'), member: role('member'), reader: role('reader'), service: role('service') }
  const projects = { admin: project('admin', 'For administration'), demo: project('demo', 'For trying things') }
  const admin = user('admin', { passwordHash: hashes.admin, defaultProjectId: projects.admin.id, tokensValidFrom: at })
  const demo = user('demo', { passwordHash: hashes.demo, defaultProjectId: projects.demo.id, tokensValidFrom: at })
  return {
    users: [admin, demo],
    projects: Object.values(projects),
    roles: Object.values(roles),
    assignments: [
      { userId: admin.id, projectId: projects.admin.id, roleId: roles.admin.id },
      { userId: demo.id, projectId: projects.demo.id, roleId: roles.member.id },
    ],
  }
}

const role = (name: string): Role => ({ id: newId(), name })
const project = (name: string, description: string): Project => ({ id: newId(), name, description, enabled: true })
const user = (name: string, rest: Omit<User, 'id' | 'name' | 'enabled'>): User => ({
  id: newId(),
  name,
  enabled: true,
  ...rest,
})
