import { describe, expect, test } from 'vitest'
import { aCaller, admin, anImage, stranger, stub } from '../../test/builders.ts'
import { createMemoryTasks } from '../../test/memory-tasks.ts'
import { createImageAccess } from '../images/access.ts'
import { createPolicy } from '../policy/policy.ts'
import type { ImageCatalog } from '../ports/image-catalog.ts'
import { Problem } from '../problem.ts'
import type { NewTask, Task, TaskQuery } from './task.ts'
import { createTaskRunner } from './task-runner.ts'
import { createTaskService } from './task-service.ts'

const now = new Date('2026-02-03T04:05:06Z')
const member = aCaller()
const image = anImage({ visibility: 'public' })
const LIST: TaskQuery = { sort: { key: 'created_at', direction: 'desc' }, limit: 10 }
const forbidden = expect.objectContaining({ code: 'forbidden' })

/** Tasks that nobody does; what the list was asked for is written down. */
function setUp(rules: Record<string, string> = {}, check = async (_url: string) => {}) {
  const policy = createPolicy(rules)
  const asked: TaskQuery[] = []
  const tasks = {
    ...createMemoryTasks(),
    async list(query: TaskQuery): Promise<Task[]> {
      asked.push(query)
      return []
    },
  }
  const runner = createTaskRunner({
    tasks,
    work: {
      import: undefined,
      api_image_import: undefined,
      location_import: undefined,
      machine_image_generation: undefined,
    },
    now: () => now,
    onError: () => undefined,
    parallel: 0,
    leaseMs: 1,
  })
  const service = createTaskService({
    tasks,
    runner,
    policy,
    access: createImageAccess({ catalog: stub<ImageCatalog>({ find: async () => image }), policy }),
    source: { check },
    readImport({ import_from, image_properties }) {
      if (image_properties) throw new Problem('attributeReserved', 'Attribute is reserved')
      return { url: String(import_from), image: { tags: [], properties: {} } }
    },
  })
  const aTask = (changes: Partial<NewTask> = {}) =>
    runner.start({ type: 'import', caller: member, requestId: 'req-1', imageId: image.id, input: {}, ...changes })
  return { service, tasks, asked, aTask }
}

const LET_MEMBERS_IN = { tasks_api_access: 'role:member' }

describe('the tasks of the API', () => {
  test('are for administrators, whatever they are asked', async () => {
    const { service, aTask, tasks } = setUp()
    const { id } = await aTask()
    await expect(service.create({ import_from: 'http://x' }, 'req-1', member)).rejects.toEqual(forbidden)
    await expect(service.list(LIST, member)).rejects.toEqual(forbidden)
    await expect(service.show(id, member)).rejects.toEqual(forbidden)
    expect(() => service.assertMayDelete(member)).toThrow(forbidden)
    expect(() => service.assertMayDelete(admin)).not.toThrow()
    expect(await service.show(id, admin)).toMatchObject({ id })
    expect(await tasks.listClaimable(now, 10)).toMatchObject([{ id }])
  })

  test.each([
    ['add_task', 'create'],
    ['get_tasks', 'list'],
    ['get_task', 'show'],
    ['modify_task', 'delete'],
  ])('ask the rule %s to %s', async (rule, action) => {
    const { service, aTask } = setUp({ [rule]: '!' })
    const { id } = await aTask()
    const attempts: Record<string, () => unknown> = {
      create: () => service.create({ import_from: 'http://x' }, 'req-1', admin),
      list: () => service.list(LIST, admin),
      show: () => service.show(id, admin),
      delete: async () => service.assertMayDelete(admin),
    }
    for (const [name, attempt] of Object.entries(attempts)) {
      if (name === action) await expect(attempt()).rejects.toEqual(forbidden)
      else await attempt()
    }
  })

  test('of other projects are hidden from members that an operator lets in', async () => {
    const { service, aTask, asked } = setUp(LET_MEMBERS_IN)
    const [own, other] = [await aTask(), await aTask({ caller: stranger })]
    expect(await service.show(own.id, member)).toMatchObject({ id: own.id })
    await expect(service.show(other.id, member)).rejects.toMatchObject({ code: 'taskNotFound' })
    await service.list(LIST, member)
    await service.list({ ...LIST, owner: 'project-a', marker: own.id }, member)
    expect(asked.map(({ owner }) => owner)).toStrictEqual(['project-a', 'project-a'])
    expect(await service.list({ ...LIST, owner: 'project-b' }, member)).toStrictEqual([])
    expect(await service.list(LIST, aCaller({ projectId: null }))).toStrictEqual([])
    expect(asked).toHaveLength(2)
  })

  test('a marker of another project is as unknown as one that does not exist (S13)', async () => {
    const { service, aTask } = setUp(LET_MEMBERS_IN)
    const { id } = await aTask({ caller: stranger })
    const refusals = await Promise.all(
      [id, 'unknown'].map((marker) => service.list({ ...LIST, marker }, member).catch((error: Problem) => error)),
    )
    expect(refusals[0]).toMatchObject({ code: 'queryInvalid' })
    expect(refusals[0]).toStrictEqual(refusals[1])
  })

  test('of anybody are listed for administrators, or those of a project', async () => {
    const { service, asked } = setUp()
    await service.list(LIST, admin)
    await service.list({ ...LIST, owner: 'project-b' }, admin)
    expect(asked.map(({ owner }) => owner)).toStrictEqual([undefined, 'project-b'])
  })
})

describe('an import that is asked for', () => {
  test('is refused at once where its URL is never fetched, or its image never made', async () => {
    const refusal = new Problem('urlRefused', 'The URL is refused')
    const { service, tasks } = setUp({}, () => Promise.reject(refusal))
    await expect(service.create({ import_from: 'file:///etc/passwd' }, 'req-1', admin)).rejects.toBe(refusal)
    const reserved = { import_from: 'http://x', image_properties: {} }
    await expect(service.create(reserved, 'req-1', admin)).rejects.toMatchObject({ code: 'attributeReserved' })
    expect(await tasks.listClaimable(now, 10)).toStrictEqual([])
  })

  test('is shown without the secrets of its URL, which its work still has (S29)', async () => {
    const { service, tasks } = setUp()
    const input = { import_from: 'https://images.example/x?key=secret' }
    const task = await service.create(input, 'req-1', admin)
    expect(task).toMatchObject({ type: 'import', requestId: 'req-1', imageId: null, caller: { roles: admin.roles } })
    for (const shown of [task, await service.show(task.id, admin)])
      expect(shown.input).toStrictEqual({ import_from: 'https://images.example/x?***' })
    expect((await tasks.find(task.id))?.input).toStrictEqual(input)
  })
})

describe('the tasks of an image', () => {
  test('are those of the own project, or for administrators all, without secrets', async () => {
    const { service, aTask } = setUp()
    const own = await aTask({ input: { url: 'http://user:secret@x' } })
    const other = await aTask({ caller: stranger })
    await aTask({ imageId: 'another image' })
    const ids = async (caller: typeof member) => (await service.listOfImage(image.id, caller)).map(({ id }) => id)
    expect(await ids(member)).toStrictEqual([own.id])
    expect(await ids(stranger)).toStrictEqual([other.id])
    expect(await ids(admin)).toStrictEqual([own.id, other.id])
    expect(await ids(aCaller({ projectId: 'project-c' }))).toStrictEqual([])
    expect(JSON.stringify(await service.listOfImage(image.id, member))).not.toContain('secret')
  })

  test('are hidden with the image', async () => {
    const { service } = setUp({ get_image: '!' })
    await expect(service.listOfImage(image.id, member)).rejects.toMatchObject({ code: 'imageNotFound' })
  })
})
