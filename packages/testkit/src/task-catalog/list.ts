import type { Task, TaskQuery } from '@vitrine/core'
import { TASK_SORT_KEYS } from '@vitrine/core'
import { expect, test } from 'vitest'
import { at, buildOutcome, type ConnectTasks, claimBy, insertTask, useTasks } from './connect.ts'

export function describeTaskList(connect: ConnectTasks): void {
  const context = useTasks(connect)
  const list = async (query: Partial<TaskQuery> = {}) => {
    const sort = { key: 'created_at', direction: 'desc' } as const
    return (await context.tasks.list({ sort, limit: 100, ...query })).map(({ id }) => id)
  }

  /** Tasks that differ in everything, and some that do not. */
  async function insertSome(): Promise<void> {
    const some: Partial<Task>[] = [
      { type: 'location_import', owner: null, userId: 'user-2', imageId: 'image-1', updatedAt: at(9) },
      { type: 'api_image_import', owner: 'project-2', userId: null, requestId: null, createdAt: at(-1) },
      { type: 'import', owner: 'project-0', requestId: 'req-2', imageId: 'image-0', createdAt: at(1) },
      {},
      {},
    ]
    for (const task of some) await insertTask(context.tasks, task)
    for (const seconds of [50, 40]) {
      const { id } = await insertTask(context.tasks)
      await context.tasks.claim(id, claimBy('process-1', 10), at(0))
      await context.tasks.finish(id, 'process-1', buildOutcome({ expiresAt: at(seconds) }), at(seconds))
    }
  }

  test('tasks are listed as they are found', async () => {
    const task = await insertTask(context.tasks)
    const sort = { key: 'id', direction: 'asc' } as const
    expect(await context.tasks.list({ sort, limit: 1 })).toStrictEqual([task])
  })

  test('filters hold together', async () => {
    const task = await insertTask(context.tasks, { type: 'location_import', owner: 'project-2' })
    const { id } = await insertTask(context.tasks, { type: 'location_import', owner: 'project-3' })
    await insertTask(context.tasks, { owner: 'project-2' })
    await insertTask(context.tasks, { owner: null })
    await context.tasks.claim(id, claimBy('process-1', 10), at(1))
    expect(await list({ type: 'location_import' })).toHaveLength(2)
    expect(await list({ owner: 'project-2' })).toHaveLength(2)
    expect(await list({ status: 'processing' })).toStrictEqual([id])
    expect(await list({ type: 'location_import', owner: 'project-2', status: 'pending' })).toStrictEqual([task.id])
    expect(await list({ owner: '' })).toStrictEqual([])
  })

  test.each(TASK_SORT_KEYS)('by %s a list has one order, which pages keep, and the other way round', async (key) => {
    await insertSome()
    const whole = await list({ sort: { key, direction: 'asc' } })
    expect(new Set(whole).size).toBe(7)
    for (const direction of ['asc', 'desc'] as const) {
      const found: string[] = []
      for (let page = await list({ sort: { key, direction }, limit: 2 }); page.length > 0; ) {
        found.push(...page)
        page = await list({ sort: { key, direction }, limit: 2, marker: found.at(-1) })
      }
      expect(found).toStrictEqual(direction === 'asc' ? whole : whole.toReversed())
    }
  })

  test('a key sorts by its values, null below every one', async () => {
    await insertSome()
    const sorted = async (key: TaskQuery['sort']['key']) =>
      context.tasks.list({ sort: { key, direction: 'asc' }, limit: 100 })
    const owners = (await sorted('owner')).map(({ owner }) => owner)
    expect(owners).toStrictEqual([null, 'project-0', 'project-1', 'project-1', 'project-1', 'project-1', 'project-2'])
    const ends = (await sorted('expires_at')).map(({ expiresAt }) => expiresAt)
    expect(ends).toStrictEqual([null, null, null, null, null, at(40), at(50)])
    const changes = (await sorted('updated_at')).map(({ updatedAt }) => updatedAt)
    expect(changes.slice(-3)).toStrictEqual([at(9), at(40), at(50)])
  })

  test('tasks that have the same go by age', async () => {
    const first = await insertTask(context.tasks, { createdAt: at(1) })
    const second = await insertTask(context.tasks, { createdAt: at(2) })
    expect(await list({ sort: { key: 'type', direction: 'asc' } })).toStrictEqual([first.id, second.id])
    expect(await list({ sort: { key: 'type', direction: 'desc' } })).toStrictEqual([second.id, first.id])
  })

  test('a marker that does not exist is refused', async () => {
    await expect(list({ marker: 'unknown' })).rejects.toMatchObject({ code: 'queryInvalid' })
  })

  test('a page has no more than its limit, be it 0', async () => {
    await insertSome()
    expect(await list({ limit: 3 })).toHaveLength(3)
    expect(await list({ limit: 0 })).toStrictEqual([])
  })
}
