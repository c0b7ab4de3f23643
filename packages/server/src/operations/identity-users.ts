import type { Handlers } from '@vitrine/api-types'
import type { Caller, LoginService, User } from '@vitrine/core'
import type { HandlerContext } from '../http/dispatch.ts'
import { HttpError } from '../http/http-error.ts'
import { listLinks, userToWire } from '../wire/identity.ts'
import { hasDomain, isAdministrator, ownUserId } from './identity-callers.ts'

export function identityUserOperations({ login }: { login: LoginService }) {
  return {
    listUsers: async ({ query: { name, domain_id }, caller, search, baseUrl }) => {
      const found = name === undefined ? await listFor(caller) : await find({ name })
      const users = (hasDomain(domain_id) ? found : []).map((user) => userToWire(user, baseUrl))
      return { status: 200, body: { users, links: listLinks(baseUrl, 'users', search) } }
    },

    showUser: async ({ path: { user_id: id }, baseUrl }) => {
      const [user] = await find({ id })
      if (!user) throw new HttpError(404, `There is no user with id '${id}'`)
      return { status: 200, body: { user: userToWire(user, baseUrl) } }
    },
  } satisfies Pick<Handlers<HandlerContext>, 'listUsers' | 'showUser'>

  function listFor(caller: Caller): Promise<User[]> {
    return isAdministrator(caller) ? login.listUsers() : find({ id: ownUserId(caller) })
  }

  /** One, or none. */
  async function find(by: Parameters<LoginService['findUser']>[0]): Promise<User[]> {
    const user = await login.findUser(by)
    return user ? [user] : []
  }
}
