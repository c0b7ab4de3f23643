import { createServer, type IncomingMessage, type Server, type ServerOptions, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { Express } from 'express'
import { answerClientErrors } from './http/answer-client-errors.ts'
import { deferContinue } from './http/expect-continue.ts'
import { countSilentAsIdle } from './http/idle-connections.ts'

/** Both in PEM. */
export interface Certificate {
  readonly cert: Buffer
  readonly key: Buffer
}

const OPTIONS: ServerOptions = {
  // A whole upload may take hours; silence is limited per transfer instead.
  requestTimeout: 0,
  headersTimeout: 60_000,
  keepAliveTimeout: 75_000,
  noDelay: true,
  // As servers of version 1 have it, in which an image travels in headers: 128 properties of 450 bytes fit (fault S56).
  maxHeaderSize: 64 * 1024,
}

/** Node's server with the limits that image data needs; with a certificate it speaks TLS, and nothing else. */
export function createHttpServer(app: Express, certificate?: Certificate): Server {
  const handle = (request: IncomingMessage, response: ServerResponse) => {
    resolveTarget(request)
    app(request, response)
  }
  const server = certificate
    ? createTlsServer({ ...OPTIONS, ...certificate, minVersion: 'TLSv1.2' }, handle)
    : createServer(OPTIONS, handle)
  deferContinue(server)
  answerClientErrors(server)
  countSilentAsIdle(server)
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
