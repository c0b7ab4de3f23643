import { randomUUID } from 'node:crypto'
import type { OperationId } from '@vitrine/api-types'
import type { Caller, Login } from '@vitrine/core'
import type { Request } from 'express'

/** What the layers in front of a handler found out about a request. */
export interface RequestContext {
  readonly requestId: string
  /** `performance.now()` when the request arrived. */
  readonly startedAt: number
  operation?: OperationId
  /** Whether the client asked by HEAD for what is an operation of GET. */
  isHead?: boolean
  /** Methods that the path serves; set also when the one of the request is not among them. */
  allow?: string
  pathParams?: Record<string, string>
  caller?: Caller
  /** Who calls, where users come by name. */
  login?: Login
  /** That the body is data for the handler to read, and why it is not taken: who asks for the first byte is told. */
  bytes?: { readonly refusal?: Error | undefined }
  bytesReceived: number
  bytesSent: number
  /** Whether it collects metrics: then it is neither logged nor counted. */
  isCollection?: true
  /** What the log says of a failed request, beyond its status. */
  failure?: unknown
}

export const newRequestId = (): string => `req-${randomUUID()}`

const contexts = new WeakMap<Request, RequestContext>()

/** Set by the first layer, so every later one has it. */
export function contextOf(request: Request): RequestContext {
  const context = contexts.get(request)
  if (!context) throw new Error('The request has not been through `correlate` yet')
  return context
}

export function setContext(request: Request, context: RequestContext): void {
  contexts.set(request, context)
}

/** Scheme, host and port under which the client reached us, unless the operator says otherwise. */
export function baseUrl(request: Request, publicUrl: string | undefined): string {
  return publicUrl ?? `${request.protocol}://${request.headers.host ?? 'localhost'}`
}
