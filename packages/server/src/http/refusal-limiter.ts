import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { HttpError } from './http-error.ts'

/** How many refusals a client gets in a time before it has to wait. */
export interface RefusalLimit {
  readonly refusals: number
  readonly seconds: number
}

/** Counts what was refused, by client. Each process counts for itself. */
export function createRefusalLimiter({ refusals, seconds }: RefusalLimit) {
  const limiter = new RateLimiterMemory({ points: refusals, duration: seconds })

  return {
    /** Throws 429 for a client that has used up its refusals. */
    async check(client: string): Promise<void> {
      const used = await limiter.get(client)
      if (used && used.consumedPoints >= refusals) throw tooMany(used)
    },
    /** Counts a refusal; throws 429 when it is one too many. */
    async count(client: string): Promise<void> {
      await limiter.consume(client).catch((reason: unknown) => {
        throw reason instanceof RateLimiterRes ? tooMany(reason) : reason
      })
    },
    /** Takes back what was counted before the outcome was known. */
    async forgive(client: string): Promise<void> {
      await limiter.reward(client)
    },
  }
}

function tooMany({ msBeforeNext }: RateLimiterRes): HttpError {
  const wait = String(Math.ceil(msBeforeNext / 1000))
  return new HttpError(429, `Too many refused attempts: check the credentials, and try again in ${wait} seconds`, {
    'Retry-After': wait,
  })
}
