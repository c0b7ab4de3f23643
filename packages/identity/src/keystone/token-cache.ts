import { hash } from 'node:crypto'
import type { Caller } from '@vitrine/core'
import { LRUCache } from 'lru-cache'
import { createAnswers } from '../answers.ts'
import type { TokenQuestion, ValidateToken } from './token-validation.ts'

/** What Keystone said of a token: without a caller, that it is not valid. */
export interface Verdict {
  readonly caller: Caller | undefined
}

/** A token that is not valid hardly ever becomes so: this is for clients that keep asking with it. */
const REFUSAL_LIFE_MS = 10_000

/** The verdict on a token holds for a while, whatever it is. */
export function createTokenCache(deps: {
  readonly validate: ValidateToken
  readonly lifeMs: number
  readonly size: number
  readonly now: () => Date
}) {
  const { validate, lifeMs, size, now } = deps
  /** Longer than their verdicts hold. */
  const good = new LRUCache<string, true>({ max: size })
  const verdicts = createAnswers<Verdict, TokenQuestion>({
    size,
    lifeMs,
    now,
    async ask(_key, _stale, { options, context }) {
      const caller = await validate(context)
      if (caller) good.set(digestOf(context.token), true)
      options.ttl = lifeOf(caller)
      return { caller }
    },
  })

  /** At least 1, for 0 means for ever. A token that Keystone takes although our clock says it ended is asked for anew. */
  function lifeOf(caller: Caller | undefined): number {
    const rest = caller?.expiresAt ? caller.expiresAt.getTime() - now().getTime() : REFUSAL_LIFE_MS
    return Math.max(1, Math.min(lifeMs, rest))
  }

  return {
    /** Whether Keystone ever took the token. */
    wasGood: (token: string): boolean => good.has(digestOf(token)),
    /** The verdict, if there is one already. */
    recall: (question: TokenQuestion): Verdict | undefined => verdicts.get(keyOf(question)),
    find: (question: TokenQuestion): Promise<Verdict> => verdicts.forceFetch(keyOf(question), { context: question }),
  }
}

/** Tokens are not kept. What holds while a service vouches for the user does not hold for the user alone. */
function keyOf({ token, allowExpired }: TokenQuestion): string {
  return digestOf(token) + (allowExpired ? '+' : '')
}

function digestOf(token: string): string {
  return hash('sha256', token, 'base64')
}
