import { hmac } from '@noble/hashes/hmac.js'
import { sha1 } from '@noble/hashes/legacy.js'
import { utf8ToBytes } from '@noble/hashes/utils.js'

/** Signs requests in place of a password. */
export interface ApiKey {
  readonly publicKey: string
  readonly secretKey: string
}

/** Who calls, and what shows it: neither of the two where the service tells nobody apart. */
export interface UForgeCredentials {
  /** A login name; or `supervisor\user`, to act as `user` with the password of `supervisor`. */
  readonly user: string
  readonly password?: string | undefined
  readonly apiKey?: ApiKey | undefined
}

/** What makes a request that of a user. */
export interface Authorisation {
  readonly headers: Readonly<Record<string, string>>
  /** The URL to ask for in place of this one. */
  sign(url: string): string
}

/** `base` is the address of the API, with a slash at its end: signatures do not cover it. */
export function createAuthorisation({ user, password, apiKey }: UForgeCredentials, base: string): Authorisation {
  if (apiKey !== undefined) return { headers: {}, sign: signing(apiKey, base) }
  if (password === undefined) return { headers: {}, sign: (url) => url }
  // The first colon ends the name.
  if (user.includes(':')) throw new TypeError('A user whose name has a colon cannot log in by a password here')
  return { headers: { authorization: `Basic ${toBase64(utf8ToBytes(`${user}:${password}`))}` }, sign: (url) => url }
}

/**
 * HMAC-SHA1 of the URL without its base, the public key being one of its parameters. Not by WebCrypto, which pages have
 * only over https.
 */
function signing({ publicKey, secretKey }: ApiKey, base: string): Authorisation['sign'] {
  const key = utf8ToBytes(secretKey)
  return (url) => {
    // As it will be sent: what is escaped in between would no longer fit.
    const { href, search } = new URL(url)
    const signed = `${href}${search ? '&' : '?'}apiKey=${encodeURIComponent(publicKey)}`
    const signature = toBase64(hmac(sha1, key, utf8ToBytes(signed.slice(base.length))))
    return `${signed}&signature=${encodeURIComponent(signature)}`
  }
}

const toBase64 = (bytes: Uint8Array) => btoa(String.fromCodePoint(...bytes))
