import type { LookupAddress } from 'node:dns'
import { lookup as systemLookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { throwIfStopped, unreachable, urlRefused } from './problems.ts'
import { isPublicAddress } from './public-address.ts'

export type Lookup = (host: string) => Promise<readonly LookupAddress[]>

export interface GuardOptions {
  /** `host:port`, the host as URLs have it, in lower case: reached wherever it is. */
  readonly allow: readonly string[]
  /** Ports that may be reached everywhere on the Internet. */
  readonly ports?: readonly number[]
  readonly lookup?: Lookup
  /** How long the addresses of a host are waited for. */
  readonly connectMs: number
}

/**
 * Answers the addresses of a URL's host, or rejects with `urlRefused`. Only these may be connected to: asked again,
 * the name service may well answer others (fault S24).
 */
export type Guard = (url: URL, signal?: AbortSignal) => Promise<readonly LookupAddress[]>

const WEB_PORTS = [80, 443]

export function createGuard({ allow, ports = WEB_PORTS, lookup = lookUpAll, connectMs }: GuardOptions): Guard {
  const allowed = new Set(allow)

  /** None when the name service does not know, fails, or takes too long. */
  async function addressesOf(url: URL, signal: AbortSignal | undefined): Promise<readonly LookupAddress[]> {
    const host = url.hostname.replace(/^\[|\]$/g, '')
    const family = isIP(host)
    if (family !== 0) return [{ address: host, family }]
    const late = setTimeout(connectMs, [], { ref: false, signal })
    return Promise.race([lookup(host), late]).catch(() => [])
  }

  return async (url, signal) => {
    const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80))
    const isAllowed = allowed.has(`${url.hostname}:${port}`)
    if (!isAllowed && !ports.includes(port)) {
      throw urlRefused(`its port must be one of ${ports.join(', ')} (an operator can allow more with fetch_allow)`)
    }
    const addresses = await addressesOf(url, signal)
    throwIfStopped(signal)
    const isFine = isAllowed || addresses.every(({ address }) => isPublicAddress(address))
    if (addresses.length === 0 || !isFine) throw unreachable('urlRefused', url.origin)
    return addresses
  }
}

/** As every other program on the machine sees them, `/etc/hosts` included. */
function lookUpAll(host: string): Promise<LookupAddress[]> {
  return systemLookup(host, { all: true })
}
