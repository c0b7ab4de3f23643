import type { ClaimedTask, TaskCatalog, TaskOutcome } from '../ports/task-catalog.ts'
import { Problem } from '../problem.ts'
import { withoutSecrets } from './redact.ts'
import type { Task, TaskRecord, TaskType } from './task.ts'

/**
 * Does what a task asks for and answers its result, or rejects with what its owner is to know. Ends soon once the signal
 * is aborted; the task is then done again from its beginning, perhaps by another process, as it is after a crash. So it
 * goes by what it finds.
 */
export type TaskWork = (task: Task, context: { readonly signal: AbortSignal }) => Promise<TaskRecord | null>

/** Clears away what failed work left behind; `reason` is what the owner of the task is told. */
export type TaskUndo = (task: Task, reason: string) => Promise<void>

export interface TaskWorks {
  /** Undefined for what this server does not do. */
  readonly work: Readonly<Record<TaskType, TaskWork | undefined>>
  readonly undo?: Readonly<Partial<Record<TaskType, TaskUndo>>>
}

/** How long a finished task can be read. */
const LIFETIME_MS = 48 * 60 * 60 * 1000

/** Work that a process did not survive this often is not tried again: it may be what kills them. */
const MAX_INTERRUPTIONS = 3

/**
 * Does a task and says what came of it: nothing yet when the signal ended the work before its time. `isOurs` says whether
 * it still is this process that does it.
 */
export function createAttempt(
  deps: TaskWorks & {
    readonly tasks: Pick<TaskCatalog, 'find'>
    readonly now: () => Date
    readonly onError: (error: unknown, taskId: string) => void
  },
): (task: ClaimedTask, signal: AbortSignal, isOurs: () => Promise<boolean>) => Promise<TaskOutcome | undefined> {
  const { tasks, work, undo = {}, now, onError } = deps

  async function resultOf(task: ClaimedTask, signal: AbortSignal): Promise<TaskRecord | null> {
    const doWork = work[task.type]
    if (doWork === undefined) throw new Problem('taskGivenUp', `This server does no tasks of type ${task.type}`)
    if (task.interruptions >= MAX_INTERRUPTIONS) {
      throw new Problem('taskGivenUp', `The server stopped ${task.interruptions} times while it did this: ask again`)
    }
    signal.throwIfAborted()
    return doWork(task, { signal })
  }

  async function clearAway({ id, type }: Task, reason: string): Promise<void> {
    try {
      // As it is now: the work may have recorded what it made.
      const task = await tasks.find(id)
      if (task) await undo[type]?.(task, reason)
    } catch (error) {
      onError(error, id)
    }
  }

  /** Kept for its owner to read: without what the work needed and nobody else is to see. */
  function outcome(status: TaskOutcome['status'], task: Task, result: TaskRecord | null, message: string): TaskOutcome {
    const expiresAt = new Date(now().getTime() + LIFETIME_MS)
    return { status, expiresAt, ...withoutSecrets({ input: task.input, result, message }) }
  }

  return async (task, signal, isOurs) => {
    try {
      return outcome('success', task, await resultOf(task, signal), '')
    } catch (error) {
      // Who was held up must not clear away what another process is making by now.
      if (signal.aborted || !(await isOurs())) return undefined
      onError(error, task.id)
      const reason = withoutSecrets(messageOf(error))
      await clearAway(task, reason)
      return outcome('failure', task, null, reason)
    }
  }
}

/** Refusals name what is wrong, and no secret. What else goes wrong is for the log. */
function messageOf(error: unknown): string {
  if (error instanceof Problem) return error.message
  return 'The server failed. The log has the reason under the id of this task.'
}
