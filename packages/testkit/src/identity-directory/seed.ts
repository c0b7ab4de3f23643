import type { DirectorySeed } from '@vitrine/core'
import { expect, test } from 'vitest'
import { buildProject, buildRole, buildUser, type ConnectDirectory, useDirectory } from './connect.ts'

export function describeSeed(connect: ConnectDirectory): void {
  const context = useDirectory(connect)

  test('an empty directory takes all of it', async () => {
    const seed = buildSeed()
    expect(await context.directory.seed(seed)).toBe(true)
    expect(await stored()).toStrictEqual(seed)
  })

  test('a directory with any user takes nothing', async () => {
    const user = buildUser()
    await context.directory.insertUser(user)
    expect(await context.directory.seed(buildSeed())).toBe(false)
    expect(await stored()).toStrictEqual({ users: [user], projects: [], roles: [], assignments: [] })
  })

  test('of 10 that come at once, one is taken whole', async () => {
    const seeds = Array.from({ length: 10 }, buildSeed)
    const answers = await Promise.all(seeds.map((seed) => context.directory.seed(seed)))
    expect(seeds.filter((_, index) => answers[index])).toStrictEqual([await stored()])
  })

  test('one that does not fit together leaves nothing behind', async () => {
    const seed = buildSeed()
    const userId = seed.users[0]?.id ?? ''
    const broken = { ...seed, assignments: [{ userId, projectId: 'unknown', roleId: 'unknown' }] }
    await expect(context.directory.seed(broken)).rejects.toThrow()
    expect(await stored()).toStrictEqual({ users: [], projects: [], roles: [], assignments: [] })
    expect(await context.directory.seed(seed)).toBe(true)
  })

  async function stored(): Promise<DirectorySeed> {
    return {
      users: await context.directory.listUsers(),
      projects: await context.directory.listProjects(),
      roles: await context.directory.listRoles(),
      assignments: await context.directory.listAssignments({}),
    }
  }
}

function buildSeed(): DirectorySeed {
  const [project, role] = [buildProject(), buildRole()]
  const user = buildUser({ defaultProjectId: project.id })
  const assignments = [{ userId: user.id, projectId: project.id, roleId: role.id }]
  return { users: [user], projects: [project], roles: [role], assignments }
}
