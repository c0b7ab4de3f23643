import { type ApplicationCredential, type IdentityDirectory, Problem } from '@vitrine/core'
import type { Kysely, Selectable } from 'kysely'
import { prepare } from '../prepare.ts'
import type { ApplicationCredentialsTable, CatalogTables } from '../schema.ts'

type Credentials = Pick<
  IdentityDirectory,
  'insertCredential' | 'findCredential' | 'listCredentials' | 'deleteCredential'
>

export function createApplicationCredentials(db: Kysely<CatalogTables>): Credentials {
  const credentials = db.selectFrom('application_credentials').selectAll()
  const byId = prepare(db, credentials.where('id', '=', ''))
  const byName = prepare(db, credentials.where('user_id', '=', '').where('name', '=', ''))

  return {
    async insertCredential(credential) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('application_credentials')
        .values(toRow(credential))
        .onConflict((conflict) => conflict.columns(['user_id', 'name']).doNothing())
        .executeTakeFirstOrThrow()
      if (numInsertedOrUpdatedRows === 0n) {
        throw new Problem('nameTaken', `The user has an application credential '${credential.name}' already`)
      }
    },

    async findCredential(by) {
      const [row] = await ('id' in by ? byId(by.id) : byName(by.userId, by.name))
      return row && toCredential(row)
    },

    async listCredentials(userId) {
      const rows = await credentials.where('user_id', '=', userId).orderBy('name').execute()
      return rows.map(toCredential)
    },

    async deleteCredential(id) {
      const { numDeletedRows } = await db
        .deleteFrom('application_credentials')
        .where('id', '=', id)
        .executeTakeFirstOrThrow()
      return numDeletedRows !== 0n
    },
  }
}

function toCredential(row: Selectable<ApplicationCredentialsTable>): ApplicationCredential {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    userId: row.user_id,
    projectId: row.project_id,
    secretHash: row.secret_hash,
    roles: JSON.parse(row.roles),
    expiresAt: row.expires_at === null ? null : new Date(row.expires_at),
  }
}

function toRow(credential: ApplicationCredential): ApplicationCredentialsTable {
  return {
    id: credential.id,
    name: credential.name,
    description: credential.description,
    user_id: credential.userId,
    project_id: credential.projectId,
    secret_hash: credential.secretHash,
    roles: JSON.stringify(credential.roles),
    expires_at: credential.expiresAt?.getTime() ?? null,
  }
}
