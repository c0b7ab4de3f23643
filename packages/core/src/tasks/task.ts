import type { Caller } from '../ports/identity.ts'

export const TASK_TYPES = ['import', 'api_image_import', 'location_import', 'machine_image_generation'] as const
export type TaskType = (typeof TASK_TYPES)[number]

export const TASK_STATUSES = ['pending', 'processing', 'success', 'failure'] as const
export type TaskStatus = (typeof TASK_STATUSES)[number]

/** Work that outlives the request that asked for it. */
export interface Task {
  readonly id: string
  readonly type: TaskType
  readonly status: TaskStatus
  /** The project it is done for. */
  readonly owner: string | null
  readonly userId: string | null
  /** Of the request that asked for it. */
  readonly requestId: string | null
  /** The image it concerns, as soon as there is one. */
  readonly imageId: string | null
  /** What was asked for, by the names of the API. */
  readonly input: TaskRecord
  /** What came of it; null until then, and after a failure. */
  readonly result: TaskRecord | null
  /** Why it failed; empty otherwise. */
  readonly message: string
  readonly createdAt: Date
  readonly updatedAt: Date
  /** When it is forgotten; null until it is finished. */
  readonly expiresAt: Date | null
  /**
   * As whom the work is done: what was vouched for when it was asked for. The token may end before the work does, and is
   * not needed again (fault R11).
   */
  readonly caller: Caller
}

/** JSON. */
export type TaskRecord = Readonly<Record<string, unknown>>

/** What somebody asks for. */
export type NewTask = Pick<Task, 'type' | 'caller' | 'requestId' | 'imageId' | 'input'>

export const TASK_SORT_KEYS = [
  'created_at',
  'expires_at',
  'id',
  'image_id',
  'owner',
  'request_id',
  'status',
  'type',
  'updated_at',
  'user_id',
] as const
export type TaskSortKey = (typeof TASK_SORT_KEYS)[number]

export interface TaskQuery {
  readonly type?: TaskType | undefined
  readonly status?: TaskStatus | undefined
  readonly owner?: string | undefined
  /** Tasks that have the same go by age, and then by id. Null sorts below every value. */
  readonly sort: { readonly key: TaskSortKey; readonly direction: 'asc' | 'desc' }
  /** Id of the last task of the page before. */
  readonly marker?: string | undefined
  readonly limit: number
}
