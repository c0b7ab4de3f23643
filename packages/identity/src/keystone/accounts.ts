import { type Account, type Accounts, DEFAULT_DOMAIN, type IdOrName } from '@vitrine/core'
import * as v from 'valibot'
import { createAnswers } from '../answers.ts'
import { loginRefused } from '../login-refused.ts'
import { createAccountLookup } from './account-lookup.ts'
import type { KeystoneClient } from './keystone-client.ts'
import type { AskAsService } from './service-questions.ts'

const Login = v.object({ token: v.object({ user: v.object({ id: v.string(), name: v.string() }) }) })

/** The cache cannot hold nothing. */
type Answer = { readonly account: Account | undefined }

/** The users of Keystone's default domain. */
export function createAccounts(deps: {
  readonly client: KeystoneClient
  readonly ask: AskAsService
  readonly lifeMs: number
  readonly size: number
  readonly now: () => Date
}): Accounts {
  const { client, ask, ...cache } = deps
  const findAccount = createAccountLookup({ client, ask })
  const answers = createAnswers<Answer, { readonly by: IdOrName; readonly projectId: string | undefined }>({
    ...cache,
    ask: async (_key, _stale, { context }) => ({ account: await findAccount(context.by, context.projectId) }),
  })

  return {
    async logInByPassword(name, password) {
      const answer = await client.ask({ method: 'POST', path: '/auth/tokens?nocatalog', body: login(name, password) })
      // Keystone calls an empty name a bad request.
      if (answer.status === 400 || answer.status === 401) throw loginRefused()
      const token = answer.headers['x-subject-token']
      const body = v.safeParse(Login, answer.body)
      if (answer.status !== 201 || typeof token !== 'string' || !body.success) {
        throw client.unavailable(`it answered ${answer.status} to a login, without a token of Identity v3`)
      }
      return { token, login: body.output.token.user }
    },

    async findAccount(by, projectId) {
      const key = JSON.stringify([by, projectId])
      return (await answers.forceFetch(key, { context: { by, projectId } })).account
    },
  }
}

/** For no scope: Keystone then takes the default project, if it can be used. */
function login(name: string, password: string) {
  const user = { name, domain: { id: DEFAULT_DOMAIN.id }, password }
  return { auth: { identity: { methods: ['password'], password: { user } } } }
}
