import { isProblem } from '@vitrine/core'
import { type Answer, type ExchangeOptions, exchange, type Timeouts } from './exchange.ts'
import type { Guard } from './guard.ts'
import { sourceUnavailable, throwIfStopped, unreachable } from './problems.ts'
import { parseRemoteUrl } from './remote-url.ts'

/** The last answer of a chain of redirects. */
export interface RemoteAnswer extends Answer {
  /** Of the URL as it was given: what messages may tell. */
  readonly origin: string
}

export interface GetOptions {
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly signal?: AbortSignal | undefined
}

export type GuardedGet = (text: string, options: GetOptions) => Promise<RemoteAnswer>

const MAX_REDIRECTS = 5
const REDIRECTS = new Set([301, 302, 303, 307, 308])

/** Some servers turn away who does not say what it is; digests and ranges count bytes as they lie there. */
const HEADERS = { 'User-Agent': 'vitrine', Accept: '*/*', 'Accept-Encoding': 'identity' }

/**
 * GET, wherever redirects lead, with the guard asked before each connection (faults S22, S24, S25). Rejects with
 * `urlRefused` for the URL as given, with `sourceUnavailable` for what comes after, or with the reason of a signal
 * that did not run out of time.
 */
export function createGuardedGet(guard: Guard, timeouts: Timeouts): GuardedGet {
  async function follow(hop: Hop, options: ExchangeOptions, redirectsLeft: number): Promise<Answer> {
    const answer = await exchange(hop.url, hop.addresses, options)
    const target = redirectTarget(answer, hop.url)
    if (target === undefined) return answer
    answer.close()
    if (redirectsLeft === 0) throw sourceUnavailable(hop.url.origin, `redirects more than ${MAX_REDIRECTS} times`)
    const url = parseRemoteUrl(target)
    assertNoDowngrade(hop.url, url)
    return follow({ url, addresses: await guard(url, options.signal) }, options, redirectsLeft - 1)
  }

  return async (text, { headers, signal }) => {
    const url = parseRemoteUrl(text)
    const addresses = await guard(url, signal)
    const options = { ...timeouts, headers: { ...HEADERS, ...headers }, signal }
    try {
      const answer = await follow({ url, addresses }, options, MAX_REDIRECTS)
      return { ...answer, origin: url.origin }
    } catch (error) {
      throwIfStopped(signal)
      if (isProblem(error, 'sourceUnavailable')) throw error
      throw unreachable('sourceUnavailable', url.origin, error)
    }
  }
}

interface Hop {
  readonly url: URL
  readonly addresses: Awaited<ReturnType<Guard>>
}

function redirectTarget({ status, headers }: Answer, from: URL): string | undefined {
  const { location } = headers
  return REDIRECTS.has(status) && typeof location === 'string' ? URL.parse(location, from.href)?.href : undefined
}

/** Who asks for https relies on it to the end. */
function assertNoDowngrade(from: URL, to: URL): void {
  if (from.protocol !== 'https:' || to.protocol === 'https:') return
  throw sourceUnavailable(from.origin, 'redirects from https to http, which is not followed')
}
