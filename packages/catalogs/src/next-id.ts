import type { Transaction } from 'kysely'
import type { CatalogTables, LastIdsTable } from './schema.ts'

/** An id that no row of the table has or had. Until this is stored, others that want one wait. */
export async function nextId(trx: Transaction<CatalogTables>, table: LastIdsTable['counted']): Promise<number> {
  const { last_id } = await trx
    .insertInto('last_ids')
    .values({ counted: table, last_id: 1 })
    .onConflict((conflict) =>
      conflict.column('counted').doUpdateSet(({ eb, ref }) => ({ last_id: eb(ref('last_ids.last_id'), '+', 1) })),
    )
    .returning('last_id')
    .executeTakeFirstOrThrow()
  return last_id
}
