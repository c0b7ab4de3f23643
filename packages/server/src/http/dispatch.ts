import type { Handlers } from '@vitrine/api-types'
import { ANONYMOUS, type Caller, type Login } from '@vitrine/core'
import type { Request, RequestHandler, Response } from 'express'
import type { Metrics } from '../metrics.ts'
import { type Client, clientOf } from './client.ts'
import { perFamily } from './per-family.ts'
import { refusedBytes, requestBytes } from './request-bytes.ts'
import { baseUrl, contextOf } from './request-context.ts'
import { searchOf } from './request-query.ts'
import { writeDocuments } from './uforge/write-document.ts'
import { type AnyReply, createReplyWriter } from './write-reply.ts'

/** What a handler is given besides the parts of the request that the spec types. */
export interface HandlerContext {
  readonly caller: Caller
  /** Who calls, where users come by name (`/api`); undefined for those who have nothing but a download key. */
  readonly login: Login | undefined
  readonly requestId: string
  /** The query as it was written: repeated names and custom properties included. */
  readonly search: URLSearchParams
  /** Scheme, host and port for absolute links. */
  readonly baseUrl: string
  /** bytes; undefined for a chunked body */
  readonly contentLength: number | undefined
  /** Aborted when the service stops. */
  readonly signal: AbortSignal
  readonly client: Client
  /** Whether the client asked by HEAD: whatever the body is, nobody will see it. */
  readonly isHead: boolean
}

type AnyHandler = (request: Record<string, unknown>) => Promise<AnyReply>

/** Calls the handler of the operation, and has its reply written. */
export function dispatch(
  handlers: Handlers<HandlerContext>,
  deps: {
    readonly publicUrl?: string | undefined
    readonly idleMs: number
    readonly signal: AbortSignal
    readonly metrics: Metrics
  },
): RequestHandler {
  const { publicUrl, idleMs, signal, metrics } = deps
  const writeReply = createReplyWriter(deps)
  const write = perFamily({ api: writeDocuments(writeReply) }, writeReply)

  return async (request, response) => {
    const {
      operation,
      pathParams = {},
      caller = ANONYMOUS,
      login,
      requestId,
      bytes,
      isHead = false,
    } = contextOf(request)
    if (operation === undefined) throw new Error('The request was not routed')
    // The validator has checked the request against the same spec that types the handler: the one cast of the server.
    const handler = handlers[operation] as unknown as AnyHandler
    const reply = await handler({
      path: pathParams,
      query: request.query,
      headers: request.headers,
      body: bytes ? upload(request, response, bytes.refusal) : request.body,
      caller,
      login,
      requestId,
      search: searchOf(request),
      baseUrl: baseUrl(request, publicUrl),
      contentLength: contentLength(request),
      signal,
      client: clientOf(request),
      isHead,
    })
    await write(request, response, reply)
  }

  function upload(request: Request, response: Response, refusal: Error | undefined) {
    if (refusal) return refusedBytes(refusal)
    const onBytes = (count: number) => metrics.countBytes('in', count)
    return requestBytes(request, response, { idleMs, onBytes })
  }
}

function contentLength({ headers }: Request): number | undefined {
  return headers['content-length'] === undefined ? undefined : Number(headers['content-length'])
}
