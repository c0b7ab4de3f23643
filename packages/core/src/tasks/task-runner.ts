import { randomUUID } from 'node:crypto'
import type { Claim, TaskCatalog } from '../ports/task-catalog.ts'
import { Problem } from '../problem.ts'
import { createAttempt, type TaskWorks } from './attempt-task.ts'
import type { NewTask, Task } from './task.ts'

export interface TaskRunner {
  /** Stores the task and begins it in the background as soon as there is room; answers it as stored. */
  start(wanted: NewTask): Promise<Task>
  /** Takes up what others, or an earlier process, left to be done: now, and from time to time until `close`. */
  resume(): Promise<void>
  /** Ends running work, and gives its tasks back for the next process. */
  close(): Promise<void>
}

interface Running {
  readonly owner: Task['owner']
  readonly abort: AbortController
  readonly ended: Promise<void>
}

export function createTaskRunner(
  deps: TaskWorks & {
    readonly tasks: TaskCatalog
    readonly now: () => Date
    /** Told why a task failed, and of what could not be recorded. */
    readonly onError: (error: unknown, taskId?: string) => void
    /** How many tasks run at once. One project has all but one of the places at most: others need not wait for it. */
    readonly parallel: number
    /** A task whose process has given no sign of life for so long is taken over by another. */
    readonly leaseMs: number
  },
): TaskRunner {
  const { tasks, now, onError, parallel, leaseMs } = deps
  const attempt = createAttempt(deps)
  const holder = randomUUID()
  const share = Math.max(parallel - 1, 1)
  const running = new Map<string, Running>()
  let isClosing = false
  let looking: NodeJS.Timeout | undefined
  let asking: Promise<unknown> = Promise.resolve()

  const claim = (): Claim => ({ holder, until: new Date(now().getTime() + leaseMs) })
  const hasRoom = () => !isClosing && running.size < parallel

  /** Asks the catalogue for nobody who waits; `close` does. */
  function inBackground(ask: () => Promise<void>): void {
    asking = Promise.allSettled([asking, ask().catch((error: unknown) => onError(error))])
  }

  /** Projects that have their share. */
  function busyOwners(): Task['owner'][] {
    const byOwner = Map.groupBy(running.values(), ({ owner }) => owner)
    return [...byOwner].filter(([, theirs]) => theirs.length >= share).map(([owner]) => owner)
  }

  /** Who is hidden behind many tasks of one that only now became busy is seen the next time. */
  async function fill(): Promise<void> {
    if (!hasRoom()) return
    for (const { id, owner } of await tasks.listClaimable(now(), parallel, busyOwners())) {
      if (!hasRoom() || running.has(id) || busyOwners().includes(owner)) continue
      const abort = new AbortController()
      running.set(id, { owner, abort, ended: run(id, abort) })
    }
  }

  async function run(id: string, abort: AbortController): Promise<void> {
    try {
      await perform(id, abort)
    } catch (error) {
      // Not tried again at once: the catalogue cannot be asked at the moment.
      onError(error, id)
      return
    } finally {
      running.delete(id)
    }
    inBackground(fill)
  }

  async function perform(id: string, abort: AbortController): Promise<void> {
    const task = await tasks.claim(id, claim(), now())
    if (task === undefined) return
    const renewing = setInterval(() => inBackground(() => renew(id, abort)), leaseMs / 3).unref()
    try {
      const outcome = await attempt(task, abort.signal, () => tasks.extend(id, claim()))
      if (outcome) await tasks.finish(id, holder, outcome, now())
      else await tasks.release(id, holder, now())
    } finally {
      clearInterval(renewing)
    }
  }

  async function renew(id: string, abort: AbortController): Promise<void> {
    const isOurs = await tasks.extend(id, claim())
    if (!isOurs) abort.abort(new Error(`Task ${id} was taken over by another process`))
  }

  async function look(): Promise<void> {
    await tasks.removeExpired(now())
    await fill()
  }

  return {
    async start(wanted) {
      const task = asNew(wanted, now())
      await tasks.insert(task)
      inBackground(fill)
      return task
    },

    async resume() {
      await look()
      looking = setInterval(() => inBackground(look), leaseMs).unref()
    },

    async close() {
      isClosing = true
      clearInterval(looking)
      const ended = [...running.values()].map(({ ended }) => ended)
      for (const { abort } of running.values()) abort.abort(new Problem('storeUnavailable', 'The service is stopping'))
      await Promise.all(ended)
      await asking
    },
  }
}

function asNew({ caller, ...wanted }: NewTask, at: Date): Task {
  return {
    ...wanted,
    id: randomUUID(),
    status: 'pending',
    owner: caller.projectId,
    userId: caller.userId,
    result: null,
    message: '',
    createdAt: at,
    updatedAt: at,
    expiresAt: null,
    caller: { ...caller, expiresAt: null },
  }
}
