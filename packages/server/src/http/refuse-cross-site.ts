import { isIP } from 'node:net'
import type { RequestHandler } from 'express'
import { HttpError } from './http-error.ts'

/**
 * Keeps web pages out. Without identity whoever reaches the server may do anything, and the browser of its operator
 * reaches it, wherever the page came from: by asking across sites, or under a name that leads here by now (DNS
 * rebinding). Clients that are no browsers send none of these headers, and a `Host` that they know us by.
 */
export function refuseCrossSite({
  publicUrl,
  origins,
}: {
  publicUrl?: string | undefined
  /** Web pages that may, because the operator said so. */
  origins: readonly string[]
}): RequestHandler {
  const known = publicUrl === undefined ? undefined : new URL(publicUrl)

  return ({ headers }, _response, next) => {
    const { host, origin } = headers
    // Browsers always send one; old health checks do not.
    const own = host === undefined ? undefined : parse(`http://${host}`)
    if (host !== undefined && !(own && (isAddress(own.hostname) || own.hostname === known?.hostname))) {
      throw new HttpError(
        403,
        `This server is not known as '${host}': call it by its address, or set its public URL to that address`,
      )
    }
    if (origin !== undefined && origins.includes(origin)) return next()
    const asking = origin === undefined ? undefined : parse(origin)?.host
    const isForeign = origin !== undefined && (asking === undefined || ![own?.host, known?.host].includes(asking))
    if (isForeign || ['cross-site', 'same-site'].includes(String(headers['sec-fetch-site']))) {
      throw new HttpError(403, 'Web pages of other sites may not use this server: call it from a program')
    }
    next()
  }
}

/** An address cannot be made to lead elsewhere, as a name can; browsers fix `localhost` themselves. */
function isAddress(hostname: string): boolean {
  return hostname === 'localhost' || isIP(hostname.replace(/^\[(.*)\]$/, '$1')) !== 0
}

/** Undefined for what is no address, such as the origin `null` of a page without one. */
function parse(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined
}
