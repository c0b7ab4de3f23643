import { type ApiKey, type ApiKeyCatalog, type Login, type NewApiKey, Problem } from '@vitrine/core'
import type { Kysely, Selectable, Transaction } from 'kysely'
import { nextId } from './next-id.ts'
import { prepare } from './prepare.ts'
import type { ApiKeysTable, CatalogTables } from './schema.ts'

/** API keys over any engine that Kysely speaks to. */
export function createApiKeyCatalog(db: Kysely<CatalogTables>): ApiKeyCatalog {
  // Every request that a key signs asks.
  const find = prepare(db, db.selectFrom('api_keys').selectAll().where('public_key', '=', ''))

  return {
    async insertApiKey(key, limit) {
      return db.transaction().execute(async (trx) => {
        // First, because from here on nobody else inserts: each counts those that came before.
        const row = fromNew(key, await nextId(trx, 'api_keys'))
        await assertRoom(trx, key.user, limit)
        await trx.insertInto('api_keys').values(row).execute()
        return toApiKey(row)
      })
    },

    async listApiKeys(userName) {
      const rows = await db.selectFrom('api_keys').selectAll().where('user_name', '=', userName).orderBy('id').execute()
      return rows.map(toApiKey)
    },

    async findApiKey(publicKey) {
      const [row] = await find(publicKey)
      return row && toApiKey(row)
    },

    async updateApiKey(userName, id, { name, description }, at) {
      const row = await db
        .updateTable('api_keys')
        .set({ name, description, updated_at: at.getTime() })
        .where('id', '=', id)
        .where('user_name', '=', userName)
        .returningAll()
        .executeTakeFirst()
      return row && toApiKey(row)
    },

    async deleteApiKey(userName, id) {
      const { numDeletedRows } = await db
        .deleteFrom('api_keys')
        .where('id', '=', id)
        .where('user_name', '=', userName)
        .executeTakeFirstOrThrow()
      return numDeletedRows > 0n
    },
  }
}

async function assertRoom(trx: Transaction<CatalogTables>, user: Login, limit: number): Promise<void> {
  const { keys } = await trx
    .selectFrom('api_keys')
    .select(({ fn }) => fn.countAll().as('keys'))
    .where('user_name', '=', user.name)
    .where('user_id', '=', user.id)
    .executeTakeFirstOrThrow()
  if (Number(keys) < limit) return
  throw new Problem('quotaExceeded', `User '${user.name}' has ${keys} API keys, and may have no more than ${limit}`)
}

function toApiKey(row: Selectable<ApiKeysTable>): ApiKey {
  return {
    id: row.id,
    user: { id: row.user_id, name: row.user_name },
    name: row.name,
    description: row.description,
    publicKey: row.public_key,
    secretKey: row.secret_key,
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
  }
}

function fromNew(key: NewApiKey, id: number): ApiKeysTable {
  return {
    id,
    user_id: key.user.id,
    user_name: key.user.name,
    name: key.name,
    description: key.description,
    public_key: key.publicKey,
    secret_key: key.secretKey,
    created_at: key.createdAt.getTime(),
    updated_at: key.createdAt.getTime(),
  }
}
