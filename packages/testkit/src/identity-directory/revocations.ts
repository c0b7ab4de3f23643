import { expect, test } from 'vitest'
import { type ConnectDirectory, useDirectory } from './connect.ts'

const SOON = new Date('2026-01-02T03:04:05.678Z')
const JUST_AFTER = new Date(SOON.getTime() + 1)

export function describeRevocations(connect: ConnectDirectory): void {
  const context = useDirectory(connect)

  test('a token is revoked from then on, and no other', async () => {
    expect(await context.directory.isRevoked('token-1')).toBe(false)
    await context.directory.revokeToken('token-1', SOON)
    expect(await context.directory.isRevoked('token-1')).toBe(true)
    expect(await context.directory.isRevoked('token-2')).toBe(false)
  })

  test('a token may be revoked more than once, also at once', async () => {
    await Promise.all([1, 2, 3].map(() => context.directory.revokeToken('token-1', SOON)))
    expect(await context.directory.isRevoked('token-1')).toBe(true)
  })

  test('is forgotten only for tokens that ended before the given time', async () => {
    await context.directory.revokeToken('token-1', SOON)
    await context.directory.revokeToken('token-2', JUST_AFTER)
    await context.directory.forgetRevocations(SOON)
    expect(await context.directory.isRevoked('token-1')).toBe(true)
    await context.directory.forgetRevocations(JUST_AFTER)
    expect(await context.directory.isRevoked('token-1')).toBe(false)
    expect(await context.directory.isRevoked('token-2')).toBe(true)
  })
}
