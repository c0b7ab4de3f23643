import { expect, test } from 'vitest'
import { buildCredential, type ConnectDirectory, insertMember, useDirectory } from './connect.ts'

export function describeApplicationCredentials(connect: ConnectDirectory): void {
  const context = useDirectory(connect)

  test.for([
    { expiresAt: null },
    { expiresAt: new Date(1_800_000_000_001) },
    { roles: [] },
    { roles: ['Reader', 'member', `"'`], description: '' },
  ])('is found by its id, and by its user and name, as it was stored: %o', async (overrides) => {
    const owner = await insertMember(context.directory)
    const credential = buildCredential(owner, overrides)
    await context.directory.insertCredential(credential)
    const byName = { userId: owner.user.id, name: credential.name }
    expect(await context.directory.findCredential({ id: credential.id })).toStrictEqual(credential)
    expect(await context.directory.findCredential(byName)).toStrictEqual(credential)
  })

  test('that is of another user, or of nobody, is not found', async () => {
    const [owner, stranger] = [await insertMember(context.directory), await insertMember(context.directory)]
    const credential = buildCredential(owner)
    await context.directory.insertCredential(credential)
    const byName = { userId: stranger.user.id, name: credential.name }
    expect(await context.directory.findCredential(byName)).toBeUndefined()
    expect(await context.directory.findCredential({ id: credential.name })).toBeUndefined()
  })

  test('is refused when its user has the name already, and the other stays as it was', async () => {
    const owner = await insertMember(context.directory)
    const first = buildCredential(owner, { name: 'laptop' })
    await context.directory.insertCredential(first)
    const second = buildCredential(owner, { name: 'laptop', roles: ['admin'] })
    await expect(context.directory.insertCredential(second)).rejects.toMatchObject({
      code: 'nameTaken',
      message: expect.stringContaining("'laptop'"),
    })
    expect(await context.directory.listCredentials(owner.user.id)).toStrictEqual([first])
  })

  test('has a name that another user may use as well', async () => {
    const [owner, other] = [await insertMember(context.directory), await insertMember(context.directory)]
    for (const each of [owner, other]) {
      await context.directory.insertCredential(buildCredential(each, { name: 'laptop' }))
    }
    for (const { user } of [owner, other]) {
      const found = await context.directory.findCredential({ userId: user.id, name: 'laptop' })
      expect(found?.userId).toBe(user.id)
    }
  })

  test('is listed with the others of its user, in the order of names', async () => {
    const [owner, stranger] = [await insertMember(context.directory), await insertMember(context.directory)]
    for (const name of ['b', 'c', 'a']) await context.directory.insertCredential(buildCredential(owner, { name }))
    await context.directory.insertCredential(buildCredential(stranger))
    const listed = await context.directory.listCredentials(owner.user.id)
    expect(listed.map(({ name }) => name)).toStrictEqual(['a', 'b', 'c'])
  })

  test('is deleted once, and alone', async () => {
    const owner = await insertMember(context.directory)
    const [doomed, other] = [buildCredential(owner), buildCredential(owner)]
    await context.directory.insertCredential(doomed)
    await context.directory.insertCredential(other)
    expect(await context.directory.deleteCredential(doomed.id)).toBe(true)
    expect(await context.directory.deleteCredential(doomed.id)).toBe(false)
    expect(await context.directory.listCredentials(owner.user.id)).toStrictEqual([other])
  })
}
