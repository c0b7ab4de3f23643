import { expect, test } from 'vitest'
import { buildCredential, buildUser, type ConnectDirectory, insertMember, useDirectory } from './connect.ts'

/** What goes when something is deleted, and what stays. */
export function describeBelongings(connect: ConnectDirectory): void {
  const context = useDirectory(connect)

  async function insertTwo() {
    const [member, other] = [await insertMember(context.directory), await insertMember(context.directory)]
    const [credential, others] = [buildCredential(member), buildCredential(other)]
    await context.directory.insertCredential(credential)
    await context.directory.insertCredential(others)
    return { member, other, credential, others }
  }

  test('a deleted user takes roles and application credentials along, of nobody else', async () => {
    const { member, other, credential, others } = await insertTwo()
    await context.directory.deleteUser(member.user.id)
    expect(await context.directory.listAssignments({})).toStrictEqual([other.assignment])
    expect(await context.directory.findCredential({ id: credential.id })).toBeUndefined()
    expect(await context.directory.findCredential({ id: others.id })).toStrictEqual(others)
  })

  test('a deleted project takes roles and application credentials along, of no other', async () => {
    const { member, other, credential, others } = await insertTwo()
    await context.directory.deleteProject(member.project.id)
    expect(await context.directory.listAssignments({})).toStrictEqual([other.assignment])
    expect(await context.directory.projectsOf(member.user.id)).toStrictEqual([])
    expect(await context.directory.findCredential({ id: credential.id })).toBeUndefined()
    expect(await context.directory.findCredential({ id: others.id })).toStrictEqual(others)
    expect(await context.directory.findUser({ id: member.user.id })).toStrictEqual(member.user)
  })

  test('a deleted project is nobody’s default any more', async () => {
    const { project } = await insertMember(context.directory)
    const user = buildUser({ defaultProjectId: project.id })
    await context.directory.insertUser(user)
    await context.directory.deleteProject(project.id)
    expect(await context.directory.findUser({ id: user.id })).toStrictEqual({ ...user, defaultProjectId: null })
  })

  test('a deleted role is taken from all who had it', async () => {
    const { member, other, credential } = await insertTwo()
    await context.directory.deleteRole(member.role.id)
    expect(await context.directory.rolesOf(member.user.id, member.project.id)).toStrictEqual([])
    expect(await context.directory.listAssignments({})).toStrictEqual([other.assignment])
    expect(await context.directory.findCredential({ id: credential.id })).toStrictEqual(credential)
  })
}
