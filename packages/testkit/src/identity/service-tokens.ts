import { expect, test } from 'vitest'
import { type ConnectIdentity, LONG_AND_WRONG, useIdentity } from './connect.ts'

export function describeServiceTokens(connect: ConnectIdentity): void {
  const context = useIdentity(connect)

  test('that is valid gives its roles beside those of the user', async () => {
    const { token, userId, projectId } = await context.connected.issueToken({ roles: ['member'] })
    const { token: serviceToken } = await context.connected.issueToken({ roles: ['Service'] })
    const caller = await context.authenticate({ token, serviceToken })
    expect(caller).toMatchObject({ userId, projectId, roles: expect.arrayContaining(['member']) })
    expect(caller.serviceRoles).toStrictEqual(['service'])
    expect((await context.authenticate({ token })).serviceRoles).toStrictEqual([])
  })

  test.for(['swordfish', 'schw€rtfisch', LONG_AND_WRONG])('that is not valid gives nothing: %.12s', async (wrong) => {
    const { token } = await context.connected.issueToken({ roles: ['member'] })
    const caller = await context.authenticate({ token, serviceToken: wrong })
    expect(caller).toStrictEqual(await context.authenticate({ token }))
  })

  test('that was revoked gives nothing', async () => {
    const { token } = await context.connected.issueToken({ roles: ['member'] })
    const { token: serviceToken } = await context.connected.issueToken({ roles: ['service'] })
    await context.connected.revokeToken(serviceToken)
    await context.connected.letAnswersAge()
    expect(await context.authenticate({ token, serviceToken })).toMatchObject({ serviceRoles: [] })
  })

  test('is no token of a user', async () => {
    const { token: serviceToken } = await context.connected.issueToken({ roles: ['service'] })
    await context.refusalOf({ serviceToken })
    await context.refusalOf({ token: 'swordfish', serviceToken })
  })
}
