import { expect, test } from 'vitest'
import { at, buildOutcome, type ConnectTasks, claimBy, insertTask, useTasks } from './connect.ts'

export function describeTaskRecords(connect: ConnectTasks): void {
  const context = useTasks(connect)

  test('a task is found as it was inserted, whatever it is without', async () => {
    const nothing = { owner: null, userId: null, requestId: null, imageId: null, input: {} }
    for (const task of [await insertTask(context.tasks), await insertTask(context.tasks, nothing)]) {
      expect(await context.tasks.find(task.id)).toStrictEqual(task)
    }
    expect(await context.tasks.find('unknown')).toBeUndefined()
  })

  test('the tasks of an image are listed, newest first, and no others', async () => {
    const image = { imageId: 'image-1' }
    const [old, young] = [
      await insertTask(context.tasks, image),
      await insertTask(context.tasks, { ...image, createdAt: at(1) }),
    ]
    await insertTask(context.tasks, { imageId: 'image-2' })
    await insertTask(context.tasks)
    expect(await context.tasks.listOfImage('image-1')).toStrictEqual([young, old])
    expect(await context.tasks.listOfImage('image-3')).toStrictEqual([])
  })

  test('an image that its work has made is recorded with the task', async () => {
    const task = await insertTask(context.tasks)
    await context.tasks.setImage(task.id, 'image-1', at(2))
    const changed = { ...task, imageId: 'image-1', updatedAt: at(2) }
    expect(await context.tasks.find(task.id)).toStrictEqual(changed)
    expect(await context.tasks.listOfImage('image-1')).toStrictEqual([changed])
  })

  test('what has expired is forgotten; what has not, or is not finished, stays', async () => {
    const finish = async (seconds: number) => {
      const { id } = await insertTask(context.tasks, { createdAt: at(seconds) })
      await context.tasks.claim(id, claimBy('process-1', 10), at(0))
      await context.tasks.finish(id, 'process-1', buildOutcome({ expiresAt: at(seconds) }), at(1))
      return id
    }
    const expired = [await finish(99), await finish(100)]
    const kept = [await finish(101), (await insertTask(context.tasks)).id]
    await context.tasks.removeExpired(at(100))
    for (const id of expired) expect(await context.tasks.find(id)).toBeUndefined()
    for (const id of kept) expect(await context.tasks.find(id)).toMatchObject({ id })
  })
}
