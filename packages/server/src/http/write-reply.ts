import { operations } from '@vitrine/api-types'
import type { Request, Response } from 'express'
import type { Metrics } from '../metrics.ts'
import { endAnswer } from './end-answer.ts'
import { contextOf } from './request-context.ts'
import { sendBytes } from './send-bytes.ts'

/** What every `Reply` of every operation looks like from here. */
export interface AnyReply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string | number | undefined>>
  readonly body?: unknown
}

export type WriteReply = (request: Request, response: Response, reply: AnyReply) => Promise<void>

/** Headers and status as the spec types them, and one body: none, text, bytes or JSON. */
export function createReplyWriter(deps: {
  readonly idleMs: number
  readonly signal: AbortSignal
  readonly metrics: Metrics
}): WriteReply {
  const { idleMs, signal, metrics } = deps

  return async (request, response, reply) => {
    begin(response, reply)
    const { body } = reply
    if (body === undefined) endAnswer(request, response)
    else if (typeof body === 'string') {
      response.setHeader('Content-Type', 'text/plain; charset=UTF-8')
      endAnswer(request, response, Buffer.from(body))
    } else if (isByteStream(body)) {
      response.setHeader('Content-Type', bytesType(request))
      const onBytes = (count: number) => metrics.countBytes('out', count)
      await metrics.track('out', () => sendBytes(request, response, body, { idleMs, signal, onBytes }))
    } else response.json(body)
  }
}

export function begin(response: Response, { status, headers = {} }: Pick<AnyReply, 'status' | 'headers'>): void {
  response.status(status)
  for (const [name, value] of Object.entries(headers)) if (value !== undefined) response.setHeader(name, value)
}

function bytesType(request: Request): string {
  const { operation } = contextOf(request)
  const [type = 'application/octet-stream'] = operation ? operations[operation].answerTypes : []
  return type
}

function isByteStream(body: unknown): body is AsyncIterable<Uint8Array> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body
}
