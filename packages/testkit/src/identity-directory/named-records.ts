import type { IdentityDirectory, IdOrName, Project, Role, User } from '@vitrine/core'
import { describe, expect, test } from 'vitest'
import { buildProject, buildRole, buildUser, type ConnectDirectory, useDirectory } from './connect.ts'

interface Named {
  readonly id: string
  readonly name: string
}

/** What users, projects and roles have in common. */
interface Kind {
  readonly kind: string
  build(overrides?: Partial<Named>): Named
  insert(directory: IdentityDirectory, record: Named): Promise<void>
  find(directory: IdentityDirectory, by: IdOrName): Promise<Named | undefined>
  list(directory: IdentityDirectory): Promise<Named[]>
  delete(directory: IdentityDirectory, id: string): Promise<boolean>
}

const KINDS: Kind[] = [
  {
    kind: 'user',
    build: buildUser,
    insert: (directory, user: User) => directory.insertUser(user),
    find: (directory, by) => directory.findUser(by),
    list: (directory) => directory.listUsers(),
    delete: (directory, id) => directory.deleteUser(id),
  },
  {
    kind: 'project',
    build: buildProject,
    insert: (directory, project: Project) => directory.insertProject(project),
    find: (directory, by) => directory.findProject(by),
    list: (directory) => directory.listProjects(),
    delete: (directory, id) => directory.deleteProject(id),
  },
  {
    kind: 'role',
    build: buildRole,
    insert: (directory, role: Role) => directory.insertRole(role),
    find: (directory, by) => directory.findRole(by),
    list: (directory) => directory.listRoles(),
    delete: (directory, id) => directory.deleteRole(id),
  },
]

export function describeNamedRecords(connect: ConnectDirectory): void {
  describe.each(KINDS)('a $kind', ({ build, insert, find, list, delete: remove }) => {
    const context = useDirectory(connect)

    test('is found by its id and by its name as it was stored', async () => {
      const record = build()
      await insert(context.directory, record)
      expect(await find(context.directory, { id: record.id })).toStrictEqual(record)
      expect(await find(context.directory, { name: record.name })).toStrictEqual(record)
    })

    test('that nobody stored is not found', async () => {
      const record = build()
      await insert(context.directory, record)
      expect(await find(context.directory, { id: record.name })).toBeUndefined()
      expect(await find(context.directory, { name: record.id })).toBeUndefined()
    })

    test('has a name that is compared as text, exactly', async () => {
      const names = ['demo', 'Demo', 'demo ', '', 'e\u0301', '\u00e9', '😀', `'; drop table users; --`]
      const records = names.map((name) => build({ name }))
      for (const record of records) await insert(context.directory, record)
      for (const record of records) {
        expect(await find(context.directory, { name: record.name })).toStrictEqual(record)
      }
    })

    test('is refused when its name is taken, and the other stays as it was', async () => {
      const first = build({ name: 'demo' })
      await insert(context.directory, first)
      await expect(insert(context.directory, build({ name: 'demo' }))).rejects.toMatchObject({
        code: 'nameTaken',
        message: expect.stringContaining("'demo'"),
      })
      expect(await list(context.directory)).toStrictEqual([first])
    })

    test('is stored once when 20 with the same name come at once', async () => {
      const records = Array.from({ length: 20 }, () => build({ name: 'demo' }))
      const answers = await Promise.allSettled(records.map((record) => insert(context.directory, record)))
      expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
      expect(await list(context.directory)).toHaveLength(1)
    })

    test('is listed in the order of names', async () => {
      for (const name of ['b', 'c', 'a']) await insert(context.directory, build({ name }))
      expect((await list(context.directory)).map(({ name }) => name)).toStrictEqual(['a', 'b', 'c'])
    })

    test('is deleted once, and alone', async () => {
      const [doomed, other] = [build(), build()]
      await insert(context.directory, doomed)
      await insert(context.directory, other)
      expect(await remove(context.directory, doomed.id)).toBe(true)
      expect(await remove(context.directory, doomed.id)).toBe(false)
      expect(await list(context.directory)).toStrictEqual([other])
    })

    test('leaves its name to others when it is deleted', async () => {
      const [first, second] = [build({ name: 'demo' }), build({ name: 'demo' })]
      await insert(context.directory, first)
      await remove(context.directory, first.id)
      await insert(context.directory, second)
      expect(await find(context.directory, { name: 'demo' })).toStrictEqual(second)
    })
  })
}
