import type { IdentityDirectory } from '@vitrine/core'
import type { Kysely } from 'kysely'
import { createApplicationCredentials } from './identity/application-credentials.ts'
import { createProjects } from './identity/projects.ts'
import { createRevokedTokens } from './identity/revoked-tokens.ts'
import { createRoleAssignments } from './identity/role-assignments.ts'
import { createRoles } from './identity/roles.ts'
import { createUsers } from './identity/users.ts'
import type { CatalogTables } from './schema.ts'

type Resources = Omit<IdentityDirectory, 'seed'>

/** What the built-in identity knows, over any engine that Kysely speaks to. */
export function createIdentityDirectory(db: Kysely<CatalogTables>): IdentityDirectory {
  return {
    ...createResources(db),
    seed: ({ projects, users, roles, assignments }) =>
      db.transaction().execute(async (trx) => {
        const anyone = await trx.selectFrom('users').select('id').limit(1).executeTakeFirst()
        if (anyone !== undefined) return false
        const directory = createResources(trx)
        for (const project of projects) await directory.insertProject(project)
        for (const user of users) await directory.insertUser(user)
        for (const role of roles) await directory.insertRole(role)
        for (const assignment of assignments) await directory.assignRole(assignment)
        return true
      }),
  }
}

function createResources(db: Kysely<CatalogTables>): Resources {
  return {
    ...createUsers(db),
    ...createProjects(db),
    ...createRoles(db),
    ...createRoleAssignments(db),
    ...createApplicationCredentials(db),
    ...createRevokedTokens(db),
  }
}
