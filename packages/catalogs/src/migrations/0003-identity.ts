import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'

export const identity: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('projects')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('name', 'text', (column) => column.notNull().unique())
      .addColumn('description', 'text', (column) => column.notNull())
      .addColumn('enabled', 'integer', (column) => column.notNull())
      .execute()

    await db.schema
      .createTable('users')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('name', 'text', (column) => column.notNull().unique())
      .addColumn('enabled', 'integer', (column) => column.notNull())
      .addColumn('password_hash', 'text')
      .addColumn('default_project_id', 'text', (column) => column.references('projects.id').onDelete('set null'))
      .addColumn('tokens_valid_from', 'bigint', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('users_by_default_project').on('users').column('default_project_id').execute()

    await db.schema
      .createTable('roles')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('name', 'text', (column) => column.notNull().unique())
      .execute()

    await db.schema
      .createTable('role_assignments')
      .addColumn('user_id', 'text', (column) => column.notNull().references('users.id').onDelete('cascade'))
      .addColumn('project_id', 'text', (column) => column.notNull().references('projects.id').onDelete('cascade'))
      .addColumn('role_id', 'text', (column) => column.notNull().references('roles.id').onDelete('cascade'))
      .addPrimaryKeyConstraint('role_assignments_key', ['user_id', 'project_id', 'role_id'])
      .execute()
    // For what a project or a role takes along when it is deleted.
    for (const end of ['project', 'role']) {
      await db.schema.createIndex(`role_assignments_by_${end}`).on('role_assignments').column(`${end}_id`).execute()
    }

    await db.schema
      .createTable('application_credentials')
      .addColumn('id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('description', 'text', (column) => column.notNull())
      .addColumn('user_id', 'text', (column) => column.notNull().references('users.id').onDelete('cascade'))
      .addColumn('project_id', 'text', (column) => column.notNull().references('projects.id').onDelete('cascade'))
      .addColumn('secret_hash', 'text', (column) => column.notNull())
      .addColumn('roles', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'bigint')
      .addUniqueConstraint('application_credentials_names', ['user_id', 'name'])
      .execute()
    await db.schema
      .createIndex('application_credentials_by_project')
      .on('application_credentials')
      .column('project_id')
      .execute()

    await db.schema
      .createTable('revoked_tokens')
      .addColumn('token_id', 'text', (column) => column.primaryKey().notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .execute()
    await db.schema.createIndex('revoked_tokens_by_end').on('revoked_tokens').column('expires_at').execute()
  },
}
