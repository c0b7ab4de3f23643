import { type IdOrName, Problem } from '@vitrine/core'
import type { Kysely } from 'kysely'
import { prepare } from '../prepare.ts'
import type { CatalogTables } from '../schema.ts'

interface Named {
  readonly id: string
  readonly name: string
}

interface Kind<T, Row> {
  readonly table: 'users' | 'projects' | 'roles'
  /** As in "There is already a user 'x'". */
  readonly what: string
  readonly fromRow: (row: Row) => T
  /** What has a column, besides id and name; what is undefined stays as it is. */
  readonly toColumns: (record: Partial<T>) => object
}

/** Users, projects and roles: each has an id that stays and a name that nobody else of its kind has. */
export function createNamedRecords<T extends Named, Row extends Named>(db: Kysely<CatalogTables>, kind: Kind<T, Row>) {
  // All that these tables have in common; the rest is between `fromRow` and `toColumns`.
  const tables = db as unknown as Kysely<{ named: Named }>
  const table = kind.table as 'named'
  const toRecord = (row: Named) => kind.fromRow(row as Row)
  const byId = prepare(db, tables.selectFrom(table).selectAll().where('id', '=', ''))
  const byName = prepare(db, tables.selectFrom(table).selectAll().where('name', '=', ''))

  async function find(by: IdOrName): Promise<T | undefined> {
    const [row] = await ('id' in by ? byId(by.id) : byName(by.name))
    return row && toRecord(row)
  }

  function nameTaken(name: string, options?: ErrorOptions): Problem {
    return new Problem('nameTaken', `There is already a ${kind.what} '${name}'`, options)
  }

  return {
    find,

    async insert(record: T): Promise<void> {
      const { id, name } = record
      const { numInsertedOrUpdatedRows } = await tables
        .insertInto(table)
        .values({ id, name, ...kind.toColumns(record) })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .executeTakeFirstOrThrow()
      if (numInsertedOrUpdatedRows === 0n) throw nameTaken(name)
    },

    async list(): Promise<T[]> {
      const rows = await tables.selectFrom(table).selectAll().orderBy('name').execute()
      return rows.map(toRecord)
    },

    async update(id: string, changes: Partial<Omit<T, 'id'>> & { readonly name?: string }): Promise<T | undefined> {
      const { name } = changes
      try {
        const row = await tables
          .updateTable(table)
          // With the id, since an update has to set something.
          .set({ id, name, ...kind.toColumns(changes as Partial<T>) })
          .where('id', '=', id)
          .returningAll()
          .executeTakeFirst()
        return row && toRecord(row)
      } catch (error) {
        // Engines refuse a taken name each in its own words, so whether that was the reason is looked up.
        if (name === undefined || ((await find({ name }))?.id ?? id) === id) throw error
        throw nameTaken(name, { cause: error })
      }
    },

    async delete(id: string): Promise<boolean> {
      const { numDeletedRows } = await tables.deleteFrom(table).where('id', '=', id).executeTakeFirstOrThrow()
      return numDeletedRows !== 0n
    },
  }
}
