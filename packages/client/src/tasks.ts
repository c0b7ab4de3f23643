import type {
  ImageTask,
  ImageTaskList,
  paths,
  QueryParams,
  Task,
  TaskCreate,
  TaskList,
  TaskSummary,
} from '@vitrine/api-types'
import type { Client } from 'openapi-fetch'
import type { Call, CallOptions } from './call.ts'
import { pagesOf } from './pages.ts'

/** `limit` is the size of a page. */
export type TaskQuery = { readonly [K in keyof QueryParams<'listTasks'>]?: string | number | undefined }

/** What servers do after they have answered. All but the tasks of an image are for administrators, by default. */
export interface Tasks {
  /** Imports an image from a URL. The task tells how that goes: show it until it is a success or a failure. */
  create(task: TaskCreate, options?: CallOptions): Promise<Task>
  show(id: string, options?: CallOptions): Promise<Task>
  /** All tasks that fit, fetched a page at a time as they are asked for; without what was asked, and what came of it. */
  list(query?: TaskQuery, options?: CallOptions): AsyncIterable<TaskSummary>
  /** Their times have no zone, and are UTC. */
  listOfImage(imageId: string, options?: CallOptions): Promise<ImageTask[]>
}

export function createTasks({ api, call }: { api: Client<paths>; call: Call }): Tasks {
  return {
    create: (body, options = {}) =>
      call<Task>('createTask', options, (init) => api.POST('/v2/tasks', { body, ...init })),
    show: (task_id, options = {}) =>
      call<Task>('showTask', options, (init) =>
        api.GET('/v2/tasks/{task_id}', { params: { path: { task_id } }, ...init }),
      ),
    async *list(query = {}, options = {}) {
      const fetchPage = (page: TaskQuery) =>
        call<TaskList>('listTasks', options, (init) =>
          api.GET('/v2/tasks', { params: { query: page as never }, ...init }),
        )
      for await (const { tasks } of pagesOf(query, fetchPage)) yield* tasks
    },
    listOfImage: async (image_id, options = {}) =>
      (
        await call<ImageTaskList>('listImageTasks', options, (init) =>
          api.GET('/v2/images/{image_id}/tasks', { params: { path: { image_id } }, ...init }),
        )
      ).tasks,
  }
}
