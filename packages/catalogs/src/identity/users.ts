import type { IdentityDirectory, User } from '@vitrine/core'
import type { Kysely, Selectable } from 'kysely'
import type { CatalogTables, UsersTable } from '../schema.ts'
import { createNamedRecords } from './named-records.ts'

type Users = Pick<IdentityDirectory, 'insertUser' | 'findUser' | 'listUsers' | 'updateUser' | 'deleteUser'>

export function createUsers(db: Kysely<CatalogTables>): Users {
  const users = createNamedRecords(db, { table: 'users', what: 'user', fromRow: toUser, toColumns })
  return {
    insertUser: users.insert,
    findUser: users.find,
    listUsers: users.list,
    updateUser: users.update,
    deleteUser: users.delete,
  }
}

function toUser(row: Selectable<UsersTable>): User {
  return {
    id: row.id,
    name: row.name,
    enabled: row.enabled === 1,
    passwordHash: row.password_hash,
    defaultProjectId: row.default_project_id,
    tokensValidFrom: new Date(row.tokens_valid_from),
  }
}

function toColumns(user: Partial<User>) {
  return {
    enabled: user.enabled === undefined ? undefined : Number(user.enabled),
    password_hash: user.passwordHash,
    default_project_id: user.defaultProjectId,
    tokens_valid_from: user.tokensValidFrom?.getTime(),
  } satisfies Partial<Record<keyof UsersTable, unknown>>
}
