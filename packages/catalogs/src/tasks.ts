import type { TaskCatalog } from '@vitrine/core'
import type { ExpressionBuilder, Kysely } from 'kysely'
import type { CatalogTables } from './schema.ts'
import { listTasks } from './task-list.ts'
import { fromTask, toTask } from './task-rows.ts'

/** The tasks over any engine that Kysely speaks to. */
export function createTaskCatalog(db: Kysely<CatalogTables>): TaskCatalog {
  const heldBy = (id: string, holder: string) =>
    db.updateTable('tasks').where('id', '=', id).where('holder', '=', holder).where('status', '=', 'processing')

  return {
    async insert(task) {
      await db.insertInto('tasks').values(fromTask(task)).execute()
    },

    async find(id) {
      const row = await db.selectFrom('tasks').selectAll().where('id', '=', id).executeTakeFirst()
      return row && toTask(row)
    },

    async list(query) {
      const rows = await listTasks(db, query)
      return rows.map(toTask)
    },

    async listOfImage(imageId) {
      const rows = await db
        .selectFrom('tasks')
        .selectAll()
        .where('image_id', '=', imageId)
        .orderBy('created_at', 'desc')
        .orderBy('id', 'desc')
        .execute()
      return rows.map(toTask)
    },

    async listClaimable(at, limit, busyOwners = []) {
      return (
        db
          .selectFrom('tasks')
          .select(['id', 'owner'])
          .where(isClaimable(at))
          // One by one, as null is not in any list.
          .where(({ eb, and }) => and(busyOwners.map((owner) => eb('owner', 'is distinct from', owner))))
          .orderBy('created_at')
          .orderBy('id')
          .limit(limit)
          .execute()
      )
    },

    async claim(id, { holder, until }, at) {
      const row = await db
        .updateTable('tasks')
        .set((eb) => ({
          status: 'processing',
          holder,
          claimed_until: until.getTime(),
          updated_at: at.getTime(),
          // What is claimed and not given back was left by somebody.
          interruptions: eb
            .case()
            .when('status', '=', 'pending')
            .then(eb.ref('interruptions'))
            .else(eb('interruptions', '+', 1))
            .end(),
        }))
        .where('id', '=', id)
        .where(isClaimable(at))
        .returningAll()
        .executeTakeFirst()
      return row && { ...toTask(row), interruptions: row.interruptions }
    },

    async extend(id, { holder, until }) {
      const { numUpdatedRows } = await heldBy(id, holder)
        .set({ claimed_until: until.getTime() })
        .executeTakeFirstOrThrow()
      return numUpdatedRows > 0n
    },

    async release(id, holder, at) {
      await heldBy(id, holder)
        .set({ status: 'pending', holder: null, claimed_until: null, updated_at: at.getTime() })
        .execute()
    },

    async setImage(id, imageId, at) {
      await db.updateTable('tasks').set({ image_id: imageId, updated_at: at.getTime() }).where('id', '=', id).execute()
    },

    async finish(id, holder, { status, input, result, message, expiresAt }, at) {
      const { numUpdatedRows } = await heldBy(id, holder)
        .set({
          status,
          holder: null,
          claimed_until: null,
          input: JSON.stringify(input),
          result: result && JSON.stringify(result),
          message,
          updated_at: at.getTime(),
          expires_at: expiresAt.getTime(),
        })
        .executeTakeFirstOrThrow()
      return numUpdatedRows > 0n
    },

    async removeExpired(at) {
      await db.deleteFrom('tasks').where('expires_at', '<=', at.getTime()).execute()
    },
  }
}

function isClaimable(at: Date) {
  return ({ eb, and, or }: ExpressionBuilder<CatalogTables, 'tasks'>) =>
    and([eb('expires_at', 'is', null), or([eb('status', '=', 'pending'), eb('claimed_until', '<=', at.getTime())])])
}
