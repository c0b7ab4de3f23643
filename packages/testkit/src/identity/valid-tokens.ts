import { expect, test } from 'vitest'
import { type ConnectIdentity, useIdentity } from './connect.ts'

export function describeValidTokens(connect: ConnectIdentity): void {
  const context = useIdentity(connect)

  test('says user, project, roles in lower case, and when it ends', async () => {
    const { token, userId, projectId } = await context.connected.issueToken({ roles: ['Auditor', 'OPERATOR'] })
    const caller = await context.authenticate({ token })
    expect(caller).toMatchObject({ userId, projectId, domainId: null, isSystem: false, serviceRoles: [] })
    expect(caller.roles.toSorted()).toStrictEqual(['auditor', 'operator'])
    expect(caller.expiresAt?.getTime()).toBeGreaterThan(Date.now())
  })

  test('says the same when it comes again', async () => {
    const { token } = await context.connected.issueToken({ roles: ['member'] })
    const first = await context.authenticate({ token })
    expect(await context.authenticate({ token })).toStrictEqual(first)
    await context.connected.letAnswersAge()
    expect(await context.authenticate({ token })).toStrictEqual(first)
  })

  test('says the same to 100 requests at once', async () => {
    const { token, userId } = await context.connected.issueToken({ roles: ['member'] })
    const callers = await Promise.all(Array.from({ length: 100 }, () => context.authenticate({ token })))
    expect(callers[0]).toMatchObject({ userId })
    for (const caller of callers) expect(caller).toStrictEqual(callers[0])
  })

  test('speaks for its own user only', async () => {
    const tokens = await Promise.all(['a', 'b', 'c'].map((role) => context.connected.issueToken({ roles: [role] })))
    const callers = await Promise.all(tokens.map(({ token }) => context.authenticate({ token })))
    expect(callers.map(({ userId, roles }) => [userId, ...roles])).toStrictEqual([
      [tokens[0]?.userId, 'a'],
      [tokens[1]?.userId, 'b'],
      [tokens[2]?.userId, 'c'],
    ])
  })

  test('for no project gives no roles', async () => {
    const { token, userId } = await context.connected.issueToken('unscoped')
    expect(await context.authenticate({ token })).toMatchObject({ userId, projectId: null, roles: [] })
  })
}
