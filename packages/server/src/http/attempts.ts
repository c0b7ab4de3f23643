import { isProblem } from '@vitrine/core'
import pLimit from 'p-limit'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { HttpError } from './http-error.ts'

/** How often a client may be refused in a while, how many of its attempts are tried at once, and how many may wait. */
export interface AttemptLimit {
  readonly refusals: number
  readonly seconds: number
  readonly atOnce: number
  readonly waiting: number
}

/** Rejects with 429 for a client that was refused too often; otherwise as `work` does. */
export type Attempt = <T>(client: string, work: () => Promise<T>) => Promise<T>

const CROWDED_SECONDS = 1

/**
 * Counts what was refused, by client, and nothing else: who is let in costs nothing. A client's attempts are tried a few
 * at a time, each after those before it were counted, so that many at once guess no more than one by one. Each process
 * counts for itself.
 */
export function limitAttempts({ refusals, seconds, atOnce, waiting }: AttemptLimit): Attempt {
  const refused = new RateLimiterMemory({ points: refusals, duration: seconds })
  const queues = new Map<string, { readonly run: ReturnType<typeof pLimit>; length: number }>()

  async function check(client: string): Promise<void> {
    const count = await refused.get(client)
    if (count && count.consumedPoints >= refusals)
      throw tooMany('Too many refused attempts: check the credentials', Math.ceil(count.msBeforeNext / 1000))
  }

  async function attempt<T>(client: string, work: () => Promise<T>): Promise<T> {
    await check(client)
    return work().catch(async (error: unknown) => {
      if (isProblem(error, 'unauthenticated', 'loginRefused')) await refused.penalty(client)
      throw error
    })
  }

  return async (client, work) => {
    // Those who have to wait anyway do not stand in the queue.
    await check(client)
    const queue = queues.get(client) ?? { run: pLimit(atOnce), length: 0 }
    if (queue.length >= atOnce + waiting) throw tooMany('Too many attempts at once', CROWDED_SECONDS)
    queues.set(client, queue)
    queue.length++
    try {
      return await queue.run(() => attempt(client, work))
    } finally {
      queue.length--
      if (queue.length === 0) queues.delete(client)
    }
  }
}

function tooMany(reason: string, seconds: number): HttpError {
  return new HttpError(429, `${reason}. Try again in ${seconds} s`, { 'Retry-After': String(seconds) })
}
