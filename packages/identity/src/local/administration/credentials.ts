import type { ApplicationCredential, IdentityDirectory } from '@vitrine/core'
import { newId } from '../ids.ts'
import { newSecret, type Passwords } from '../passwords.ts'
import { findScope } from '../scope.ts'
import { type Lookups, missing } from './lookups.ts'
import { assertName, invalid } from './names.ts'

/** An application credential as its user sees it. */
export type CredentialAccount = Omit<ApplicationCredential, 'secretHash'>

export interface NewCredential {
  readonly name: string
  readonly user: string
  readonly project: string
  readonly description?: string
  /** All that the user has in the project, unless some are named. */
  readonly roles?: readonly string[]
  readonly expiresAt?: Date | null
}

export function createCredentialAdministration(deps: {
  directory: IdentityDirectory
  lookups: Lookups
  passwords: Passwords
  now: () => Date
}) {
  const { directory, lookups, passwords, now } = deps

  async function lentRoles({ user, project, roles }: NewCredential, userId: string, projectId: string) {
    const scope = await findScope(directory, { userId, projectId, credential: undefined })
    const owned = scope?.roles.map(({ name }) => name) ?? []
    if (owned.length === 0) throw invalid(`User '${user}' has no role in project '${project}'`)
    const lacked = roles?.find((name) => !owned.includes(name))
    if (lacked !== undefined) throw invalid(`User '${user}' does not have the role '${lacked}' in project '${project}'`)
    return roles ?? owned
  }

  return {
    /** Tells the secret, which nobody can find out afterwards. */
    async createCredential(wanted: NewCredential): Promise<CredentialAccount & { readonly secret: string }> {
      const { name, description = '', expiresAt = null } = wanted
      assertName('credential', name)
      if (expiresAt !== null && expiresAt <= now()) throw invalid(`The credential '${name}' would have ended already`)
      const [{ id: userId }, { id: projectId }] = [
        await lookups.user(wanted.user),
        await lookups.project(wanted.project),
      ]
      const roles = await lentRoles(wanted, userId, projectId)
      const secret = newSecret()
      const credential = { id: newId(), name, description, userId, projectId, roles, expiresAt }
      await directory.insertCredential({ ...credential, secretHash: await passwords.hash(secret) })
      return { ...credential, secret }
    },

    async listCredentials(user: string): Promise<CredentialAccount[]> {
      const { id } = await lookups.user(user)
      const credentials = await directory.listCredentials(id)
      return credentials.map(({ secretHash, ...account }) => account)
    },

    async deleteCredential({ user, credential }: { user: string; credential: string }): Promise<void> {
      const { id: userId } = await lookups.user(user)
      const credentials = await directory.listCredentials(userId)
      const found =
        credentials.find(({ id }) => id === credential) ?? credentials.find(({ name }) => name === credential)
      await directory.deleteCredential((found ?? missing(`credential of user '${user}'`, credential)).id)
    },
  }
}
