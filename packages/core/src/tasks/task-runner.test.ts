import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { aCaller, idle, PATIENTLY } from '../../test/builders.ts'
import { createMemoryTasks } from '../../test/memory-tasks.ts'
import { Problem } from '../problem.ts'
import type { TaskUndo, TaskWork } from './attempt-task.ts'
import type { NewTask, Task } from './task.ts'
import { createTaskRunner } from './task-runner.ts'

const LEASE_MS = 60_000
const BEGIN = new Date('2026-02-03T04:05:06Z').getTime()
const caller = aCaller({ roles: ['admin'], expiresAt: new Date(BEGIN + 1000) })

type Tasks = ReturnType<typeof createMemoryTasks>

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'Date'], now: BEGIN }))
afterEach(() => vi.useRealTimers())

/** A process that does imports, and what it was told of errors. */
function aProcess(work: TaskWork, given: { tasks?: Tasks; parallel?: number; undo?: TaskUndo } = {}) {
  const tasks = given.tasks ?? createMemoryTasks()
  const errors: unknown[] = []
  const runner = createTaskRunner({
    tasks,
    work: { import: work, api_image_import: undefined, location_import: work, machine_image_generation: undefined },
    undo: { import: given.undo ?? (async () => undefined) },
    now: () => new Date(),
    onError: (error) => errors.push(error),
    parallel: given.parallel ?? 2,
    leaseMs: LEASE_MS,
  })
  return { tasks, runner, errors }
}

const aTask = (changes: Partial<NewTask> = {}): NewTask => ({
  type: 'import',
  caller,
  requestId: 'req-1',
  imageId: null,
  input: { import_from: 'http://user:secret@images.example/x?secret' },
  ...changes,
})

const aTaskOf = (projectId: string | null) => aTask({ caller: aCaller({ projectId }) })

const statusOf = async (tasks: Tasks, id: string) => (await tasks.find(id))?.status
const hasStatus = (tasks: Tasks, id: string, status: string) =>
  expect.poll(() => statusOf(tasks, id), PATIENTLY).toBe(status)

/** Work that lasts until the test ends it, or the signal does. */
function workInHand() {
  const running: Array<{ task: Task; signal: AbortSignal; end: () => void }> = []
  const work: TaskWork = (task, { signal }) =>
    new Promise((resolve, reject) => {
      running.push({ task, signal, end: () => resolve(null) })
      signal.addEventListener('abort', () => reject(signal.reason))
    })
  return { work, running, begun: (count: number) => expect.poll(() => running.length, PATIENTLY).toBe(count) }
}

describe('a task', () => {
  test('is answered as stored, and done in the background', async () => {
    const { tasks, runner } = aProcess(async () => ({ image_id: 'image-1' }))
    const task = await runner.start(aTask())
    expect(task).toMatchObject({
      status: 'pending',
      owner: 'project-a',
      userId: 'user-a',
      requestId: 'req-1',
      message: '',
    })
    expect(task).toMatchObject({ result: null, expiresAt: null, createdAt: new Date(BEGIN) })
    await hasStatus(tasks, task.id, 'success')
    const expiresAt = new Date(BEGIN + 48 * 3600 * 1000)
    expect(await tasks.find(task.id)).toMatchObject({ result: { image_id: 'image-1' }, message: '', expiresAt })
  })

  test('is done as who asked for it, whose token may end before (R11)', async () => {
    const seen: Task[] = []
    const { tasks, runner } = aProcess(async (task) => {
      seen.push(task)
      return null
    })
    const { id } = await runner.start(aTask())
    await hasStatus(tasks, id, 'success')
    expect(seen).toMatchObject([{ status: 'processing', caller: { ...caller, expiresAt: null }, input: aTask().input }])
  })

  test('keeps no secret of a URL once it is finished (S29)', async () => {
    const failing = aProcess(() =>
      Promise.reject(new Problem('sourceUnavailable', 'No answer: ftp://secret@x/?secret')),
    )
    const { tasks, runner } = aProcess(async () => ({ from: 'https://secret@x' }))
    const done = await runner.start(aTask())
    const failed = await failing.runner.start(aTask())
    await hasStatus(tasks, done.id, 'success')
    await hasStatus(failing.tasks, failed.id, 'failure')
    const records = [await tasks.find(done.id), await failing.tasks.find(failed.id)]
    expect(records).toMatchObject([{ result: { from: 'https://***@x' } }, { message: 'No answer: ftp://***@x/?***' }])
    expect(JSON.stringify(records)).not.toContain('secret')
  })

  test('that fails says why, in the words of the refusal; of an error only the log learns (U1)', async () => {
    const refusal = new Problem('quotaExceeded', 'Project project-a may have 3 images')
    for (const [error, message] of [
      [refusal, refusal.message],
      [new Error('secret'), 'The server failed. The log has the reason under the id of this task.'],
    ] as const) {
      const { tasks, runner, errors } = aProcess(() => Promise.reject(error))
      const { id } = await runner.start(aTask())
      await hasStatus(tasks, id, 'failure')
      expect(await tasks.find(id)).toMatchObject({ message, result: null })
      expect(errors).toStrictEqual([error])
    }
  })

  test('that fails is cleared away, with what its work has recorded', async () => {
    const undone: [Task, string][] = []
    const tasks = createMemoryTasks()
    const work: TaskWork = async ({ id }) => {
      await tasks.setImage(id, 'image-1', new Date())
      throw new Problem('sourceUnavailable', 'No answer: ftp://secret@x')
    }
    const { runner, errors } = aProcess(work, {
      tasks,
      undo: async (task, reason) => {
        undone.push([task, reason])
        throw new Error('The catalogue is gone')
      },
    })
    const { id } = await runner.start(aTask())
    await hasStatus(tasks, id, 'failure')
    const reason = 'No answer: ftp://***@x'
    expect(undone).toMatchObject([[{ id, imageId: 'image-1', status: 'processing' }, reason]])
    expect(await tasks.find(id)).toMatchObject({ message: reason })
    expect(errors).toMatchObject([{ code: 'sourceUnavailable' }, { message: 'The catalogue is gone' }])
  })

  test('of a type that nobody does fails', async () => {
    const { tasks, runner } = aProcess(async () => null)
    const { id } = await runner.start(aTask({ type: 'api_image_import' }))
    await hasStatus(tasks, id, 'failure')
    expect((await tasks.find(id))?.message).toMatch('no tasks of type api_image_import')
  })
})

describe('a runner', () => {
  test('does so many tasks at once, and the others after them', async () => {
    const { work, running, begun } = workInHand()
    const { tasks, runner } = aProcess(work, { parallel: 2 })
    const owners = ['project-a', 'project-b', 'project-c', 'project-d', 'project-e']
    const ids = await Promise.all(owners.map(async (owner) => (await runner.start(aTaskOf(owner))).id))
    await begun(2)
    await idle()
    expect(running).toHaveLength(2)
    for (let ended = 0; ended < 5; ended++) {
      await begun(Math.min(ended + 2, 5))
      running[ended]?.end()
    }
    for (const id of ids) await hasStatus(tasks, id, 'success')
    expect(new Set(running.map(({ task }) => task.id))).toStrictEqual(new Set(ids))
  })

  test.each(['project-a', null])('keeps a place for others, however much project %s has to do', async (greedy) => {
    const { work, running, begun } = workInHand()
    const { tasks, runner } = aProcess(work, { parallel: 3 })
    for (let count = 0; count < 9; count++) await runner.start(aTaskOf(greedy))
    await begun(2)
    await idle()
    expect(running).toHaveLength(2)

    const other = await runner.start(aTaskOf('project-b'))
    await begun(3)
    expect(running[2]?.task.id).toBe(other.id)
    running[2]?.end()
    await hasStatus(tasks, other.id, 'success')
    await idle()
    expect(running).toHaveLength(3)

    running[0]?.end()
    await begun(4)
    expect(running[3]?.task.owner).toBe(greedy)
  })

  test('finds those who wait behind many of one project when it is started anew', async () => {
    const tasks = createMemoryTasks()
    const stopped = aProcess(async () => null, { tasks, parallel: 0 })
    for (let count = 0; count < 9; count++) await stopped.runner.start(aTaskOf('project-a'))
    const other = await stopped.runner.start(aTaskOf('project-b'))

    const { work, running, begun } = workInHand()
    const { runner } = aProcess(work, { tasks, parallel: 3 })
    await runner.resume()
    await begun(2)
    await vi.advanceTimersByTimeAsync(LEASE_MS)
    await begun(3)
    expect(running[2]?.task.id).toBe(other.id)
    await runner.close()
  })

  test('does a task once, however many processes share the catalogue', async () => {
    const tasks = createMemoryTasks()
    const done: string[] = []
    const work: TaskWork = async ({ id }) => {
      done.push(id)
      return null
    }
    const processes = [aProcess(work, { tasks }), aProcess(work, { tasks })]
    const started = Array.from({ length: 10 }, (_, index) => processes[index % 2]?.runner.start(aTask()))
    const ids = (await Promise.all(started)).map((task) => task?.id ?? '')
    for (const id of ids) await hasStatus(tasks, id, 'success')
    expect(done.toSorted()).toStrictEqual(ids.toSorted())
  })

  test('that closes ends its work, and leaves its tasks for the next', async () => {
    const { work, running, begun } = workInHand()
    const { tasks, runner, errors } = aProcess(work, { parallel: 1 })
    const begunTask = await runner.start(aTask())
    const waiting = await runner.start(aTask())
    await begun(1)
    await runner.close()
    expect([await statusOf(tasks, begunTask.id), await statusOf(tasks, waiting.id)]).toStrictEqual([
      'pending',
      'pending',
    ])
    expect([running.length, errors]).toStrictEqual([1, []])

    const next = aProcess(async () => null, { tasks })
    await next.runner.resume()
    for (const { id } of [begunTask, waiting]) await hasStatus(tasks, id, 'success')
    await next.runner.close()
  })

  test('takes over the task of a process that has died, as soon as that is certain (R12)', async () => {
    const { work, begun } = workInHand()
    const dead = aProcess(work)
    const { id } = await dead.runner.start(aTask())
    await begun(1)
    // Its timers go with it.
    vi.clearAllTimers()
    const { tasks } = dead

    const next = aProcess(async () => null, { tasks })
    await next.runner.resume()
    await idle()
    expect(await statusOf(tasks, id)).toBe('processing')
    await vi.advanceTimersByTimeAsync(LEASE_MS)
    await hasStatus(tasks, id, 'success')
    await next.runner.close()
  })

  test('keeps what it does, however long it takes', async () => {
    const { work, running, begun } = workInHand()
    const { tasks, runner } = aProcess(work)
    const other = aProcess(() => Promise.reject(new Error('Not for this one')), { tasks })
    const { id } = await runner.start(aTask())
    await begun(1)
    await other.runner.resume()
    for (let minute = 0; minute < 5; minute++) await vi.advanceTimersByTimeAsync(LEASE_MS)
    running[0]?.end()
    await hasStatus(tasks, id, 'success')
    expect(other.errors).toStrictEqual([])
    await other.runner.close()
  })

  test('gives up a task that another process has taken over while it was held up', async () => {
    const { work, running, begun } = workInHand()
    const { tasks, runner } = aProcess(work)
    const { id } = await runner.start(aTask())
    await begun(1)
    vi.setSystemTime(BEGIN + LEASE_MS)
    const other = aProcess(work, { tasks })
    await other.runner.resume()
    await begun(2)
    await vi.advanceTimersByTimeAsync(LEASE_MS / 3)
    expect(running.map(({ signal }) => signal.aborted)).toStrictEqual([true, false])
    expect(await statusOf(tasks, id)).toBe('processing')
    running[1]?.end()
    await hasStatus(tasks, id, 'success')
    await other.runner.close()
  })

  test('clears nothing away of a task that another process has taken over while it was held up', async () => {
    const failing = Promise.withResolvers<never>()
    const undone: string[] = []
    const undo = async ({ id }: Task) => void undone.push(id)
    const { tasks, runner } = aProcess(() => failing.promise, { undo })
    const { id } = await runner.start(aTask())
    await hasStatus(tasks, id, 'processing')
    vi.setSystemTime(BEGIN + LEASE_MS)
    const { work, running, begun } = workInHand()
    const other = aProcess(work, { tasks })
    await other.runner.resume()
    await begun(1)
    failing.reject(new Error('What it had made is gone'))
    await runner.close()
    expect([undone, await statusOf(tasks, id)]).toStrictEqual([[], 'processing'])
    running[0]?.end()
    await hasStatus(tasks, id, 'success')
    await other.runner.close()
  })

  test('does not try again what no process has survived', async () => {
    const tasks = createMemoryTasks()
    const undone: string[] = []
    const { id } = await aProcess(async () => null, { tasks, parallel: 0 }).runner.start(aTask())
    for (let death = 0; death < 4; death++) {
      const until = new Date(BEGIN + death + 1)
      await tasks.claim(id, { holder: `process-${death}`, until }, new Date(BEGIN + death))
    }
    vi.setSystemTime(BEGIN + LEASE_MS)
    const undo = async (task: Task) => void undone.push(task.id)
    const { runner } = aProcess(() => Promise.reject(new Error('Not again')), { tasks, undo })
    await runner.resume()
    await hasStatus(tasks, id, 'failure')
    expect((await tasks.find(id))?.message).toBe('The server stopped 4 times while it did this: ask again')
    expect(undone).toStrictEqual([id])
    await runner.close()
  })

  test('forgets what has expired', async () => {
    const { tasks, runner } = aProcess(async () => null)
    await runner.resume()
    const { id } = await runner.start(aTask())
    await hasStatus(tasks, id, 'success')
    await vi.advanceTimersByTimeAsync(47 * 3600 * 1000)
    expect(await statusOf(tasks, id)).toBe('success')
    await vi.advanceTimersByTimeAsync(2 * 3600 * 1000)
    expect(await statusOf(tasks, id)).toBeUndefined()
    await runner.close()
  })

  test('goes on when the catalogue does, and says what was wrong', async () => {
    const working = createMemoryTasks()
    let isBroken = true
    const claim: Tasks['claim'] = (...args) =>
      isBroken ? Promise.reject(new Error('The disk is full')) : working.claim(...args)
    const { runner, errors } = aProcess(async () => null, { tasks: { ...working, claim } })
    await runner.resume()
    const { id } = await runner.start(aTask())
    await expect.poll(() => errors, PATIENTLY).toMatchObject([{ message: 'The disk is full' }])
    await idle()
    expect(errors).toHaveLength(1)
    isBroken = false
    await vi.advanceTimersByTimeAsync(LEASE_MS)
    await hasStatus(working, id, 'success')
    await runner.close()
  })
})
