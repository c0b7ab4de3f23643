import type { ImageAccess } from '../images/access.ts'
import type { Policy } from '../policy/policy.ts'
import type { RuleName } from '../policy/rules.ts'
import type { Caller } from '../ports/identity.ts'
import type { RemoteSource } from '../ports/remote-source.ts'
import type { TaskCatalog } from '../ports/task-catalog.ts'
import { Problem } from '../problem.ts'
import type { ReadImport } from './import-task.ts'
import { withoutSecrets } from './redact.ts'
import type { Task, TaskQuery, TaskRecord } from './task.ts'
import type { TaskRunner } from './task-runner.ts'

export type TaskService = ReturnType<typeof createTaskService>

/** The tasks of the API: who may ask for them, and see what became of them. */
export function createTaskService(deps: {
  readonly tasks: TaskCatalog
  readonly runner: Pick<TaskRunner, 'start'>
  readonly access: ImageAccess
  readonly policy: Policy
  readonly source: Pick<RemoteSource, 'check'>
  readonly readImport: ReadImport
}) {
  const { tasks, runner, access, policy, source, readImport } = deps

  function admit(rule: RuleName, caller: Caller): void {
    policy.assertAllows('tasks_api_access', caller, {}, 'The tasks')
    policy.assertAllows(rule, caller, {}, 'The tasks')
  }

  /** Whoever is let in without being an administrator sees what is done for the own project. */
  function mayKnow(caller: Caller, { owner }: Pick<Task, 'owner'>): boolean {
    return policy.isAdmin(caller) || (owner !== null && owner === caller.projectId)
  }

  async function see(id: string, caller: Caller): Promise<Task | undefined> {
    const task = await tasks.find(id)
    return task && mayKnow(caller, task) ? task : undefined
  }

  return {
    /** Imports an image. Refuses at once what can never be done; whatever else goes wrong, the task tells. */
    async create(input: TaskRecord, requestId: string, caller: Caller): Promise<Task> {
      admit('add_task', caller)
      await source.check(readImport(input).url)
      return shown(await runner.start({ type: 'import', caller, requestId, imageId: null, input }))
    },

    async list(query: TaskQuery, caller: Caller): Promise<Task[]> {
      admit('get_tasks', caller)
      if (query.marker !== undefined && !(await see(query.marker, caller))) {
        throw new Problem('queryInvalid', `'marker' is not the id of a task in this list`)
      }
      const owner = policy.isAdmin(caller) ? query.owner : (query.owner ?? caller.projectId)
      if (owner === null || (owner !== undefined && !mayKnow(caller, { owner }))) return []
      return (await tasks.list({ ...query, owner })).map(shown)
    },

    async show(id: string, caller: Caller): Promise<Task> {
      admit('get_task', caller)
      const task = await see(id, caller)
      if (task === undefined) throw new Problem('taskNotFound', `No task with id '${id}'`)
      return shown(task)
    },

    /** For whoever sees the image: what the own project does with it, or to administrators what anybody does. */
    async listOfImage(imageId: string, caller: Caller): Promise<Task[]> {
      await access.show(imageId, caller)
      return (await tasks.listOfImage(imageId)).filter((task) => mayKnow(caller, task)).map(shown)
    },

    /** Tasks go by themselves, when they expire; those who may not even ask are told so. */
    assertMayDelete: (caller: Caller): void => admit('modify_task', caller),
  }
}

/** What the work needs of its input may be a secret. */
function shown(task: Task): Task {
  return { ...task, input: withoutSecrets(task.input) }
}
