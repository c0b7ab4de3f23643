import type { RequestHandler } from 'express'

/**
 * What a browser needs to be told of answers that hold other people's text and bytes: they are no page, no script, not
 * for frames, and of no other type than they say. `Strict-Transport-Security` is for the operator to send: it binds every
 * other port of the host, too.
 */
const HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
}

export const tellBrowsers: RequestHandler = (_request, response, next) => {
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value)
  next()
}
