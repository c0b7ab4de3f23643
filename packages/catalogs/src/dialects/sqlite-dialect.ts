import type { Database } from 'better-sqlite3'
import { CompiledQuery, type DatabaseConnection, SqliteAdapter, SqliteDialect, SqliteDriver } from 'kysely'
import { asProblem } from './sqlite-problem.ts'
import { keepStatements } from './sqlite-statements.ts'

/**
 * Kysely's SQLite dialect, fit for a shared connection and a shared file.
 *
 * The connection belongs to one caller at a time: Kysely lends it for a query or for a whole transaction and queues
 * the rest, so that no query of another request lands inside a transaction.
 */
export class ImmediateSqliteDialect extends SqliteDialect {
  readonly #database: Database

  constructor(database: Database) {
    super({ database })
    this.#database = database
  }

  override createDriver(): SqliteDriver {
    return new ImmediateSqliteDriver(this.#database)
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalDdlAdapter()
  }
}

class ImmediateSqliteDriver extends SqliteDriver {
  readonly #database: Database

  constructor(database: Database) {
    super({ database: keepStatements(database) })
    this.#database = database
  }

  /** Every statement goes through here, those that begin and end transactions too. */
  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await super.acquireConnection()
    return {
      executeQuery: (query) =>
        connection.executeQuery<never>(query).catch((error: unknown) => {
          throw asProblem(error)
        }),
      streamQuery: (query, chunkSize) => connection.streamQuery<never>(query, chunkSize),
    }
  }

  /** Takes the write lock at once: a transaction that read first could not wait for another process to finish. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }

  /** After some failures, a full disk for one, SQLite has rolled back already: asking again would hide the cause. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection)
  }
}

/** A migration is all there or not there. */
class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true
  }
}
