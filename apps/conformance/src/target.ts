import http from 'node:http'
import https from 'node:https'
import { ServerFailure } from './status.ts'
import type { ExchangeView, HeaderList, Redactor } from './transcript.ts'
import { viewBody } from './transcript.ts'

/** One answer of the server, read to its end. */
export class Answer {
  readonly status: number
  readonly reason: string
  readonly headerList: HeaderList
  readonly body: Buffer

  constructor(status: number, reason: string, headerList: HeaderList, body: Buffer) {
    this.status = status
    this.reason = reason
    this.headerList = headerList
    this.body = body
  }

  header(name: string): string | undefined {
    const found = this.headerList.filter(([key]) => key.toLowerCase() === name.toLowerCase())
    return found.length > 0 ? found.map(([, value]) => value).join(', ') : undefined
  }

  get text(): string {
    return this.body.toString('utf8')
  }

  /** The body as JSON; not being JSON is the server's fault. */
  // biome-ignore lint/suspicious/noExplicitAny: what a foreign server sends has no type
  json(): any {
    try {
      return JSON.parse(this.text)
    } catch {
      throw new ServerFailure(`the body of the ${this.status} answer is not JSON`, 'JSON', this.text.slice(0, 200))
    }
  }
}

export interface Exchange {
  readonly method: string
  /** Without the mount prefix of the service. */
  readonly path: string
  requestHeaders: HeaderList
  requestBody: Buffer
  requestBytes: number
  answer?: Answer
  milliseconds: number
  preparation: boolean
  note?: string
}

export interface RequestOptions {
  /** With several values a header is sent as often. */
  readonly headers?: Readonly<Record<string, string | string[]>>
  readonly json?: unknown
  /** Bytes go with a Content-Length, an iterable goes chunked. */
  readonly body?: string | Uint8Array | AsyncIterable<Uint8Array> | Iterable<Uint8Array>
  /** `null` sends none. */
  readonly token?: string | null
  /** `null` sends none; JSON when left out. */
  readonly accept?: string | null
  readonly timeout?: number
}

/** A request whose body is in the hands of the case. */
export interface OpenRequest {
  write(bytes: Uint8Array): Promise<void>
  end(): void
  /** Breaks the connection. */
  abort(): void
  /** Says that nothing more will come, in the middle of the body. */
  truncate(): void
  readonly answer: Promise<Answer>
  /** Resolves when the server sends 100 Continue. */
  readonly continued: Promise<boolean>
}

export interface TargetSettings {
  readonly url: string
  /** What the paths of the spec begin with for what is at `url`. */
  readonly mount?: string
  readonly token: string | undefined
  readonly timeout: number
  readonly onExchange?: (exchange: Exchange) => void
  readonly onAnswer?: (exchange: Exchange, answer: Answer) => void
}

const KEPT_BYTES = 64 * 1024
// Shorter than what servers keep, or a request meets a connection that is just being closed.
const IDLE_CONNECTION = 2000

const isBytes = (body: unknown): body is string | Uint8Array => typeof body === 'string' || body instanceof Uint8Array

const pairs = (raw: readonly string[]): HeaderList =>
  raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []))

const requestHeaders = (settings: TargetSettings, options: RequestOptions) => {
  const headers: Record<string, string | string[]> = {}
  const token = options.token === undefined ? settings.token : options.token
  if (token) headers['X-Auth-Token'] = token
  if (options.accept !== null) headers.Accept = options.accept ?? 'application/json'
  if ('json' in options) headers['Content-Type'] = 'application/json'
  for (const [name, value] of Object.entries(options.headers ?? {})) {
    for (const present of Object.keys(headers))
      if (present.toLowerCase() === name.toLowerCase()) delete headers[present]
    headers[name] = value
  }
  return headers
}

const fixedBody = (options: RequestOptions): Buffer | undefined => {
  if ('json' in options) return Buffer.from(JSON.stringify(options.json))
  return isBytes(options.body) ? Buffer.from(options.body as string) : undefined
}

/** The service under test, spoken to directly, so that a case decides every byte that matters. */
export const createTarget = (settings: TargetSettings) => {
  const base = new URL(settings.url)
  const transport = base.protocol === 'https:' ? https : http
  const agent = new transport.Agent({ keepAlive: true, timeout: IDLE_CONNECTION })
  const prefix = base.pathname.replace(/\/$/, '')
  const address = (path: string) => `${prefix}${path.slice(settings.mount?.length ?? 0)}` || '/'

  const start = (
    method: string,
    path: string,
    options: RequestOptions,
    framing: { length?: number; agent?: http.Agent; chunked?: boolean },
  ) => {
    const headers = requestHeaders(settings, options)
    if (framing.length !== undefined) headers['Content-Length'] = String(framing.length)
    if (framing.chunked) headers['Transfer-Encoding'] = 'chunked'
    const started = performance.now()
    const timeout = options.timeout ?? settings.timeout
    const request = transport.request({
      hostname: base.hostname.replace(/^\[|\]$/g, ''),
      port: base.port,
      path: address(path),
      method,
      headers,
      agent: framing.agent ?? agent,
      timeout,
    })
    const exchange: Exchange = {
      method,
      path,
      requestHeaders: Object.entries(headers).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
      requestBody: Buffer.alloc(0),
      requestBytes: 0,
      milliseconds: 0,
      preparation: false,
    }
    settings.onExchange?.(exchange)
    const fail = (error: Error) => {
      exchange.milliseconds = performance.now() - started
      exchange.note ??= error.message
    }
    const answer = new Promise<Answer>((resolve, reject) => {
      let answered = false
      request.on('response', (response) => {
        answered = true
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('error', (error) => {
          fail(error)
          reject(error)
        })
        response.on('end', () => {
          exchange.milliseconds = performance.now() - started
          const body = Buffer.concat(chunks)
          exchange.answer = new Answer(
            response.statusCode ?? 0,
            response.statusMessage ?? '',
            pairs(response.rawHeaders),
            body,
          )
          settings.onAnswer?.(exchange, exchange.answer)
          resolve(exchange.answer)
        })
      })
      request.on('timeout', () => {
        const error = new ServerFailure(`no answer to ${method} ${path} within ${timeout / 1000} s`)
        fail(error)
        reject(error)
        request.destroy()
      })
      request.on('error', (error) => {
        // A server may answer and close while the body is still being sent; the answer is what counts.
        if (answered) return
        fail(error)
        reject(error)
      })
    })
    answer.catch(() => {})
    return { request, exchange, answer }
  }

  /** Sends a request and reads the whole answer. */
  const request = async (method: string, path: string, options: RequestOptions = {}): Promise<Answer> => {
    const bytes = fixedBody(options)
    // Typed apart from `bytes`, which covers the other kinds of body.
    const stream = bytes ? undefined : (options.body as AsyncIterable<Uint8Array> | undefined)
    const framing = stream ? { chunked: true } : bytes ? { length: bytes.length } : {}
    const { request, exchange, answer } = start(method, path, options, framing)
    if (bytes) {
      exchange.requestBody = bytes.subarray(0, KEPT_BYTES)
      exchange.requestBytes = bytes.length
      request.end(bytes)
    } else if (stream) {
      await sendStream(request, exchange, stream, answer)
    } else request.end()
    return answer
  }

  const sendStream = async (
    request: http.ClientRequest,
    exchange: Exchange,
    stream: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
    answer: Promise<Answer>,
  ) => {
    let settled = false
    const over = answer.then(
      () => {
        settled = true
      },
      () => {
        settled = true
      },
    )
    for await (const chunk of stream) {
      if (settled) break
      note(exchange, chunk)
      if (!request.write(chunk)) await Promise.race([new Promise((resolve) => request.once('drain', resolve)), over])
    }
    request.end()
  }

  const note = (exchange: Exchange, chunk: Uint8Array) => {
    exchange.requestBytes += chunk.length
    if (exchange.requestBody.length < KEPT_BYTES)
      exchange.requestBody = Buffer.concat([exchange.requestBody, chunk]).subarray(0, KEPT_BYTES)
  }

  /** Begins a request on a connection of its own. `length` declares how much is to come; without it, chunked. */
  const open = (method: string, path: string, options: RequestOptions & { length?: number } = {}): OpenRequest => {
    const framing = options.length === undefined ? { chunked: true } : { length: options.length }
    // Kept alive, although alone: a server may close at once what the client wants closed, and the answer is lost.
    const own = new transport.Agent({ keepAlive: true, timeout: settings.timeout })
    const { request, exchange, answer } = start(method, path, options, { ...framing, agent: own })
    void answer.catch(() => {}).finally(() => own.destroy())
    const continued = new Promise<boolean>((resolve) => {
      request.on('continue', () => resolve(true))
      answer.then(
        () => resolve(false),
        () => resolve(false),
      )
    })
    request.flushHeaders()
    return {
      answer,
      continued,
      write: (bytes) => {
        note(exchange, bytes)
        return new Promise((resolve) => {
          request.write(bytes, () => resolve())
        })
      },
      end: () => request.end(),
      abort: () => {
        exchange.note = `connection broken by the case after ${exchange.requestBytes} bytes`
        request.destroy()
      },
      truncate: () => {
        exchange.note = `body ended by the case after ${exchange.requestBytes} bytes`
        request.socket?.end()
      },
    }
  }

  /** Begins a download and breaks the connection after the first bytes; answers the status, and how many those were. */
  const breakOff = async (path: string, options: RequestOptions = {}): Promise<{ status: number; bytes: number }> => {
    const own = new transport.Agent({ keepAlive: false })
    const { request, exchange, answer } = start('GET', path, options, { agent: own })
    const begun = new Promise<{ status: number; bytes: number }>((resolve) => {
      request.on('response', (response) => {
        response.once('data', (chunk: Buffer) => {
          exchange.note = `connection broken by the case after ${chunk.length} bytes`
          request.destroy()
          resolve({ status: response.statusCode ?? 0, bytes: chunk.length })
        })
      })
    })
    request.end()
    const whole = answer.then(({ status, body }) => ({ status, bytes: body.length }))
    whole.catch(() => {})
    try {
      return await Promise.race([begun, whole])
    } finally {
      own.destroy()
    }
  }

  return {
    url: settings.url,
    request,
    open,
    breakOff,
    close: () => agent.destroy(),
    get: (path: string, options?: RequestOptions) => request('GET', path, options),
    head: (path: string, options?: RequestOptions) => request('HEAD', path, options),
    post: (path: string, options?: RequestOptions) => request('POST', path, options),
    put: (path: string, options?: RequestOptions) => request('PUT', path, options),
    patch: (path: string, options?: RequestOptions) => request('PATCH', path, options),
    delete: (path: string, options?: RequestOptions) => request('DELETE', path, options),
  }
}

export type Target = ReturnType<typeof createTarget>

export const viewExchange = (exchange: Exchange, redactor: Redactor): ExchangeView => {
  const { answer } = exchange
  const sent = viewBody(exchange.requestBody, redactor, exchange.requestBytes)
  const received = answer && viewBody(answer.body, redactor)
  return {
    method: exchange.method,
    path: redactor.text(exchange.path),
    requestHeaders: redactor.headers(exchange.requestHeaders),
    ...(sent && { requestBody: sent }),
    ...(answer && { status: answer.status, reason: answer.reason }),
    headers: answer ? redactor.headers(answer.headerList) : [],
    ...(received && { body: received }),
    milliseconds: Math.round(exchange.milliseconds),
    preparation: exchange.preparation,
    ...(exchange.note !== undefined && { note: redactor.text(exchange.note) }),
  }
}
