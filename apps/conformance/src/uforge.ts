import { createHmac } from 'node:crypto'
import type { UForgeApiKeyPair } from '@vitrine/api-types'
import type { Auth } from './identity.ts'
import type { Answer, RequestOptions, Target } from './target.ts'
import { XML } from './uforge-documents.ts'

/** Where documents are that their URIs name. */
export const API = '/api/'

/** Who calls: there are no tokens below `/api`. */
export interface Account {
  readonly name: string
  readonly password: string
}

/** Where callers are not told apart everybody is whom the path names. */
export const ANYBODY: Account = { name: 'admin', password: '' }

/** The name and password that a caller logs in with; undefined for one who logs in otherwise, or by an id. */
export const accountOf = (auth: Auth | undefined): Account | undefined => {
  const { user } = auth?.identity.password ?? {}
  return user !== undefined && 'name' in user && user.name !== undefined
    ? { name: user.name, password: user.password }
    : undefined
}

export const basic = ({ name, password }: Account): string =>
  `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`

export interface UForgeOptions extends RequestOptions {
  /** Somebody else than the caller; `null` sends no credentials. */
  readonly account?: Account | null
}

/** UForge as the caller of the run uses it. Paths are URIs as in documents: relative to the API, without a slash in front. */
export const createUForge = (target: Pick<Target, 'request' | 'breakOff'>, caller: Account) => {
  const optionsFor = ({ account = caller, headers, ...others }: UForgeOptions): RequestOptions => ({
    accept: XML,
    token: null,
    ...others,
    headers: { ...(account && { Authorization: basic(account) }), ...headers },
  })
  const request = (method: string, uri: string, options: UForgeOptions = {}): Promise<Answer> =>
    target.request(method, API + uri, optionsFor(options))
  return {
    account: caller,
    /** The caller's own. */
    userUri: `users/${encodeURIComponent(caller.name)}`,
    request,
    breakOff: (uri: string, options: UForgeOptions = {}) => target.breakOff(API + uri, optionsFor(options)),
    get: (uri: string, options?: UForgeOptions) => request('GET', uri, options),
    head: (uri: string, options?: UForgeOptions) => request('HEAD', uri, options),
    post: (uri: string, options?: UForgeOptions) => request('POST', uri, options),
    put: (uri: string, options?: UForgeOptions) => request('PUT', uri, options),
    delete: (uri: string, options?: UForgeOptions) => request('DELETE', uri, options),
  }
}

export type UForge = ReturnType<typeof createUForge>

/** The URI with a public key in its query and the signature of all that behind it, which stands for credentials. */
export const signed = (uri: string, { publicKey, secretKey = '' }: UForgeApiKeyPair): string => {
  const text = `${uri}${uri.includes('?') ? '&' : '?'}apiKey=${encodeURIComponent(publicKey)}`
  const signature = createHmac('sha1', secretKey).update(text).digest('base64')
  return `${text}&signature=${encodeURIComponent(signature)}`
}
