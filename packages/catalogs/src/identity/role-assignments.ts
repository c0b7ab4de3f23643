import type { IdentityDirectory, RoleAssignment } from '@vitrine/core'
import type { Kysely } from 'kysely'
import { prepare } from '../prepare.ts'
import type { CatalogTables } from '../schema.ts'
import { toProject } from './projects.ts'
import { toRole } from './roles.ts'

type Assignments = Pick<IdentityDirectory, 'assignRole' | 'unassignRole' | 'listAssignments' | 'rolesOf' | 'projectsOf'>

export function createRoleAssignments(db: Kysely<CatalogTables>): Assignments {
  const rolesInProject = prepare(
    db,
    db
      .selectFrom('roles')
      .selectAll('roles')
      .innerJoin('role_assignments', 'role_id', 'roles.id')
      .where('user_id', '=', '')
      .where('project_id', '=', '')
      .orderBy('roles.name'),
  )

  return {
    async assignRole(assignment) {
      await db
        .insertInto('role_assignments')
        .values(toRow(assignment))
        .onConflict((conflict) => conflict.columns(['user_id', 'project_id', 'role_id']).doNothing())
        .execute()
    },

    async unassignRole({ userId, projectId, roleId }) {
      const { numDeletedRows } = await db
        .deleteFrom('role_assignments')
        .where('user_id', '=', userId)
        .where('project_id', '=', projectId)
        .where('role_id', '=', roleId)
        .executeTakeFirstOrThrow()
      return numDeletedRows !== 0n
    },

    async listAssignments({ userId, projectId }) {
      let query = db.selectFrom('role_assignments').selectAll()
      if (userId !== undefined) query = query.where('user_id', '=', userId)
      if (projectId !== undefined) query = query.where('project_id', '=', projectId)
      const rows = await query.execute()
      return rows.map((row) => ({ userId: row.user_id, projectId: row.project_id, roleId: row.role_id }))
    },

    async rolesOf(userId, projectId) {
      const rows = await rolesInProject(userId, projectId)
      return rows.map(toRole)
    },

    async projectsOf(userId) {
      const rows = await db
        .selectFrom('projects')
        .selectAll()
        .where('id', 'in', (query) =>
          query.selectFrom('role_assignments').select('project_id').where('user_id', '=', userId),
        )
        .orderBy('name')
        .execute()
      return rows.map(toProject)
    },
  }
}

function toRow({ userId, projectId, roleId }: RoleAssignment) {
  return { user_id: userId, project_id: projectId, role_id: roleId }
}
