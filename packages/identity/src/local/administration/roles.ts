import { type IdentityDirectory, Problem, type Role } from '@vitrine/core'
import { newId } from '../ids.ts'
import type { Lookups } from './lookups.ts'
import { assertName } from './names.ts'

/** Who has which role where, each by id or name. */
export interface Grant {
  readonly user: string
  readonly project: string
  readonly role: string
}

export function createRoleAdministration({ directory, lookups }: { directory: IdentityDirectory; lookups: Lookups }) {
  async function assignmentOf({ user, project, role }: Grant) {
    const [{ id: userId }, { id: projectId }, { id: roleId }] = await Promise.all([
      lookups.user(user),
      lookups.project(project),
      lookups.role(role),
    ])
    return { userId, projectId, roleId }
  }

  return {
    async createRole(name: string): Promise<Role> {
      assertName('role', name)
      const role = { id: newId(), name }
      await directory.insertRole(role)
      return role
    },

    listRoles: (): Promise<Role[]> => directory.listRoles(),

    /** Takes it from everybody who has it. */
    async deleteRole(reference: string): Promise<void> {
      const { id } = await lookups.role(reference)
      await directory.deleteRole(id)
    },

    grantRole: async (grant: Grant): Promise<void> => directory.assignRole(await assignmentOf(grant)),

    async revokeRole(grant: Grant): Promise<void> {
      if (await directory.unassignRole(await assignmentOf(grant))) return
      const { user, project, role } = grant
      throw new Problem('identityNotFound', `User '${user}' does not have the role '${role}' in project '${project}'`)
    },

    /** Names instead of ids, of a user, of a project, or all; in the order of the names, for ids are random. */
    async listGrants({ user, project }: Partial<Pick<Grant, 'user' | 'project'>>): Promise<Grant[]> {
      const [users, projects, roles, assignments] = await Promise.all([
        directory.listUsers(),
        directory.listProjects(),
        directory.listRoles(),
        directory.listAssignments({
          ...(user !== undefined && { userId: (await lookups.user(user)).id }),
          ...(project !== undefined && { projectId: (await lookups.project(project)).id }),
        }),
      ])
      const names = new Map([...users, ...projects, ...roles].map(({ id, name }) => [id, name]))
      const nameOf = (id: string) => names.get(id) ?? id
      const grants = assignments.map(({ userId, projectId, roleId }) => ({
        user: nameOf(userId),
        project: nameOf(projectId),
        role: nameOf(roleId),
      }))
      return grants.sort((a, b) => compare([a.user, a.project, a.role], [b.user, b.project, b.role]))
    },
  }
}

/** By the first part that differs; as code units, so that every machine has the same order. */
function compare(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((part, index) => part !== b[index])
  if (at < 0) return 0
  return (a[at] ?? '') < (b[at] ?? '') ? -1 : 1
}
