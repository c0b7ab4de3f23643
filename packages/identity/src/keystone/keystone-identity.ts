import type { Accounts, Caller, Identity } from '@vitrine/core'
import { unauthenticated } from '../unauthenticated.ts'
import { createAccounts } from './accounts.ts'
import { createKeystoneClient } from './keystone-client.ts'
import type { ServiceLogin } from './service-login.ts'
import { createServiceQuestions } from './service-questions.ts'
import { createTokenCache, type Verdict } from './token-cache.ts'
import { createTokenValidation, type TokenQuestion } from './token-validation.ts'

export interface KeystoneOptions {
  /** With or without `/v3`. */
  readonly authUrl: string
  readonly serviceLogin: ServiceLogin
  /** Where clients log in, if not at `authUrl`. */
  readonly wwwAuthenticateUri?: string | undefined
  /** For so long a token may go on working after it was revoked. */
  readonly cacheLifeMs: number
  /** tokens */
  readonly cacheSize: number
  /** For one answer, from the question to its end. */
  readonly timeoutMs: number
  readonly now: () => Date
}

/** Services with this role may act for a user whose token ended meanwhile. */
const SERVICE_ROLE = 'service'

/** Fernet and JWS tokens are shorter. Longer headers are cut off by the web servers in front of Keystone. */
const TOKEN = /^[\x21-\x7e]{1,4096}$/

/** No service calls for the user, or none that Keystone knows. */
const NOBODY: Verdict = { caller: undefined }

/** Believes what Keystone says of a token, and nothing else. */
export function createKeystoneIdentity(options: KeystoneOptions): Identity & Accounts {
  const { authUrl, serviceLogin, wwwAuthenticateUri, cacheLifeMs, cacheSize, timeoutMs, now } = options
  const client = createKeystoneClient({ authUrl, timeoutMs })
  const ask = createServiceQuestions({ client, serviceLogin, now })
  const cache = { lifeMs: cacheLifeMs, size: cacheSize, now }
  const tokens = createTokenCache({ validate: createTokenValidation({ client, ask }), ...cache })

  return {
    recognise({ token, serviceToken }) {
      const service = isToken(serviceToken) ? tokens.recall(asService(serviceToken)) : NOBODY
      const user = service && isToken(token) ? tokens.recall(asUser(token, service)) : undefined
      return service && user && together(user, service)
    },
    seemsGood: async ({ token }) => isToken(token) && tokens.wasGood(token),
    async authenticate({ token, serviceToken }) {
      if (!isToken(token)) throw unauthenticated()
      const service = isToken(serviceToken) ? await tokens.find(asService(serviceToken)) : NOBODY
      const caller = together(await tokens.find(asUser(token, service)), service)
      if (!caller) throw unauthenticated()
      return caller
    },
    challenge: () => `Keystone uri="${wwwAuthenticateUri ?? client.url}"`,
    close: () => client.close(),
    ...createAccounts({ client, ask, ...cache }),
  }
}

/** What cannot be one is not worth a question, or would break the question's headers. */
function isToken(text: string | undefined): text is string {
  return text !== undefined && TOKEN.test(text)
}

const asService = (token: string): TokenQuestion => ({ token, allowExpired: false })

const asUser = (token: string, service: Verdict): TokenQuestion => ({
  token,
  allowExpired: service.caller?.roles.includes(SERVICE_ROLE) ?? false,
})

function together(user: Verdict, service: Verdict): Caller | undefined {
  return user.caller && { ...user.caller, serviceRoles: service.caller?.roles ?? [] }
}
