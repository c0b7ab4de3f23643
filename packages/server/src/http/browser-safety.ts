import type { RequestHandler } from 'express'

/**
 * What a browser needs to be told of answers that hold other people's text and bytes: they are no page, no script, not
 * for frames, and of no other type than they say. `Strict-Transport-Security` is the business of a server with TLS.
 */
const HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
}
const ONE_YEAR_SECONDS = 31_536_000

export const tellBrowsers: RequestHandler = (request, response, next) => {
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value)
  if (request.secure) response.setHeader('Strict-Transport-Security', `max-age=${ONE_YEAR_SECONDS}`)
  next()
}
