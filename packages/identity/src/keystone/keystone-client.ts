import { Problem } from '@vitrine/core'
import pLimit from 'p-limit'
import { Pool } from 'undici'
import { v3Url } from './auth-url.ts'

export interface KeystoneRequest {
  readonly method: 'GET' | 'POST'
  /** Below `/v3`. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
}

export interface KeystoneAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** Undefined when it is not JSON. */
  readonly body: unknown
}

export type KeystoneClient = ReturnType<typeof createKeystoneClient>

/** More questions at once would only wait in Keystone's own queue. */
const CONNECTIONS = 8

/** A token without its catalogue takes a few KiB; a Keystone that ignores `nocatalog` sends some hundred. */
const MAX_ANSWER_BYTES = 1024 * 1024

/**
 * Asks one Keystone, over a few kept connections. Redirects are not followed: they would carry tokens to wherever they
 * point.
 */
export function createKeystoneClient({ authUrl, timeoutMs }: { readonly authUrl: string; readonly timeoutMs: number }) {
  const base = v3Url(authUrl)
  const pool = new Pool(base.origin, {
    connections: CONNECTIONS,
    connect: { timeout: timeoutMs },
    maxResponseSize: MAX_ANSWER_BYTES,
  })
  const queue = pLimit({ concurrency: CONNECTIONS, rejectOnClear: true })
  let answers = 0

  /**
   * Whatever hinders an answer is `identityUnavailable`, without its cause: an error of the HTTP parser, for one, holds
   * what was received, and with it perhaps a token. An answer of any status is an answer.
   */
  async function ask(request: KeystoneRequest): Promise<KeystoneAnswer> {
    try {
      return await queue(() => askNow(request))
    } catch (error) {
      throw unavailable(isTimeout(error) ? `no answer within ${timeoutMs} ms` : reasonOf(error))
    }
  }

  /** The time counts from here, not from the end of the queue: a slow Keystone is not one that stands still. */
  async function askNow(request: KeystoneRequest): Promise<KeystoneAnswer> {
    const before = answers
    const signal = AbortSignal.timeout(timeoutMs)
    const attempt = () => exchange(request, signal)
    try {
      return await attempt().catch((error: unknown) => (wasCutOff(error) ? attempt() : Promise.reject(error)))
    } finally {
      // Nobody got an answer in all that time: who waits behind this question does not have to find out by himself.
      if (signal.aborted && answers === before) queue.clearQueue()
    }
  }

  async function exchange(request: KeystoneRequest, signal: AbortSignal): Promise<KeystoneAnswer> {
    const { method, path, headers, body } = request
    const answer = await pool.request({
      method,
      path: base.pathname + path,
      headers: { Accept: 'application/json', 'Content-Type': 'application/json', ...headers },
      body: body === undefined ? null : JSON.stringify(body),
      signal,
    })
    const text = await answer.body.text()
    answers += 1
    return { status: answer.statusCode, headers: answer.headers, body: parseJson(text) }
  }

  function unavailable(reason: string): Problem {
    return new Problem('identityUnavailable', `The identity service at ${base.href} cannot be used now: ${reason}`)
  }

  return { ask, unavailable, url: base.href, close: () => pool.destroy() }
}

/** Servers end idle connections, now and then in the moment in which one is used again. Asking twice does no harm. */
function wasCutOff(error: unknown): boolean {
  return ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'].includes(codeOf(error))
}

/** The time was over, for this question or for one before it. */
function isTimeout(error: unknown): boolean {
  return error instanceof DOMException && ['TimeoutError', 'AbortError'].includes(error.name)
}

function reasonOf(error: unknown): string {
  const code = codeOf(error)
  return code === 'UND_ERR_RES_EXCEEDED_MAX_SIZE' ? 'its answer does not end' : `the connection failed (${code})`
}

function codeOf(error: unknown): string {
  const { code, name } = error as NodeJS.ErrnoException
  return code ?? name
}

/** The error of the parser is dropped, for it quotes the text: an error page may well repeat the request's headers. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
