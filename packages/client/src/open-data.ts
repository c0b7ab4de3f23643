import type { OperationId } from '@vitrine/api-types'
import { asTransferError, refusalOf, TransferError } from './errors.ts'
import type { Tokens } from './token.ts'
import type { DataAnswer, DataRequest, Transport } from './transport.ts'

/** Both ends inclusive; without `end` up to the last byte; `last` counts from the end. */
export type ByteRange = { readonly start: number; readonly end?: number } | { readonly last: number }

export interface OpenOptions {
  readonly prefer?: readonly string[] | undefined
  readonly range?: ByteRange | undefined
  readonly ifRange?: string | undefined
  readonly signal?: AbortSignal | undefined
}

/** Data on its way, not yet held against a digest. */
export interface OpenedData {
  readonly size: number | undefined
  readonly range: { readonly start: number; readonly end: number; readonly size: number | undefined } | undefined
  readonly etag: string | undefined
  readonly contentMd5: string | undefined
  /** Rejects when it is cut short. */
  readonly body: AsyncIterable<Uint8Array>
}

export type OpenData = (id: string, options: OpenOptions) => Promise<OpenedData | undefined>

export interface DataAccess {
  readonly baseUrl: string
  readonly tokens: Tokens
  readonly transport: Transport
}

/** The operation that has the data for its answer. */
export interface DataOperation {
  readonly operation: OperationId
  readonly headers?: DataRequest['headers']
  urlOf(id: string): string
}

/** Sends with a token, and once more with a new one if it is refused for that and can be sent again. */
export async function sendWithToken<A extends DataAnswer>(
  tokens: Tokens,
  headers: DataRequest['headers'],
  send: (headers: DataRequest['headers']) => Promise<A>,
  repeatable: () => boolean = () => true,
): Promise<A> {
  const withToken = (token: string | undefined) =>
    token === undefined ? headers : { ...headers, 'x-auth-token': token }
  const token = await tokens.current()
  const answer = await send(withToken(token))
  if (answer.status !== 401 || !repeatable()) return answer
  const renewed = await tokens.renew(token)
  return renewed === undefined ? answer : send(withToken(renewed))
}

export function createOpenData(
  { tokens, transport }: Pick<DataAccess, 'tokens' | 'transport'>,
  { operation, headers: common, urlOf }: DataOperation,
): OpenData {
  return async (id, { prefer = [], range, ifRange, signal }) => {
    signal?.throwIfAborted()
    const query = prefer.length > 0 ? `?prefer=${prefer.map(encodeURIComponent).join(',')}` : ''
    const url = `${urlOf(id)}${query}`
    const headers = {
      accept: 'application/json',
      ...common,
      ...(range && { range: rangeHeader(range) }),
      ...(range && ifRange && { 'if-range': ifRange }),
    }
    const answer = await sendWithToken(tokens, headers, async (withToken) => {
      const sent = await transport.get({ url, headers: withToken, signal })
      // What is not data is read at once, so that its connection is free again.
      const text = sent.status === 200 || sent.status === 206 ? undefined : await textOf(sent.body)
      return { ...sent, text }
    })
    const { status, header, body, text } = answer
    if (status === 204) return undefined
    if (text !== undefined) throw refusalOf(operation, status, header, text)
    // What was compressed on the way is measured differently here.
    const length = header('content-encoding') ? undefined : header('content-length')
    const size = length === undefined ? undefined : Number(length)
    return {
      size,
      range: status === 206 ? parseContentRange(header('content-range')) : undefined,
      etag: header('etag'),
      // In version 1 that is among what the answer says of the image.
      contentMd5: header('content-md5') ?? header('x-image-meta-checksum'),
      body: complete(body, size, signal),
    }
  }
}

/** For APIs that have no word for "no data". */
export function present<T>(found: T | undefined): T {
  if (found === undefined) throw new TransferError('The server answers that there is no data')
  return found
}

function rangeHeader(range: ByteRange): string {
  return 'last' in range ? `bytes=-${range.last}` : `bytes=${range.start}-${range.end ?? ''}`
}

function parseContentRange(header: string | undefined): OpenedData['range'] {
  const match = /^bytes (\d+)-(\d+)\/(\d+|\*)$/.exec(header ?? '')
  if (!match) throw new TransferError(`The server sends a part and does not say which: ${header ?? 'no Content-Range'}`)
  const [, start, end, size] = match
  return { start: Number(start), end: Number(end), size: size === '*' ? undefined : Number(size) }
}

async function* complete(
  body: AsyncIterable<Uint8Array>,
  size: number | undefined,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  let received = 0
  try {
    for await (const chunk of body) {
      received += chunk.byteLength
      yield chunk
    }
  } catch (error) {
    throw asTransferError(`The data broke off after ${received} of ${size ?? 'unknown'} bytes`, error, signal)
  }
  signal?.throwIfAborted()
  if (size !== undefined && received !== size)
    throw new TransferError(`The data ended after ${received} of ${size} bytes`)
}

const ERROR_TEXT_BYTES = 64 * 1024

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  try {
    for await (const chunk of body) {
      text += decoder.decode(chunk, { stream: true })
      if (text.length > ERROR_TEXT_BYTES) break
    }
  } catch {
    // A refusal without its explanation is still a refusal.
  }
  return text
}
