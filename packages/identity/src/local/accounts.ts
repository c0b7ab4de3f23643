import { type Accounts, DEFAULT_DOMAIN, type IdentityDirectory, type LoginService, type User } from '@vitrine/core'
import { toCaller } from './caller.ts'
import { findScope } from './scope.ts'

/** The users of the directory, for who knows them by name alone. */
export function createAccounts({
  directory,
  login,
}: {
  directory: IdentityDirectory
  login: LoginService['login']
}): Accounts {
  async function scopeOf({ id: userId }: User, projectId: string | null) {
    return projectId === null ? undefined : findScope(directory, { userId, projectId, credential: undefined })
  }

  return {
    async logInByPassword(name, password) {
      const user = { name, domain: DEFAULT_DOMAIN }
      const issued = await login({ by: { method: 'password', user, password }, scope: undefined })
      return { token: issued.token, login: idAndName(issued.user) }
    },

    async findAccount(by, projectId) {
      const user = await directory.findUser(by)
      if (!user?.enabled) return undefined
      const scope = await scopeOf(user, projectId ?? user.defaultProjectId)
      const { project, roles = [] } = scope ?? { project: undefined }
      return { login: idAndName(user), caller: toCaller({ user, project, roles, expiresAt: null }) }
    },
  }
}

const idAndName = ({ id, name }: User) => ({ id, name })
