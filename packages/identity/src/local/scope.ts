import type { ApplicationCredential, IdentityDirectory, Project, Role } from '@vitrine/core'

/** A project, and what the user may do in it. */
export interface Scope {
  readonly project: Project
  /** Implied ones included, in the order of their names; never empty. */
  readonly roles: readonly Role[]
}

/** As Keystone sets them up: administrators may do what members may, and members may read. */
const IMPLIED = new Map([
  ['admin', ['member', 'reader']],
  ['member', ['reader']],
])

/** Undefined when there is no such project, or it is disabled, or the user has nothing to do there. */
export async function findScope(
  directory: IdentityDirectory,
  by: { userId: string; projectId: string; credential: ApplicationCredential | undefined },
): Promise<Scope | undefined> {
  const { userId, projectId, credential } = by
  const [project, assigned] = await Promise.all([
    directory.findProject({ id: projectId }),
    directory.rolesOf(userId, projectId),
  ])
  const all = await withImplied(directory, assigned)
  const lent = credential && all.filter(({ name }) => credential.roles.includes(name))
  const roles = lent ? await withImplied(directory, lent) : all
  return project?.enabled && roles.length > 0 ? { project, roles } : undefined
}

async function withImplied(directory: IdentityDirectory, roles: readonly Role[]): Promise<Role[]> {
  const names = new Set(roles.flatMap(({ name }) => IMPLIED.get(name.toLowerCase()) ?? []))
  const missing = [...names].filter((name) => roles.every((role) => role.name !== name))
  const implied = await Promise.all(missing.map((name) => directory.findRole({ name })))
  return [...roles, ...implied.filter((role) => role !== undefined)].sort((a, b) => (a.name < b.name ? -1 : 1))
}
