import { expect, test } from 'vitest'
import { type ConnectIdentity, LONG_AND_WRONG, useIdentity } from './connect.ts'

/** What is answered from memory. */
export function describeRecognition(connect: ConnectIdentity): void {
  const context = useIdentity(connect)

  test('knows a token that was found valid as the same caller, alone and beside a service token', async () => {
    const { token } = await context.connected.issueToken({ roles: ['member'] })
    const { token: serviceToken } = await context.connected.issueToken({ roles: ['service'] })
    for (const credentials of [{ token }, { token, serviceToken }]) {
      const caller = await context.authenticate(credentials)
      expect(context.recognise(credentials)).toStrictEqual(caller)
    }
  })

  test('does not know what was never seen, or was refused', async () => {
    const { token } = await context.connected.issueToken({ roles: ['member'] })
    expect(context.recognise({ token })).toBeUndefined()
    for (const wrong of ['swordfish', 'schw€rtfisch', LONG_AND_WRONG, undefined]) {
      expect(context.recognise({ token: wrong })).toBeUndefined()
      await context.refusalOf({ token: wrong })
      expect(context.recognise({ token: wrong })).toBeUndefined()
    }
  })

  test('does not take a service token that was never seen for one without roles', async () => {
    const { token } = await context.connected.issueToken({ roles: ['member'] })
    const { token: serviceToken } = await context.connected.issueToken({ roles: ['service'] })
    await context.authenticate({ token })
    expect(context.recognise({ token, serviceToken })).toBeUndefined()
  })

  test('takes a token for no guess from when it was found valid, also when the answer has aged', async () => {
    const seemsGood = (token?: string) => context.connected.identity.seemsGood({ token, serviceToken: undefined })
    for (const wrong of ['swordfish', 'schw€rtfisch', LONG_AND_WRONG, undefined]) {
      await context.refusalOf({ token: wrong })
      expect(await seemsGood(wrong)).toBe(false)
    }
    const { token } = await context.connected.issueToken({ roles: ['member'] })
    await context.authenticate({ token })
    await context.connected.letAnswersAge()
    expect(await seemsGood(token)).toBe(true)
  })

  test('ends when answers have aged, and with the token', async () => {
    const { token } = await context.connected.issueToken({ roles: ['member'] })
    await context.authenticate({ token })
    await context.connected.letAnswersAge()
    expect(context.recognise({ token })).toBeUndefined()
    await context.authenticate({ token })
    await context.connected.letTokensExpire()
    expect(context.recognise({ token })).toBeUndefined()
  })
}
