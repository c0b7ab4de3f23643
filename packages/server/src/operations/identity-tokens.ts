import type { Handlers, QueryParams } from '@vitrine/api-types'
import { type Caller, type LoginService, Problem, type TokenFacts } from '@vitrine/core'
import type { HandlerContext } from '../http/dispatch.ts'
import { HttpError } from '../http/http-error.ts'
import { identityUrl } from '../wire/identity.ts'
import { loginFromWire } from '../wire/identity-login.ts'
import { catalogAt, tokenToWire } from '../wire/identity-token.ts'

export const identityTokenOperations = ({ login }: { login: LoginService }) =>
  ({
    createToken: async ({ body, query, baseUrl }) => {
      const { token, ...facts } = await login.login(loginFromWire(body))
      return { status: 201, ...tokenReply(token, facts, query, baseUrl) }
    },

    showToken: async ({ headers, query, caller, baseUrl }) => {
      const token = headers['x-subject-token']
      const facts = await inspectFor(caller, ['admin', 'service'], login, token)
      return { status: 200, ...tokenReply(token, facts, query, baseUrl) }
    },

    deleteToken: async ({ headers, caller }) => {
      const token = headers['x-subject-token']
      await inspectFor(caller, ['admin'], login, token)
      await login.revoke(token)
      return { status: 204 }
    },

    showServiceCatalog: async ({ caller, baseUrl }) => {
      if (caller.projectId === null)
        throw new Problem('forbidden', 'The token is for no project: there are no services')
      const self = identityUrl(baseUrl, 'auth/catalog')
      return { status: 200, body: { catalog: catalogAt(baseUrl), links: { self } } }
    },
  }) satisfies Pick<Handlers<HandlerContext>, 'createToken' | 'showToken' | 'deleteToken' | 'showServiceCatalog'>

/** A token of the caller's own, or of anybody's for callers with one of the roles. */
async function inspectFor(
  caller: Caller,
  roles: readonly string[],
  login: LoginService,
  token: string,
): Promise<TokenFacts> {
  const facts = await login.inspect(token).catch((reason: unknown) => {
    // It is not the caller who has failed to identify himself.
    if (!(reason instanceof Problem && reason.code === 'unauthenticated')) throw reason
    throw new HttpError(404, 'The token in X-Subject-Token is not valid')
  })
  if (facts.user.id === caller.userId || roles.some((role) => caller.roles.includes(role))) return facts
  throw new Problem('forbidden', `The token is another user's: this takes the role ${roles.join(' or ')}`)
}

function tokenReply(token: string, facts: TokenFacts, { nocatalog }: QueryParams<'showToken'>, baseUrl: string) {
  const catalog = nocatalog === undefined ? catalogAt(baseUrl) : undefined
  return {
    headers: { 'X-Subject-Token': token, 'Cache-Control': 'no-store' },
    body: { token: tokenToWire(facts, catalog) },
  }
}
