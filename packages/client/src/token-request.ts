import type { Token } from '@vitrine/api-types'
import { type Credentials, describeCredentials, secretOf, toTokenRequest } from './credentials.ts'
import { LoginError, reasonOf } from './errors.ts'
import { readRefusal } from './refusal.ts'

/** What the identity service gave, and said of it. */
export interface Session extends Token {
  /** The token itself. */
  readonly id: string
}

interface TokenRequestOptions {
  readonly authUrl: string
  readonly credentials: Credentials
  readonly fetch: typeof globalThis.fetch
  readonly signal: AbortSignal | undefined
}

/** One login. */
export async function requestToken({ authUrl, credentials, fetch, signal }: TokenRequestOptions): Promise<Session> {
  const service = serviceOf(authUrl)
  const send = async () => {
    const response = await fetch(`${service}/auth/tokens`, {
      method: 'POST',
      headers: { accept: 'application/json', 'content-type': 'application/json' },
      body: JSON.stringify(toTokenRequest(credentials)),
      // A password must not follow a redirect to another host.
      redirect: 'manual',
      signal: signal ?? null,
    })
    return { response, text: await response.text() }
  }
  const { response, text } = await send().catch((cause: unknown) => {
    if (signal?.aborted) throw signal.reason
    throw new LoginError(`No answer from the identity service at ${service}: ${reasonOf(cause)}`, { cause })
  })
  const id = response.headers.get('x-subject-token')
  const token = tokenOf(text)
  if (id && token) return { ...token, id }
  throw new LoginError(explain(service, response, text, credentials), { status: response.status })
}

/** Without what a URL can hold besides, passwords for one. */
export function serviceOf(authUrl: string): string {
  if (!URL.canParse(authUrl) || !/^https?:/i.test(authUrl)) {
    throw new LoginError('The address of the identity service must be a URL such as https://cloud.example.com:5000')
  }
  const { origin, pathname } = new URL(authUrl)
  return `${origin}${pathname.replace(/\/+$/, '').replace(/\/v3$/, '')}/v3`
}

function tokenOf(text: string): Token | undefined {
  try {
    return JSON.parse(text)?.token
  } catch {
    return undefined
  }
}

function explain(service: string, response: Response, text: string, credentials: Credentials): string {
  const { ok, status, type, headers } = response
  if (ok) return `What answers at ${service} is no identity service: it gives no token`
  const location = headers.get('location')
  if (location || type === 'opaqueredirect') {
    return `The identity service at ${service} redirects to ${location ?? 'another address'}, where no password follows: name that one`
  }
  const { message } = readRefusal(status, text, headers.get('content-type') ?? '')
  // Some services quote what they do not like.
  const said = message.replaceAll(secretOf(credentials), '…')
  const answer = status === 401 || status === 403 ? 'refuses' : `answers ${status} to`
  return `The identity service at ${service} ${answer} the login ${describeCredentials(credentials)}: ${said}`
}
