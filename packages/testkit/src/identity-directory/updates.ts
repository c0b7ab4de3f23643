import type { Project, User } from '@vitrine/core'
import { expect, test } from 'vitest'
import { buildProject, buildUser, type ConnectDirectory, useDirectory } from './connect.ts'

const LATER = new Date('2026-02-03T04:05:06.789Z')

export function describeUpdates(connect: ConnectDirectory): void {
  const context = useDirectory(connect)

  test.for<Partial<Omit<User, 'id'>>>([
    { name: 'renamed' },
    { enabled: false },
    { passwordHash: null },
    { passwordHash: '$argon2id$v=19$m=65536,t=3,p=1$c2FsdA$b3RoZXI' },
    { tokensValidFrom: LATER },
    { enabled: false, passwordHash: null, tokensValidFrom: LATER },
    {},
  ])('a user changes in what is said, and in nothing else: %o', async (changes) => {
    const [user, other] = [buildUser(), buildUser()]
    await context.directory.insertUser(user)
    await context.directory.insertUser(other)
    expect(await context.directory.updateUser(user.id, changes)).toStrictEqual({ ...user, ...changes })
    expect(await context.directory.findUser({ id: user.id })).toStrictEqual({ ...user, ...changes })
    expect(await context.directory.findUser({ id: other.id })).toStrictEqual(other)
  })

  test.for<Partial<Omit<Project, 'id'>>>([{ name: 'renamed' }, { description: '' }, { enabled: false }, {}])(
    'a project changes in what is said, and in nothing else: %o',
    async (changes) => {
      const [project, other] = [buildProject(), buildProject()]
      await context.directory.insertProject(project)
      await context.directory.insertProject(other)
      expect(await context.directory.updateProject(project.id, changes)).toStrictEqual({ ...project, ...changes })
      expect(await context.directory.findProject({ id: project.id })).toStrictEqual({ ...project, ...changes })
      expect(await context.directory.findProject({ id: other.id })).toStrictEqual(other)
    },
  )

  test('changes made at once to different things of a user all stay', async () => {
    const user = buildUser()
    const changes = { name: 'renamed', enabled: false, passwordHash: null, tokensValidFrom: LATER }
    await context.directory.insertUser(user)
    await Promise.all(
      Object.entries(changes).map(([key, value]) => context.directory.updateUser(user.id, { [key]: value })),
    )
    expect(await context.directory.findUser({ id: user.id })).toStrictEqual({ ...user, ...changes })
  })

  test('a taken name is refused, and nothing changes', async () => {
    const [user, project] = [buildUser(), buildProject()]
    await context.directory.insertUser(buildUser({ name: 'taken' }))
    await context.directory.insertUser(user)
    await context.directory.insertProject(buildProject({ name: 'taken' }))
    await context.directory.insertProject(project)
    const changes = { name: 'taken', enabled: false }
    await expect(context.directory.updateUser(user.id, changes)).rejects.toMatchObject({ code: 'nameTaken' })
    await expect(context.directory.updateProject(project.id, changes)).rejects.toMatchObject({ code: 'nameTaken' })
    expect(await context.directory.findUser({ id: user.id })).toStrictEqual(user)
    expect(await context.directory.findProject({ id: project.id })).toStrictEqual(project)
  })

  test('the own name is not taken', async () => {
    const user = buildUser()
    await context.directory.insertUser(user)
    expect(await context.directory.updateUser(user.id, { name: user.name })).toStrictEqual(user)
  })

  test('what does not exist does not change', async () => {
    expect(await context.directory.updateUser('nobody', { name: 'renamed' })).toBeUndefined()
    expect(await context.directory.updateProject('nothing', { name: 'renamed' })).toBeUndefined()
  })
}
