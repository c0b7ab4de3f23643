import type { Account, Accounts, Caller, Identity } from '@vitrine/core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'

/** An identity, and the service that has its users. */
export interface ConnectedAccounts {
  readonly identity: Identity & Accounts
  /** With these roles in a new project, which is the default one; without roles there is no default project. */
  createUser(roles: readonly string[], name?: string): Promise<GivenUser>
  disableUser(id: string): Promise<void>
  disableProject(id: string): Promise<void>
  /** Lets the time pass for which the identity may go by what it found out earlier. */
  letAnswersAge(): void | Promise<void>
  disconnect(): Promise<void>
}

export interface GivenUser {
  readonly id: string
  readonly name: string
  readonly password: string
  readonly projectId: string | null
}

/** Every promise of the port. `connect` brings an identity that knows nobody yet. */
export function describeAccounts(connect: () => Promise<ConnectedAccounts>): void {
  let connected: ConnectedAccounts
  beforeEach(async () => {
    connected = await connect()
  })
  afterEach(() => connected.disconnect())

  const logIn = ({ name, password }: Pick<GivenUser, 'name' | 'password'>) =>
    connected.identity.logInByPassword(name, password)
  const find = (by: { readonly id: string } | { readonly name: string }, projectId?: string) =>
    connected.identity.findAccount(by, projectId)

  async function whoLogsIn(user: GivenUser): Promise<Account> {
    const { token, login } = await logIn(user)
    return { login, caller: await connected.identity.authenticate({ token, serviceToken: undefined }) }
  }

  describe('a login by password', () => {
    test('gives a token for the default project', async () => {
      const user = await connected.createUser(['member'])
      const { id, name, projectId } = user
      const { login, caller } = await whoLogsIn(user)
      expect(login).toStrictEqual({ id, name })
      expect(caller).toMatchObject({ userId: id, projectId, roles: expect.arrayContaining(['member']) })
    })

    test('takes names in all letters', async () => {
      for (const name of ['Zoë & Söhne', 'a/../b?name=c#d', 'x%2Fy+z', "o'neil"]) {
        const user = await connected.createUser(['reader'], name)
        expect((await whoLogsIn(user)).login).toStrictEqual({ id: user.id, name })
        expect((await find({ name }))?.login).toStrictEqual({ id: user.id, name })
      }
    })

    test('gives a token for no project where there is none to be used', async () => {
      const without = await connected.createUser([])
      const closed = await connected.createUser(['member'])
      await connected.disableProject(closed.projectId ?? '')
      for (const user of [without, closed]) {
        expect((await whoLogsIn(user)).caller).toMatchObject({ userId: user.id, projectId: null, roles: [] })
      }
    })

    test('is refused in the same words whatever is wrong', async () => {
      const [ann, bob, eve] = [
        await connected.createUser(['member']),
        await connected.createUser(['member']),
        await connected.createUser(['member']),
      ]
      await connected.disableUser(eve.id)
      const wrong = [
        { ...ann, password: bob.password },
        { ...ann, password: '' },
        { ...ann, name: 'nobody' },
        { ...ann, name: '' },
        { ...ann, name: ann.id },
        { ...ann, password: `${ann.password}\0` },
        { ...ann, password: 'x'.repeat(10_000) },
        eve,
      ]
      const refusals = await Promise.all(wrong.map((user) => logIn(user).then(String, asRefusal)))
      expect(new Set(refusals)).toHaveLength(1)
      expect(refusals[0]).toMatch(/^loginRefused: /)
      expect(await logIn(ann)).toMatchObject({ login: { id: ann.id } })
    })
  })

  describe('an account', () => {
    test('is who would log in, by name and by id', async () => {
      for (const roles of [['member'], ['admin'], []]) {
        const user = await connected.createUser(roles)
        const account = await whoLogsIn(user)
        for (const by of [{ id: user.id }, { name: user.name }]) {
          expect(alike(await find(by))).toStrictEqual(alike(account))
        }
      }
    })

    test('is nobody for what names nobody', async () => {
      const { id, name } = await connected.createUser(['member'])
      for (const text of ['nobody', '', `${id}/projects`, `../users/${id}`, `${name}&enabled=True`]) {
        expect(await find({ id: text }), text).toBeUndefined()
        expect(await find({ name: text }), text).toBeUndefined()
      }
    })

    test('ends with the user, at the latest when answers have aged', async () => {
      const { id, name } = await connected.createUser(['member'])
      expect(await find({ name })).toBeDefined()
      await connected.disableUser(id)
      await connected.letAnswersAge()
      expect(await find({ name })).toBeUndefined()
      expect(await find({ id })).toBeUndefined()
    })

    test('is in the project that is named, as far as the user may do something there', async () => {
      const { id, projectId } = await connected.createUser(['member'])
      const { caller } = (await find({ id })) ?? {}
      expect((await find({ id }, projectId ?? ''))?.caller).toStrictEqual(caller)
      expect(await find({ id }, 'nowhere')).toMatchObject({ caller: { userId: id, projectId: null, roles: [] } })
    })

    test('is of no project when the project cannot be used any more', async () => {
      const { id, projectId } = await connected.createUser(['member'])
      expect(await find({ id })).toMatchObject({ caller: { projectId } })
      await connected.disableProject(projectId ?? '')
      await connected.letAnswersAge()
      expect(await find({ id })).toMatchObject({ caller: { projectId: null, roles: [] } })
    })
  })
}

/** Without what belongs to the token. */
function alike(account: Account | undefined): Account | undefined {
  const caller: Caller | undefined = account && { ...account.caller, expiresAt: null }
  return account && caller && { ...account, caller: { ...caller, roles: caller.roles.toSorted() } }
}

function asRefusal({ code, message }: Error & { readonly code?: string }): string {
  return `${code}: ${message}`
}
