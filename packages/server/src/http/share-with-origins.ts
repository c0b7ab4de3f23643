import cors from 'cors'
import type { RequestHandler } from 'express'

const PREFLIGHT_LIFE_SECONDS = 3600

/**
 * Lets web pages of the given origins use the API (CORS), and answers their preflights; others stay outside. Pages that
 * are let in may send and read any header: the custom properties of version 1 are headers of any name.
 */
export function shareWithOrigins(origins: readonly string[]): RequestHandler {
  return cors({
    origin: [...origins],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    exposedHeaders: '*',
    maxAge: PREFLIGHT_LIFE_SECONDS,
  })
}
