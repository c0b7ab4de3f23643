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
    (request, response) => {
      request.url = pathOf(request.url ?? '/')
      app(request, response)
    },
  )
  deferContinue(server)
  return server
}

/** A client may write the whole address, to what it takes for a proxy, or `*`. Express fails at some that are neither. */
function pathOf(target: string): string {
  const path = target.replace(/^https?:\/\/[^/?]*/i, '')
  return path.startsWith('/') ? path : `/${path}`
}
