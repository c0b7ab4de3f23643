import type { Handlers } from '@vitrine/api-types'
import type { LoginService } from '@vitrine/core'
import type { HandlerContext } from '../http/dispatch.ts'
import type { LoginAttempt } from '../http/login-attempts.ts'
import { loginFromWire } from '../wire/identity-login.ts'
import { tokenReply } from '../wire/identity-token.ts'

export function identityLoginOperations({ login, attemptLogin }: { login: LoginService; attemptLogin: LoginAttempt }) {
  return {
    createToken: async ({ body, query, baseUrl, client }) => {
      const wanted = loginFromWire(body)
      const { token, ...facts } = await attemptLogin(client, wanted, () => login.login(wanted))
      return { status: 201, ...tokenReply(token, facts, query, baseUrl) }
    },
  } satisfies Pick<Handlers<HandlerContext>, 'createToken'>
}
