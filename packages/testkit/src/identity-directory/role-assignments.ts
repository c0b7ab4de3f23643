import type { Role, RoleAssignment } from '@vitrine/core'
import { expect, test } from 'vitest'
import { buildProject, buildRole, buildUser, type ConnectDirectory, insertMember, useDirectory } from './connect.ts'

export function describeRoleAssignments(connect: ConnectDirectory): void {
  const context = useDirectory(connect)

  test('a role counts for its user in its project only', async () => {
    const { user, project, role } = await insertMember(context.directory)
    const stranger = await insertMember(context.directory)
    expect(await context.directory.rolesOf(user.id, project.id)).toStrictEqual([role])
    expect(await context.directory.rolesOf(user.id, stranger.project.id)).toStrictEqual([])
    expect(await context.directory.rolesOf(stranger.user.id, project.id)).toStrictEqual([])
    expect(await context.directory.rolesOf('nobody', 'nothing')).toStrictEqual([])
  })

  test('roles come in the order of their names', async () => {
    const { user, project, assignment } = await insertMember(context.directory)
    await context.directory.unassignRole(assignment)
    for (const [index, name] of ['b', 'c', 'a'].entries()) {
      await assign(buildRole({ id: `role-${index}`, name }), { userId: user.id, projectId: project.id })
    }
    expect((await context.directory.rolesOf(user.id, project.id)).map(({ name }) => name)).toStrictEqual([
      'a',
      'b',
      'c',
    ])
  })

  test('assigning once more changes nothing', async () => {
    const { user, project, role, assignment } = await insertMember(context.directory)
    await context.directory.assignRole(assignment)
    expect(await context.directory.rolesOf(user.id, project.id)).toStrictEqual([role])
    expect(await context.directory.listAssignments({})).toStrictEqual([assignment])
  })

  test('a role is taken away once, and alone', async () => {
    const { user, project, role, assignment } = await insertMember(context.directory)
    await assign(buildRole(), assignment)
    expect(await context.directory.unassignRole(assignment)).toBe(true)
    expect(await context.directory.unassignRole(assignment)).toBe(false)
    expect(await context.directory.rolesOf(user.id, project.id)).not.toContainEqual(role)
    expect(await context.directory.rolesOf(user.id, project.id)).toHaveLength(1)
  })

  test('projects of a user are those with a role, each once, in the order of their names', async () => {
    const user = buildUser()
    await context.directory.insertUser(user)
    const roles = [buildRole(), buildRole()]
    for (const role of roles) await context.directory.insertRole(role)
    for (const name of ['b', 'c', 'a', 'without']) {
      const project = buildProject({ name, enabled: name !== 'c' })
      await context.directory.insertProject(project)
      if (name === 'without') continue
      for (const role of roles) await assigned({ userId: user.id, projectId: project.id, roleId: role.id })
    }
    await insertMember(context.directory)
    const projects = await context.directory.projectsOf(user.id)
    expect(projects.map(({ name, enabled }) => [name, enabled])).toStrictEqual([
      ['a', true],
      ['b', true],
      ['c', false],
    ])
  })

  test('assignments are listed by user, by project, by both, and all of them', async () => {
    const { user, project, assignment } = await insertMember(context.directory)
    const other = await insertMember(context.directory)
    const elsewhere = { ...assignment, projectId: other.project.id }
    await assigned(elsewhere)
    const list = async (where: { userId?: string; projectId?: string }) =>
      new Set(await context.directory.listAssignments(where))
    expect(await list({ userId: user.id })).toStrictEqual(new Set([assignment, elsewhere]))
    expect(await list({ projectId: other.project.id })).toStrictEqual(new Set([other.assignment, elsewhere]))
    expect(await list({ userId: user.id, projectId: project.id })).toStrictEqual(new Set([assignment]))
    expect(await list({})).toStrictEqual(new Set([assignment, elsewhere, other.assignment]))
  })

  const assigned = (assignment: RoleAssignment) => context.directory.assignRole(assignment)

  async function assign(role: Role, { userId, projectId }: Omit<RoleAssignment, 'roleId'>): Promise<void> {
    await context.directory.insertRole(role)
    await assigned({ userId, projectId, roleId: role.id })
  }
}
