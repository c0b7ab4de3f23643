import type { Task } from '@vitrine/core'
import type { Selectable } from 'kysely'
import type { TasksTable } from './schema.ts'

export type TaskRow = Selectable<TasksTable>

export function toTask(row: TaskRow): Task {
  return {
    id: row.id,
    type: row.type,
    status: row.status,
    owner: row.owner,
    userId: row.user_id,
    requestId: row.request_id,
    imageId: row.image_id,
    input: JSON.parse(row.input),
    result: row.result === null ? null : JSON.parse(row.result),
    message: row.message,
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
    expiresAt: row.expires_at === null ? null : new Date(row.expires_at),
    caller: JSON.parse(row.caller),
  }
}

export function fromTask(task: Task): TaskRow {
  return {
    id: task.id,
    type: task.type,
    status: task.status,
    owner: task.owner,
    user_id: task.userId,
    request_id: task.requestId,
    image_id: task.imageId,
    created_at: task.createdAt.getTime(),
    updated_at: task.updatedAt.getTime(),
    expires_at: task.expiresAt?.getTime() ?? null,
    holder: null,
    claimed_until: null,
    interruptions: 0,
    message: task.message,
    caller: JSON.stringify(task.caller),
    input: JSON.stringify(task.input),
    result: task.result && JSON.stringify(task.result),
  }
}
