import { afterEach, describe, expect, test } from 'vitest'
import { CACHE_LIFE_MS, type ConnectedKeystone, connectKeystone } from './connect-keystone.ts'
import { refuse } from './fake-keystone.ts'

const DAY_MS = 86_400_000

let connected: ConnectedKeystone
afterEach(() => connected.disconnect())

const many = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make)

describe('1,000 requests at once', () => {
  test('with as many tokens ask Keystone 1,000 times, over few connections, and log in once', async () => {
    connected = await connectKeystone()
    const { keystone, authenticate } = connected
    const users = many(1000, () => crypto.randomUUID())
    const callers = await Promise.all(users.map((userId) => authenticate(keystone.issue({}, userId))))
    expect(callers.map(({ userId }) => userId)).toStrictEqual(users)
    expect(keystone.asked).toMatchObject({ validations: 1000, logins: { length: 1 } })
    expect(keystone.asked.connections).toBeLessThanOrEqual(8)
  })

  test('with one token ask Keystone once', async () => {
    connected = await connectKeystone()
    const { keystone, authenticate } = connected
    const token = keystone.issue()
    await Promise.all(many(1000, () => authenticate(token)))
    expect(keystone.asked.validations).toBe(1)
  })

  test('are all answered where the cache has room for a few', async () => {
    connected = await connectKeystone({ cacheSize: 3 })
    const { keystone, authenticate } = connected
    const users = many(1000, () => crypto.randomUUID())
    const callers = await Promise.all(users.map((userId) => authenticate(keystone.issue({}, userId))))
    expect(callers.map(({ userId }) => userId)).toStrictEqual(users)
  })
})

describe('an answer of Keystone', () => {
  test('holds as long as it may, and no longer: a revoked token is refused then', async () => {
    connected = await connectKeystone()
    const { keystone, authenticate, pass } = connected
    const token = keystone.issue()
    await authenticate(token)
    keystone.revoke(token)
    pass(CACHE_LIFE_MS)
    await authenticate(token)
    expect(keystone.asked.validations).toBe(1)
    pass(1)
    await expect(authenticate(token)).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  test('does not outlive the token', async () => {
    connected = await connectKeystone({ cacheLifeMs: 7 * DAY_MS })
    const { keystone, authenticate, pass } = connected
    const token = keystone.issue()
    await authenticate(token)
    pass(DAY_MS + 1)
    await expect(authenticate(token)).rejects.toMatchObject({ code: 'unauthenticated' })
  })

  test('makes room for newer ones', async () => {
    connected = await connectKeystone({ cacheSize: 2 })
    const { keystone, authenticate } = connected
    const tokens = many(3, () => keystone.issue())
    for (const token of [...tokens, ...tokens.slice(0, 1)]) await authenticate(token)
    expect(keystone.asked.validations).toBe(4)
  })

  test('that refuses a token holds for some seconds', async () => {
    connected = await connectKeystone()
    const { keystone, authenticate, pass } = connected
    const refusal = () => expect(authenticate('swordfish')).rejects.toMatchObject({ code: 'unauthenticated' })
    await refusal()
    pass(9_000)
    await refusal()
    expect(keystone.asked.validations).toBe(1)
    pass(2_000)
    await refusal()
    expect(keystone.asked.validations).toBe(2)
  })

  test('that is none is not kept', async () => {
    connected = await connectKeystone()
    const { keystone, authenticate } = connected
    const token = keystone.issue()
    keystone.faults.validation = (response) => refuse(response, 500, 'An unexpected error')
    await expect(authenticate(token)).rejects.toMatchObject({ code: 'identityUnavailable' })
    keystone.faults.validation = undefined
    await authenticate(token)
  })
})

describe('a clock that is wrong', () => {
  test('by days ahead refuses nobody: Keystone is asked each time, with one login', async () => {
    connected = await connectKeystone({ skewMs: 3 * DAY_MS })
    const { keystone, authenticate, pass } = connected
    const token = keystone.issue()
    await authenticate(token)
    pass(2)
    await authenticate(token)
    expect(keystone.asked).toMatchObject({ validations: 2, logins: { length: 1 } })
  })

  test('by days behind keeps no answer longer than usual', async () => {
    connected = await connectKeystone({ skewMs: -3 * DAY_MS })
    const { keystone, authenticate, pass } = connected
    const token = keystone.issue()
    await authenticate(token)
    keystone.revoke(token)
    pass(CACHE_LIFE_MS + 1)
    await expect(authenticate(token)).rejects.toMatchObject({ code: 'unauthenticated' })
  })
})
