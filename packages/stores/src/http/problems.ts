import { Problem } from '@vitrine/core'

/** For what the text of a URL shows. Does not repeat it: there may be a password in it. */
export function urlRefused(why: string): Problem {
  return new Problem('urlRefused', `The URL is refused: ${why}`)
}

export function sourceUnavailable(origin: string, why: string, cause?: unknown): Problem {
  return new Problem('sourceUnavailable', `${origin} ${why}`, { cause: summaryOf(cause) })
}

/**
 * One wording for hosts that do not exist, are out of bounds, refuse or stay silent: what the server's own network
 * looks like is not to be found out by trying (fault S32). Of a URL only the origin is told, as a query may be a secret.
 */
export function unreachable(code: 'urlRefused' | 'sourceUnavailable', origin: string, cause?: unknown): Problem {
  const why = 'no such host, no answer, or not allowed (an operator can allow it with fetch_allow)'
  return new Problem(code, `${origin} cannot be reached: ${why}`, { cause: summaryOf(cause) })
}

/** Ends with a signal, unless that ran out of time: there was no answer then, which `unreachable` says. */
export function throwIfStopped(signal: AbortSignal | undefined): void {
  if (signal?.aborted && signal.reason?.name !== 'TimeoutError') throw signal.reason
}

/** For the log. Errors of TLS and of the HTTP parser hold whole certificates, and what was received. */
function summaryOf(cause: unknown): unknown {
  if (cause instanceof Problem || !(cause instanceof Error)) return cause
  return new Error('code' in cause && typeof cause.code === 'string' ? cause.code : cause.message)
}
