import type { Handlers } from '@vitrine/api-types'
import type { Caller, LoginService, Policy, User } from '@vitrine/core'
import type { HandlerContext } from '../http/dispatch.ts'
import { HttpError } from '../http/http-error.ts'
import { listLinks, userToWire } from '../wire/identity.ts'
import { hasDomain, ownUserId } from './identity-callers.ts'

export function identityUserOperations({ login, policy }: { login: LoginService; policy: Policy }) {
  return {
    listUsers: async ({ query: { name, domain_id }, caller, search, baseUrl }) => {
      const found = name === undefined ? await listFor(caller) : await find({ name })
      const users = (hasDomain(domain_id) ? found : []).map((user) => userToWire(shownTo(caller, user), baseUrl))
      return { status: 200, body: { users, links: listLinks(baseUrl, 'users', search) } }
    },

    showUser: async ({ path: { user_id: id }, caller, baseUrl }) => {
      const [user] = await find({ id })
      if (!user) throw new HttpError(404, `There is no user with id '${id}'`)
      return { status: 200, body: { user: userToWire(shownTo(caller, user), baseUrl) } }
    },
  } satisfies Pick<Handlers<HandlerContext>, 'listUsers' | 'showUser'>

  function listFor(caller: Caller): Promise<User[]> {
    return policy.isAdmin(caller) ? login.listUsers() : find({ id: ownUserId(caller) })
  }

  /** Everyone may name a user; where the user works is for that user and administrators to know. */
  function shownTo(caller: Caller, user: User): User {
    return user.id === caller.userId || policy.isAdmin(caller) ? user : { ...user, defaultProjectId: null }
  }

  /** One, or none. */
  async function find(by: Parameters<LoginService['findUser']>[0]): Promise<User[]> {
    const user = await login.findUser(by)
    return user ? [user] : []
  }
}
