import { type ClientRequest, type IncomingHttpHeaders, type IncomingMessage, request as openHttp } from 'node:http'
import { request as openHttps } from 'node:https'
import type { Duplex } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'
import { asTransferError, TransferError } from '../errors.ts'
import type { Body, DataAnswer, TlsOptions, Transport, UploadRequest } from '../transport.ts'

/** From here on it pays to ask first: the question costs a round trip, a refused body all of its bytes. */
const ASK_FROM = 1024 * 1024
/** Servers that do not know the question never answer it. */
const ASK_FOR_MS = 1000
const KEEP_ALIVE_MS = 30_000

type SendRequest = UploadRequest & { readonly tls: TlsOptions | undefined }

export async function send(
  request: SendRequest,
  body: Body,
  onSent: (bytes: number) => void,
): ReturnType<Transport['send']> {
  if (body.size !== undefined && body.size < ASK_FROM) return exchange(request, body, onSent)
  const asked = await exchange(request, body, onSent, { expect: '100-continue' })
  // Some proxies refuse the question, and have then seen nothing of the body.
  return asked.status === 417 ? exchange(request, body, onSent) : asked
}

async function exchange(
  { method, url, headers, signal, tls }: SendRequest,
  body: Body,
  onSent: (bytes: number) => void,
  question: { readonly expect?: string } = {},
): ReturnType<Transport['send']> {
  const length = body.size === undefined ? { 'transfer-encoding': 'chunked' } : { 'content-length': body.size }
  const open = url.startsWith('https:') ? openHttps : openHttp
  // A connection of its own: one that was kept may die just as the body begins.
  const request = open(url, {
    method,
    headers: { ...headers, ...length, ...question },
    agent: false,
    signal,
    ...tls,
  })
  request.setSocketKeepAlive(true, KEEP_ALIVE_MS)
  request.once('socket', readBeyondFailedWrites)
  // Headers that go out before a body would be sent in UTF-8, where their characters stand for bytes.
  request.once('socket', (socket) => socket.setDefaultEncoding('latin1'))
  const reply = replyTo(request)
  try {
    if (question.expect) await permission(request, reply)
    const complete = reply.arrived ? false : await sendBody(request, body, reply, onSent)
    const response = await reply.response
    const status = response.statusCode ?? 0
    if (!complete && status < 300) throw new TransferError('The server answered before it had all the data')
    return { ...answer(status, response.headers), text: await textOf(response) }
  } catch (error) {
    if (reply.failed || signal?.aborted) throw asTransferError(`Cannot send to ${new URL(url).host}`, error, signal)
    throw error
  } finally {
    request.destroy()
  }
}

export function answer(status: number, headers: IncomingHttpHeaders): DataAnswer {
  return { status, header: (name) => headers[name]?.toString() }
}

/** The answer, which may come at any time: before the body, in the middle of it, or never. */
interface Reply {
  readonly response: Promise<IncomingMessage>
  readonly arrived: boolean
  readonly failed: boolean
  /** Resolves with the promise, or with undefined as soon as the exchange is over one way or the other. */
  unlessOver<T>(promise: Promise<T>): Promise<T | undefined>
}

function replyTo(request: ClientRequest): Reply {
  let arrived = false
  let failed = false
  let wake = () => {}
  const response = new Promise<IncomingMessage>((resolve, reject) => {
    request.once('response', (message) => {
      arrived = true
      resolve(message)
      wake()
    })
    // Stays for good: a connection may well fail after the answer.
    request.on('error', (error) => {
      failed ||= !arrived
      reject(error)
      wake()
    })
  })
  response.catch(() => undefined)
  return {
    response,
    get arrived() {
      return arrived
    },
    get failed() {
      return failed
    },
    unlessOver: (promise) =>
      new Promise((resolve, reject) => {
        wake = () => resolve(undefined)
        if (arrived || failed) wake()
        promise.then(resolve, reject)
      }),
  }
}

async function permission(request: ClientRequest, reply: Reply): Promise<void> {
  const waiting = new AbortController()
  const granted = new Promise<void>((resolve) => request.once('continue', resolve))
  const tired = sleep(ASK_FOR_MS, undefined, { signal: waiting.signal }).catch(() => undefined)
  request.flushHeaders()
  await reply.unlessOver(Promise.race([granted, tired]))
  waiting.abort()
}

/** Says whether all of it was sent, which it is not when the server answers before the end. */
async function sendBody(
  request: ClientRequest,
  body: Body,
  reply: Reply,
  onSent: (bytes: number) => void,
): Promise<boolean> {
  const chunks = body.chunks()[Symbol.asyncIterator]()
  let sent = 0
  try {
    for (;;) {
      const next = await reply.unlessOver(chunks.next())
      if (next === undefined) return sent === body.size
      if (next.done) break
      sent += next.value.byteLength
      if (body.size !== undefined && sent > body.size) throw sizeError(body.size, 'more')
      await reply.unlessOver(write(request, next.value))
      if (reply.failed) return false
      onSent(next.value.byteLength)
    }
  } finally {
    // A source that hangs must not keep the caller from its answer.
    chunks.return?.()?.catch(() => undefined)
  }
  if (body.size !== undefined && sent < body.size) throw sizeError(body.size, `${sent}`)
  request.end()
  return true
}

/** Ends when the chunk is out, so that its buffer can be used again. */
const write = (request: ClientRequest, chunk: Uint8Array) =>
  new Promise<void>((resolve) => request.write(chunk, () => resolve()))

/**
 * A server that refuses in the middle may close the connection behind its answer. Node then destroys the socket as
 * soon as a write fails, and the answer with it, which is received and not yet read. So a failed write is kept quiet:
 * reading comes to the answer, or to the same end.
 */
function readBeyondFailedWrites(socket: Duplex): void {
  const write = socket._write
  const writev = socket._writev
  const quiet = (done: (error?: Error | null) => void) => (error?: Error | null) => {
    if (!error) done()
  }
  socket._write = (chunk, encoding, done) => write.call(socket, chunk, encoding, quiet(done))
  if (writev) socket._writev = (chunks, done) => writev.call(socket, chunks, quiet(done))
}

const sizeError = (declared: number, actual: string) =>
  new RangeError(`The source has ${actual} bytes, and ${declared} were announced`)

/** What can be read of it: the server may close the connection right behind its refusal. */
async function textOf(response: IncomingMessage): Promise<string> {
  let text = ''
  try {
    for await (const chunk of response.setEncoding('utf8')) text += chunk
  } catch {
    // A refusal without its explanation is still a refusal.
  }
  return text
}
