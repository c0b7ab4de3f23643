import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { Express } from 'express'
import { answerClientErrors } from './http/answer-client-errors.ts'
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
      resolveTarget(request)
      app(request, response)
    },
  )
  deferContinue(server)
  answerClientErrors(server)
  return server
}

/** A client may write the whole address, to what it takes for a proxy, or `*`. Express fails at some that are neither. */
function resolveTarget(request: IncomingMessage): void {
  const { url = '/' } = request
  const [start = '', host] = /^https?:\/\/([^/?]*)/i.exec(url) ?? []
  // As RFC 9112 has it: the header then counts for nothing.
  if (host) request.headers.host = host
  const path = url.slice(start.length)
  request.url = path.startsWith('/') ? path : `/${path}`
}
