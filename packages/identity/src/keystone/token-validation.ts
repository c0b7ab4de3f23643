import type { Caller } from '@vitrine/core'
import type { KeystoneClient } from './keystone-client.ts'
import type { AskAsService } from './service-questions.ts'
import { isNotFound, readCaller } from './token-answer.ts'

export interface TokenQuestion {
  readonly token: string
  /** Whether a token counts that ended a while ago: Keystone knows how long. */
  readonly allowExpired: boolean
}

/** Answers the caller for whom Keystone vouches; undefined when it does not. */
export type ValidateToken = (question: TokenQuestion) => Promise<Caller | undefined>

export function createTokenValidation({
  client,
  ask,
}: {
  readonly client: KeystoneClient
  readonly ask: AskAsService
}): ValidateToken {
  return async ({ token, allowExpired }) => {
    const path = `/auth/tokens?nocatalog${allowExpired ? '&allow_expired=1' : ''}`
    const request = { method: 'GET', path, headers: { 'X-Subject-Token': token } } as const
    const { status, body } = await ask(request, 'validate tokens')
    if (status === 404 && isNotFound(body)) return undefined
    const caller = status === 200 ? readCaller(body) : undefined
    if (!caller) throw client.unavailable(`it answered ${status}, and not as Identity v3 does when asked for a token`)
    return caller
  }
}
