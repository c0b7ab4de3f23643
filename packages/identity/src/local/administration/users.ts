import type { IdentityDirectory, User } from '@vitrine/core'
import { newId } from '../ids.ts'
import type { Passwords } from '../passwords.ts'
import { type Lookups, missing } from './lookups.ts'
import { assertName, invalid } from './names.ts'

/** A user as administrators see one. */
export type UserAccount = Omit<User, 'passwordHash'> & { readonly hasPassword: boolean }

export interface UserSettings {
  readonly name: string
  /** Null: the user cannot log in by password. */
  readonly password: string | null
  readonly enabled: boolean
  readonly defaultProject: string | null
}

type NewUser = Pick<UserSettings, 'name' | 'password'> & Partial<UserSettings>

export function createUserAdministration(deps: {
  directory: IdentityDirectory
  lookups: Lookups
  passwords: Passwords
  now: () => Date
}) {
  const { directory, lookups, passwords, now } = deps

  async function hashed(password: string | null): Promise<string | null> {
    if (password === '') throw invalid('A password has at least one character')
    return password === null ? null : passwords.hash(password)
  }

  async function changesOf({ name, password, enabled, defaultProject }: Partial<UserSettings>) {
    if (name !== undefined) assertName('user', name)
    return {
      ...(name !== undefined && { name }),
      ...(enabled !== undefined && { enabled }),
      ...(password !== undefined && { passwordHash: await hashed(password) }),
      ...(defaultProject !== undefined && {
        defaultProjectId: defaultProject && (await lookups.project(defaultProject)).id,
      }),
      // Whoever took a token with the old password, or before the user was locked out, does not come back with it.
      ...((password !== undefined || enabled === false) && { tokensValidFrom: now() }),
    }
  }

  return {
    async createUser(settings: NewUser): Promise<UserAccount> {
      const blank = { id: newId(), enabled: true, passwordHash: null, defaultProjectId: null, tokensValidFrom: now() }
      const user = { ...blank, ...(await changesOf(settings)), name: settings.name }
      await directory.insertUser(user)
      return toAccount(user)
    },

    async listUsers(): Promise<UserAccount[]> {
      const users = await directory.listUsers()
      return users.map(toAccount)
    },

    showUser: async (reference: string): Promise<UserAccount> => toAccount(await lookups.user(reference)),

    /** A new password, and being disabled, end all tokens of the user. */
    async setUser(reference: string, settings: Partial<UserSettings>): Promise<UserAccount> {
      const { id } = await lookups.user(reference)
      const user = await directory.updateUser(id, await changesOf(settings))
      return toAccount(user ?? missing('user', reference))
    },

    async deleteUser(reference: string): Promise<void> {
      const { id } = await lookups.user(reference)
      await directory.deleteUser(id)
    },
  }
}

function toAccount({ passwordHash, ...user }: User): UserAccount {
  return { ...user, hasPassword: passwordHash !== null }
}
