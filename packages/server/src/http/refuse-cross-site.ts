import { isIP } from 'node:net'
import type { Request, RequestHandler } from 'express'
import { HttpError } from './http-error.ts'

interface OwnAddress {
  readonly publicUrl?: string | undefined
  /** Web pages that may, because the operator said so. */
  readonly origins: readonly string[]
}

/**
 * Keeps web pages out. Without identity whoever reaches the server may do anything, and the browser of its operator
 * reaches it, wherever the page came from: by asking across sites, or under a name that leads here by now (DNS
 * rebinding). Clients that are no browsers send none of these headers, and a `Host` that they know us by.
 */
export function refuseCrossSite({ publicUrl, origins }: OwnAddress): RequestHandler {
  const known = publicUrl === undefined ? undefined : new URL(publicUrl)
  const isForeign = recogniseForeign({ publicUrl, origins })

  return (request, _response, next) => {
    const { host } = request.headers
    // Browsers always send one; old health checks do not.
    const own = host === undefined ? undefined : parse(`http://${host}`)
    if (host !== undefined && !(own && (isAddress(own.hostname) || own.hostname === known?.hostname))) {
      throw new HttpError(
        403,
        `This server is not known as '${host}': call it by its address, or set its public URL to that address`,
      )
    }
    if (isForeign(request)) throw foreign()
    next()
  }
}

/**
 * Keeps pages of other sites from changing anything. Browsers send the password that somebody gave them once for this
 * server with whatever a page asks for; without one they send nothing that lets anybody in.
 */
export function refuseForeignChanges({ publicUrl, origins }: OwnAddress): RequestHandler {
  const isForeign = recogniseForeign({ publicUrl, origins })
  return (request, _response, next) => {
    if (!['GET', 'HEAD'].includes(request.method) && isForeign(request)) throw foreign()
    next()
  }
}

function recogniseForeign({ publicUrl, origins }: OwnAddress) {
  const known = publicUrl === undefined ? undefined : new URL(publicUrl).host

  return ({ headers }: Request): boolean => {
    const { host, origin } = headers
    if (origin !== undefined && origins.includes(origin)) return false
    const own = host === undefined ? undefined : parse(`http://${host}`)?.host
    const asking = origin === undefined ? undefined : parse(origin)?.host
    if (origin !== undefined && (asking === undefined || ![own, known].includes(asking))) return true
    return ['cross-site', 'same-site'].includes(String(headers['sec-fetch-site']))
  }
}

function foreign(): HttpError {
  return new HttpError(403, 'Web pages of other sites may not use this server: call it from a program')
}

/** An address cannot be made to lead elsewhere, as a name can; browsers fix `localhost` themselves. */
function isAddress(hostname: string): boolean {
  return hostname === 'localhost' || isIP(hostname.replace(/^\[(.*)\]$/, '$1')) !== 0
}

/** Undefined for what is no address, such as the origin `null` of a page without one. */
function parse(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined
}
