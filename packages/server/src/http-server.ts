import { createServer, type Server } from 'node:http'
import type { Express } from 'express'
import { deferContinue } from './http/expect-continue.ts'

/** Node's server with the limits that image data needs. */
export function createHttpServer(app: Express): Server {
  const server = createServer(
    {
      // A whole upload may take hours; silence is limited per transfer instead.
      requestTimeout: 0,
      headersTimeout: 60_000,
      keepAliveTimeout: 75_000,
      noDelay: true,
    },
    app,
  )
  deferContinue(server)
  return server
}
