import type { Handlers } from '@vitrine/api-types'
import { ANONYMOUS, type Caller } from '@vitrine/core'
import type { Request, RequestHandler, Response } from 'express'
import type { Metrics } from '../metrics.ts'
import { type Client, clientOf } from './client.ts'
import { endAnswer } from './end-answer.ts'
import { refusedBytes, requestBytes } from './request-bytes.ts'
import { baseUrl, contextOf } from './request-context.ts'
import { searchOf } from './request-query.ts'
import { sendBytes } from './send-bytes.ts'

/** What a handler is given besides the parts of the request that the spec types. */
export interface HandlerContext {
  readonly caller: Caller
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
}

/** What every `Reply` of every operation looks like from here. */
interface AnyReply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string | number | undefined>>
  readonly body?: unknown
}
type AnyHandler = (request: Record<string, unknown>) => Promise<AnyReply>

/** Calls the handler of the operation and writes its reply: headers and status as the spec types them, one body. */
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

  return async (request, response) => {
    const { operation, pathParams = {}, caller = ANONYMOUS, requestId, bytes } = contextOf(request)
    if (operation === undefined) throw new Error('The request was not routed')
    // The validator has checked the request against the same spec that types the handler: the one cast of the server.
    const handler = handlers[operation] as unknown as AnyHandler
    const reply = await handler({
      path: pathParams,
      query: request.query,
      headers: request.headers,
      body: bytes ? upload(request, response, bytes.refusal) : request.body,
      caller,
      requestId,
      search: searchOf(request),
      baseUrl: baseUrl(request, publicUrl),
      contentLength: contentLength(request),
      signal,
      client: clientOf(request),
    })
    await write(request, response, reply)
  }

  function upload(request: Request, response: Response, refusal: Error | undefined) {
    if (refusal) return refusedBytes(refusal)
    const onBytes = (count: number) => metrics.countBytes('in', count)
    return requestBytes(request, response, { idleMs, onBytes })
  }

  async function write(request: Request, response: Response, { status, headers = {}, body }: AnyReply): Promise<void> {
    response.status(status)
    for (const [name, value] of Object.entries(headers)) if (value !== undefined) response.setHeader(name, value)
    if (body === undefined) endAnswer(request, response)
    else if (typeof body === 'string') {
      response.setHeader('Content-Type', 'text/plain; charset=UTF-8')
      endAnswer(request, response, Buffer.from(body))
    } else if (isByteStream(body)) {
      response.setHeader('Content-Type', 'application/octet-stream')
      const onBytes = (count: number) => metrics.countBytes('out', count)
      await metrics.track('out', () => sendBytes(request, response, body, { idleMs, signal, onBytes }))
    } else response.json(body)
  }
}

function contentLength({ headers }: Request): number | undefined {
  return headers['content-length'] === undefined ? undefined : Number(headers['content-length'])
}

function isByteStream(body: unknown): body is AsyncIterable<Uint8Array> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body
}
