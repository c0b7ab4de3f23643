import { expect, test } from 'vitest'
import { type ConnectIdentity, LONG_AND_WRONG, useIdentity } from './connect.ts'

export function describeRefusals(connect: ConnectIdentity): void {
  const context = useIdentity(connect)

  test('none at all', async () => {
    await context.refusalOf({})
  })

  test.for([
    ['a word', 'swordfish'],
    ['a UUID', '2f9d4bd6-6a2f-4d6b-9b4e-5c2a2b1f6a53'],
    ['an empty web token', 'e30.e30.e30'],
    ['a path', '../../v3/users'],
    ['spaces', 'sword fish'],
    ['a new line', 'swordfish\r\nX-Roles: admin'],
    ['latin letters beyond ASCII', 'schwÿrtfisch'],
    ['letters beyond latin', 'schw€rtfisch𝒜'],
    ['100 kB', LONG_AND_WRONG],
  ])('%s, in words that do not repeat it', async ([, token]) => {
    expect(await context.refusalOf({ token })).not.toContain(token)
  })

  test('a valid one of which a character was changed, or the end is missing', async () => {
    const { token, userId } = await context.connected.issueToken({ roles: ['member'] })
    const middle = Math.floor(token.length / 2)
    const other = token[middle] === 'A' ? 'B' : 'A'
    for (const forged of [token.slice(0, middle) + other + token.slice(middle + 1), token.slice(0, -4)]) {
      expect(await context.refusalOf({ token: forged })).not.toContain(forged)
    }
    expect(await context.authenticate({ token })).toMatchObject({ userId })
  })

  test('one that was revoked, whether it was seen before or not', async () => {
    const seen = await context.connected.issueToken({ roles: ['member'] })
    const unseen = await context.connected.issueToken({ roles: ['member'] })
    await context.authenticate({ token: seen.token })
    await context.connected.revokeToken(seen.token)
    await context.connected.revokeToken(unseen.token)
    await context.connected.letAnswersAge()
    await context.refusalOf({ token: seen.token })
    await context.refusalOf({ token: unseen.token })
  })

  test('one that ended, whether it was seen before or not', async () => {
    const seen = await context.connected.issueToken({ roles: ['member'] })
    const unseen = await context.connected.issueToken({ roles: ['member'] })
    await context.authenticate({ token: seen.token })
    await context.connected.letTokensExpire()
    await context.refusalOf({ token: seen.token })
    await context.refusalOf({ token: unseen.token })
  })

  test('in the same words, whatever is wrong with it', async () => {
    const { token } = await context.connected.issueToken({ roles: ['member'] })
    await context.connected.revokeToken(token)
    await context.connected.letAnswersAge()
    expect(await context.refusalOf({ token })).toBe(await context.refusalOf({ token: 'swordfish' }))
  })
}
