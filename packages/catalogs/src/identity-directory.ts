import type { IdentityDirectory } from '@vitrine/core'
import type { Kysely, Transaction } from 'kysely'
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
        await waitForTurn(trx)
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

/**
 * Seeds that come at once would all find no users. They wait for each other by a name that is unique until the
 * transaction ends, and nobody ever sees.
 */
async function waitForTurn(trx: Transaction<CatalogTables>): Promise<void> {
  const nobody = { id: '', name: '', enabled: 0, tokens_valid_from: 0 }
  await trx
    .insertInto('users')
    .values(nobody)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  await trx.deleteFrom('users').where('id', '=', nobody.id).execute()
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
