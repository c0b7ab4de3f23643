import cors from 'cors'
import type { RequestHandler } from 'express'

/** Headers that clients in browsers send and read; names: CORS defaults of the Image API, and what our client uses. */
const SENT = [
  'Accept-Encoding',
  'Authorization',
  'Content-MD5',
  'Content-Type',
  'If-Modified-Since',
  'If-None-Match',
  'If-Range',
  'OpenStack-API-Version',
  'Range',
  'X-Auth-Token',
  'X-OpenStack-Request-ID',
  'X-Subject-Token',
]
const READ = [
  'Accept-Ranges',
  'Content-MD5',
  'Content-Range',
  'ETag',
  'Location',
  'OpenStack-image-import-methods',
  'OpenStack-image-store-ids',
  'Retry-After',
  'X-OpenStack-Request-ID',
  'X-Subject-Token',
]
const PREFLIGHT_LIFE_SECONDS = 3600

/** Lets web pages of the given origins use the API (CORS), and answers their preflights; others stay outside. */
export function shareWithOrigins(origins: readonly string[]): RequestHandler {
  return cors({
    origin: [...origins],
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: SENT,
    exposedHeaders: READ,
    maxAge: PREFLIGHT_LIFE_SECONDS,
  })
}
