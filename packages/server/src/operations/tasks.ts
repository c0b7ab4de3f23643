import type { Handlers } from '@vitrine/api-types'
import type { TaskService } from '@vitrine/core'
import type { HandlerContext } from '../http/dispatch.ts'
import { HttpError } from '../http/http-error.ts'
import { pageLinks } from '../wire/links.ts'
import { toImageTask, toSummary, toWire } from '../wire/task.ts'
import { parseTaskQuery } from '../wire/task-query.ts'

export const taskOperations = ({ tasks }: { tasks: TaskService }) =>
  ({
    createTask: async ({ body, caller, requestId, baseUrl }) => {
      const task = await tasks.create(body.input, requestId, caller)
      return { status: 201, headers: { Location: `${baseUrl}/v2/tasks/${task.id}` }, body: toWire(task) }
    },

    listTasks: async ({ search, caller }) => {
      const { limit, ...query } = parseTaskQuery(search)
      // One more than asked for tells whether there is a next page.
      const found = await tasks.list({ ...query, limit: limit + 1 }, caller)
      const page = found.slice(0, limit)
      const last = found.length > limit ? page.at(-1) : undefined
      return {
        status: 200,
        body: { tasks: page.map(toSummary), ...pageLinks('/v2/tasks', search, last?.id), schema: '/v2/schemas/tasks' },
      }
    },

    showTask: async ({ path, caller }) => ({ status: 200, body: toWire(await tasks.show(path.task_id, caller)) }),

    deleteTask: async ({ caller }) => {
      tasks.assertMayDelete(caller)
      throw new HttpError(405, 'Tasks are not deleted: each goes by itself at its expires_at', { Allow: 'GET' })
    },

    listImageTasks: async ({ path, caller }) => {
      const found = await tasks.listOfImage(path.image_id, caller)
      return { status: 200, body: { tasks: found.map((task) => toImageTask(task, path.image_id)) } }
    },
  }) satisfies Pick<Handlers<HandlerContext>, 'createTask' | 'listTasks' | 'showTask' | 'deleteTask' | 'listImageTasks'>
