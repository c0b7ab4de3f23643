import type { IdentityDirectory } from '@vitrine/core'
import type { Kysely } from 'kysely'
import { prepare } from '../prepare.ts'
import type { CatalogTables } from '../schema.ts'

type Revocations = Pick<IdentityDirectory, 'revokeToken' | 'isRevoked' | 'forgetRevocations'>

export function createRevokedTokens(db: Kysely<CatalogTables>): Revocations {
  const find = prepare(db, db.selectFrom('revoked_tokens').select('token_id').where('token_id', '=', ''))

  return {
    async revokeToken(tokenId, expiresAt) {
      await db
        .insertInto('revoked_tokens')
        .values({ token_id: tokenId, expires_at: expiresAt.getTime() })
        .onConflict((conflict) => conflict.column('token_id').doNothing())
        .execute()
    },

    async isRevoked(tokenId) {
      const rows = await find(tokenId)
      return rows.length > 0
    },

    async forgetRevocations(expiredBefore) {
      await db.deleteFrom('revoked_tokens').where('expires_at', '<', expiredBefore.getTime()).execute()
    },
  }
}
