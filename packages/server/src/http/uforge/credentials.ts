import { Problem } from '@vitrine/core'
import type { Request } from 'express'
import { searchOf } from '../request-query.ts'

export interface Password {
  readonly way: 'password'
  readonly name: string
  readonly password: string
  /** Whom it is that `name` acts for: clients write `supervisor\user`. */
  readonly actsFor: string | undefined
}

export interface Signature {
  readonly way: 'signature'
  readonly publicKey: string
  /** What was signed, as it came. */
  readonly text: string
  readonly signature: string
}

/** What a signature does not cover: the address of the API. */
const BASE = '/api/'
const MARK = '&signature='
const BASE64 = /^[A-Za-z\d+/]+={0,2}$/
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * What a request says of who sends it; undefined when it says nothing. Throws `unauthenticated` for what cannot be read.
 * Some clients leave out the base64 that HTTP Basic has: `unencoded` lets them.
 */
export function credentialsOf(
  { url, headers }: Pick<Request, 'url' | 'headers'>,
  { unencoded }: { readonly unencoded: boolean },
): Password | Signature | undefined {
  if (headers.authorization !== undefined) return passwordOf(headers.authorization, unencoded)
  const search = searchOf({ url })
  if (search.has('apiKey') || search.has('signature')) return signatureOf(url, search)
  return undefined
}

/** Whether a request has a download key, and nothing that says who sends it. */
export function comesByKey(request: Pick<Request, 'url' | 'headers'>): boolean {
  const search = searchOf(request)
  return request.headers.authorization === undefined && !search.has('apiKey') && search.has('downloadId')
}

function passwordOf(header: string, unencoded: boolean): Password {
  const [, given = ''] = /^basic +(\S.*)$/i.exec(header) ?? []
  // There is no colon in base64.
  const bytes = unencoded && given.includes(':') ? Buffer.from(given, 'latin1') : fromBase64(given)
  const [, login, password] = /^([^:]*):(.*)$/s.exec(decode(bytes)) ?? []
  if (login === undefined || password === undefined) throw unreadable()
  const [, name = login, actsFor] = /^([^\\]*)\\(.*)$/s.exec(login) ?? []
  return { way: 'password', name, password, actsFor }
}

/** The signature is the last parameter, so that all of the others are signed. */
function signatureOf(url: string, search: URLSearchParams): Signature {
  const at = url.lastIndexOf(MARK)
  const [publicKey, ...more] = search.getAll('apiKey')
  const encoded = url.slice(at + MARK.length)
  if (at < 0 || publicKey === undefined || more.length > 0 || encoded.includes('&')) {
    throw new Problem('unauthenticated', 'A signed request has apiKey once, and signature as its last parameter')
  }
  return {
    way: 'signature',
    publicKey,
    text: url.slice(BASE.length, at),
    signature: decodeURIComponent(encoded),
  }
}

function fromBase64(text: string): Buffer {
  if (!BASE64.test(text)) throw unreadable()
  return Buffer.from(text, 'base64')
}

function decode(bytes: Buffer): string {
  try {
    return utf8.decode(bytes)
  } catch {
    throw unreadable()
  }
}

function unreadable(): Problem {
  return new Problem('unauthenticated', `Header 'Authorization' is not HTTP Basic with a name and a password in UTF-8`)
}
