import type { IdentityDirectory, Role } from '@vitrine/core'
import type { Kysely, Selectable } from 'kysely'
import type { CatalogTables, RolesTable } from '../schema.ts'
import { createNamedRecords } from './named-records.ts'

type Roles = Pick<IdentityDirectory, 'insertRole' | 'findRole' | 'listRoles' | 'deleteRole'>

export function createRoles(db: Kysely<CatalogTables>): Roles {
  const roles = createNamedRecords(db, { table: 'roles', what: 'role', fromRow: toRole, toColumns: () => ({}) })
  return { insertRole: roles.insert, findRole: roles.find, listRoles: roles.list, deleteRole: roles.delete }
}

export function toRole({ id, name }: Selectable<RolesTable>): Role {
  return { id, name }
}
