import { randomUUID } from 'node:crypto'
import { describeAccounts } from '@vitrine/testkit'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CACHE_LIFE_MS, type ConnectedKeystone, connectKeystone } from './connect-keystone.ts'
import { type KeystoneUser, refuse, reply } from './fake-keystone.ts'

function addUser({ keystone }: ConnectedKeystone, changes: Partial<KeystoneUser> = {}): KeystoneUser {
  const project = { id: randomUUID(), enabled: true }
  const random = { id: randomUUID(), name: randomUUID(), password: randomUUID() }
  const user = { ...random, enabled: true, roles: ['Member', 'reader'], project, ...changes }
  keystone.users.set(user.id, user)
  return user
}

describe('accounts of Keystone', () => {
  describeAccounts(async () => {
    const connected = await connectKeystone()
    const { identity, keystone, pass, disconnect } = connected
    const change = (user: KeystoneUser | undefined, changes: Partial<KeystoneUser>) => {
      if (user) keystone.users.set(user.id, { ...user, ...changes })
    }
    return {
      identity,
      async createUser(roles, name) {
        const user = addUser(connected, { roles, ...(name !== undefined && { name }), ...(!roles[0] && NO_PROJECT) })
        return { ...user, projectId: user.project?.id ?? null }
      },
      disableUser: async (id) => change(keystone.users.get(id), { enabled: false }),
      disableProject: async (id) =>
        change(
          [...keystone.users.values()].find(({ project }) => project?.id === id),
          { project: { id, enabled: false } },
        ),
      letAnswersAge: () => pass(CACHE_LIFE_MS + 1),
      disconnect,
    }
  })
})

const NO_PROJECT = { project: undefined }

describe('Keystone', () => {
  let connected: ConnectedKeystone
  beforeEach(async () => {
    connected = await connectKeystone()
  })
  afterEach(() => connected.disconnect())

  const find = (id: string) => connected.identity.findAccount({ id })

  test('is asked once for an account, while the answer lasts', async () => {
    const { id } = addUser(connected)
    await find(id)
    const { length } = connected.keystone.asked.paths
    await find(id)
    expect(connected.keystone.asked.paths).toHaveLength(length)
  })

  test('is asked for a login without a scope, in the default domain', async () => {
    const { name, password } = addUser(connected)
    await connected.identity.logInByPassword(name, password)
    const user = { name, domain: { id: 'default' }, password }
    expect(connected.keystone.asked.logins).toStrictEqual([
      { auth: { identity: { methods: ['password'], password: { user } } } },
    ])
  })

  test.each([401, 403])('that answers %i to a look-up says that the service may not look', async (status) => {
    connected.keystone.faults.lookup = (response) => refuse(response, status, 'You are not authorized')
    await expect(find('ann')).rejects.toMatchObject({
      code: 'identityUnavailable',
      message: expect.stringContaining(`${status}: the user of this service may not look up users`),
    })
  })

  test('that answers nonsense cannot be used', async () => {
    const { name, password, id } = addUser(connected)
    const { faults } = connected.keystone
    faults.lookup = (response) => reply(response, 200, { user: { id } })
    await expect(find(id)).rejects.toMatchObject({ code: 'identityUnavailable' })
    for (const [status, body] of [
      [201, { token: {} }],
      [500, {}],
      [429, null],
    ] as const) {
      faults.login = (response) => reply(response, status, body, { 'X-Subject-Token': 'gAAAA' })
      const refusal = connected.identity.logInByPassword(name, password)
      await expect(refusal).rejects.toMatchObject({ code: 'identityUnavailable' })
      await expect(refusal).rejects.not.toMatchObject({ message: expect.stringContaining(password) })
    }
  })
})
