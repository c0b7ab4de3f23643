import { isIPv4 } from 'node:net'
import { urlRefused } from './problems.ts'

const FLAWS: ReadonlyArray<{ readonly pattern: RegExp; readonly why: string }> = [
  {
    pattern: /[^\x21-\x7e]/,
    why: 'blanks, control characters and letters beyond ASCII have to be percent-encoded, or punycode in a host name',
  },
  { pattern: /^(?!https?:)/i, why: 'it must begin with http:// or https://' },
  { pattern: /^[^/]*\/\/[^/?#]*@/, why: 'it must not have a user or password' },
  { pattern: /#/, why: 'it must not have a fragment' },
]

/** Scheme, host, perhaps a port, perhaps a path or query. */
const PLAIN_URL = /^https?:\/\/(\[[\da-f:.]+\]|[\w.-]*\w)(?::\d+)?(?:[/?][^\\]*)?$/i

/**
 * Takes only what everybody reads alike: where parsers differ, one may check another host than the next one calls
 * (faults S20, S23, S27). Throws `urlRefused`.
 */
export function parseRemoteUrl(text: string): URL {
  const flaw = FLAWS.find(({ pattern }) => pattern.test(text))
  if (flaw) throw urlRefused(flaw.why)
  const [, host] = PLAIN_URL.exec(text) ?? []
  const url = URL.parse(text)
  if (!url || !host || isOddAddress(url.hostname, host)) {
    throw urlRefused('it must be http(s)://HOST[:PORT]/PATH, with an IPv4 address as four decimal numbers')
  }
  return url
}

/** Hosts such as 127.1, 0x7f000001 and 2130706433 are addresses too. */
function isOddAddress(meant: string, written: string): boolean {
  return isIPv4(meant) && meant !== written
}
