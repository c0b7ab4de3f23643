import type { Caller } from '@vitrine/core'
import type { KeystoneAnswer, KeystoneClient } from './keystone-client.ts'
import { createServiceSession, type ServiceLogin } from './service-login.ts'
import { isUnknownToken, readCaller } from './token-answer.ts'

export interface TokenQuestion {
  readonly token: string
  /** Whether a token counts that ended a while ago: Keystone knows how long. */
  readonly allowExpired: boolean
}

/** Answers the caller for whom Keystone vouches; undefined when it does not. */
export type ValidateToken = (question: TokenQuestion) => Promise<Caller | undefined>

export function createTokenValidation(deps: {
  readonly client: KeystoneClient
  readonly serviceLogin: ServiceLogin
  readonly now: () => Date
}): ValidateToken {
  const { client, serviceLogin, now } = deps
  const session = createServiceSession({ client, login: serviceLogin, now })

  /** 401 and 403 are about our own token, which may have been revoked: a new one gets one try. */
  async function ask(question: TokenQuestion): Promise<KeystoneAnswer> {
    const ours = await session.token()
    const answer = await askAs(ours, question)
    return isAboutUs(answer) ? askAs(await session.token(ours), question) : answer
  }

  function askAs(ours: string, { token, allowExpired }: TokenQuestion): Promise<KeystoneAnswer> {
    const path = `/auth/tokens?nocatalog${allowExpired ? '&allow_expired=1' : ''}`
    return client.ask({ method: 'GET', path, headers: { 'X-Auth-Token': ours, 'X-Subject-Token': token } })
  }

  return async (question) => {
    const answer = await ask(question)
    const { status, body } = answer
    if (isAboutUs(answer)) {
      throw client.unavailable(`it answered ${status}: the user of this service may not validate tokens`)
    }
    if (status === 404 && isUnknownToken(body)) return undefined
    const caller = status === 200 ? readCaller(body) : undefined
    if (!caller) throw client.unavailable(`it answered ${status}, and not as Identity v3 does when asked for a token`)
    return caller
  }
}

function isAboutUs({ status }: KeystoneAnswer): boolean {
  return status === 401 || status === 403
}
