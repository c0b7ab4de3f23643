import type { Task } from '@vitrine/core'
import { expect, test } from 'vitest'
import { times } from '../image-catalog/connect.ts'
import { at, buildOutcome, type ConnectTasks, claimBy, insertTask, useTasks } from './connect.ts'

const claimable = ({ id, owner }: Task) => ({ id, owner })

export function describeTaskClaims(connect: ConnectTasks): void {
  const context = useTasks(connect)
  const claim = (id: string, holder: string, until: number, now = 1) =>
    context.tasks.claim(id, claimBy(holder, until), at(now))

  test('a claimed task is processing, and nothing else about it changes', async () => {
    const task = await insertTask(context.tasks)
    const processing = { ...task, status: 'processing', updatedAt: at(1) }
    expect(await claim(task.id, 'process-1', 10)).toStrictEqual({ ...processing, interruptions: 0 })
    expect(await context.tasks.find(task.id)).toStrictEqual(processing)
    expect(await claim('unknown', 'process-1', 10)).toBeUndefined()
  })

  test('of 50 that claim a task at once, exactly one gets it', async () => {
    const { id } = await insertTask(context.tasks)
    const claims = await Promise.all(times(50, (index) => claim(id, `process-${index}`, 10)))
    expect(claims.filter((claimed) => claimed !== undefined)).toHaveLength(1)
  })

  test('those that wait longest are listed first, and no more than asked for', async () => {
    const second = await insertTask(context.tasks, { createdAt: at(2) })
    const first = await insertTask(context.tasks, { createdAt: at(1) })
    await insertTask(context.tasks, { createdAt: at(3) })
    expect(await context.tasks.listClaimable(at(9), 2)).toStrictEqual([claimable(first), claimable(second)])
  })

  test('tasks of busy owners are left out, before they are counted', async () => {
    const owners = ['project-1', 'project-1', null, 'project-2'] as const
    const [first, second, nobodys, other] = await Promise.all(
      owners.map((owner, age) => insertTask(context.tasks, { owner, createdAt: at(age) })),
    )
    const left = async (busy: ReadonlyArray<string | null>) =>
      (await context.tasks.listClaimable(at(9), 2, busy)).map(({ id }) => id)
    expect(await left([])).toStrictEqual([first?.id, second?.id])
    expect(await left(['project-1'])).toStrictEqual([nobodys?.id, other?.id])
    expect(await left([null, 'project-2'])).toStrictEqual([first?.id, second?.id])
    expect(await left(['project-1', null])).toStrictEqual([other?.id])
    expect(await left(['project-1', 'project-2', null])).toStrictEqual([])
  })

  test('a task can be claimed by others when its claim has ended, and not before (R12)', async () => {
    const task = await insertTask(context.tasks)
    const { id } = task
    await claim(id, 'process-1', 10)
    expect(await context.tasks.listClaimable(at(9), 9)).toStrictEqual([])
    expect(await claim(id, 'process-2', 20, 9)).toBeUndefined()
    expect(await context.tasks.listClaimable(at(10), 9)).toStrictEqual([claimable(task)])
    expect(await claim(id, 'process-2', 20, 10)).toMatchObject({ status: 'processing', interruptions: 1 })
    expect(await claim(id, 'process-3', 30, 20)).toMatchObject({ interruptions: 2 })
  })

  test('who holds a task can keep it longer; nobody else can, nor who has lost it', async () => {
    const task = await insertTask(context.tasks)
    const { id } = task
    await claim(id, 'process-1', 10)
    expect(await context.tasks.extend(id, claimBy('process-1', 20))).toBe(true)
    expect(await context.tasks.extend(id, claimBy('process-2', 99))).toBe(false)
    expect(await context.tasks.listClaimable(at(19), 9)).toStrictEqual([])
    await claim(id, 'process-2', 30, 20)
    expect(await context.tasks.extend(id, claimBy('process-1', 99))).toBe(false)
    expect(await context.tasks.listClaimable(at(30), 9)).toStrictEqual([claimable(task)])
  })

  test('a task that is given back waits for anybody, and nobody was interrupted', async () => {
    const task = await insertTask(context.tasks)
    await claim(task.id, 'process-1', 10)
    await context.tasks.release(task.id, 'process-2', at(2))
    expect(await context.tasks.listClaimable(at(3), 9)).toStrictEqual([])
    await context.tasks.release(task.id, 'process-1', at(2))
    expect(await context.tasks.find(task.id)).toStrictEqual({ ...task, updatedAt: at(2) })
    expect(await claim(task.id, 'process-2', 10, 3)).toMatchObject({ interruptions: 0 })
  })

  test('a finished task says what came of it, and is nobody’s to change', async () => {
    const task = await insertTask(context.tasks)
    const outcome = buildOutcome()
    await claim(task.id, 'process-1', 10)
    expect(await context.tasks.finish(task.id, 'process-2', outcome, at(2))).toBe(false)
    expect(await context.tasks.finish(task.id, 'process-1', outcome, at(2))).toBe(true)
    const finished = { ...task, ...outcome, updatedAt: at(2) }
    expect(await context.tasks.find(task.id)).toStrictEqual(finished)
    expect(await context.tasks.listClaimable(at(999), 9)).toStrictEqual([])
    expect(await claim(task.id, 'process-1', 1999, 999)).toBeUndefined()
    expect(await context.tasks.extend(task.id, claimBy('process-1', 20))).toBe(false)
    await context.tasks.release(task.id, 'process-1', at(3))
    expect(await context.tasks.finish(task.id, 'process-1', buildOutcome({ status: 'failure' }), at(3))).toBe(false)
    expect(await context.tasks.find(task.id)).toStrictEqual(finished)
  })

  test('a failure has no result, and says why', async () => {
    const { id } = await insertTask(context.tasks)
    await claim(id, 'process-1', 10)
    const failure = { status: 'failure', result: null, message: 'images.example said 404' } as const
    await context.tasks.finish(id, 'process-1', buildOutcome(failure), at(2))
    expect(await context.tasks.find(id)).toMatchObject(failure)
  })

  test('who has lost a task to another finishes nothing', async () => {
    const { id } = await insertTask(context.tasks)
    await claim(id, 'process-1', 10)
    await claim(id, 'process-2', 20, 10)
    expect(await context.tasks.finish(id, 'process-1', buildOutcome(), at(11))).toBe(false)
    expect(await context.tasks.find(id)).toMatchObject({ status: 'processing' })
  })
}
