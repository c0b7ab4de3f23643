import type { Handlers } from '@vitrine/api-types'
import { type Caller, type LoginService, type Policy, Problem, type RuleName, type TokenFacts } from '@vitrine/core'
import type { HandlerContext } from '../http/dispatch.ts'
import { HttpError } from '../http/http-error.ts'
import { identityUrl } from '../wire/identity.ts'
import { catalogAt, tokenReply } from '../wire/identity-token.ts'

export function identityTokenOperations({ login, policy }: { login: LoginService; policy: Policy }) {
  return {
    showToken: async ({ headers, query, caller, baseUrl }) => {
      const token = headers['x-subject-token']
      const facts = await inspectFor(caller, 'service_api', token)
      return { status: 200, ...tokenReply(token, facts, query, baseUrl) }
    },

    deleteToken: async ({ headers, caller }) => {
      const token = headers['x-subject-token']
      await inspectFor(caller, 'context_is_admin', token)
      await login.revoke(token)
      return { status: 204 }
    },

    showServiceCatalog: async ({ caller, baseUrl }) => {
      if (caller.projectId === null)
        throw new Problem('forbidden', 'The token is for no project: there are no services')
      const self = identityUrl(baseUrl, 'auth/catalog')
      return { status: 200, body: { catalog: catalogAt(baseUrl), links: { self } } }
    },
  } satisfies Pick<Handlers<HandlerContext>, 'showToken' | 'deleteToken' | 'showServiceCatalog'>

  /** A token of the caller's own, or of anybody's for callers whom the rule lets. */
  async function inspectFor(caller: Caller, rule: RuleName, token: string): Promise<TokenFacts> {
    const facts = await login.inspect(token).catch((reason: unknown) => {
      // It is not the caller who has failed to identify himself.
      if (!(reason instanceof Problem && reason.code === 'unauthenticated')) throw reason
      throw new HttpError(404, 'The token in X-Subject-Token is not valid')
    })
    if (facts.user.id !== caller.userId) policy.assertAllows(rule, caller, {}, 'The token of another user')
    return facts
  }
}
