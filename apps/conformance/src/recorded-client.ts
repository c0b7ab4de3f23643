import diagnostics from 'node:diagnostics_channel'
import type { ClientRequest, IncomingMessage } from 'node:http'
import type { ImageClient, UForgeClient } from '@vitrine/client'
import { createImageClient, createUForgeClient, downloadLink } from '@vitrine/client'
import { isRequestFor } from './spec.ts'
import type { Exchange } from './target.ts'
import { Answer } from './target.ts'
import type { HeaderList } from './transcript.ts'
import type { Account } from './uforge.ts'

interface Recorder {
  readonly url: string
  readonly token: string | undefined
  readonly account: Account
  readonly onExchange: (exchange: Exchange) => void
  readonly onAnswer: (exchange: Exchange, answer: Answer) => void
}

const newExchange = (method: string, url: URL, prefix: string, headers: HeaderList): Exchange => ({
  method,
  path: `${url.pathname.slice(prefix.length)}${url.search}`,
  requestHeaders: headers,
  requestBody: Buffer.alloc(0),
  requestBytes: 0,
  milliseconds: 0,
  preparation: false,
})

const recordingFetch =
  (recorder: Recorder, prefix: string): typeof fetch =>
  async (input, init) => {
    const request = new Request(input, init)
    const exchange = newExchange(request.method, new URL(request.url), prefix, [...request.headers])
    exchange.requestBody = Buffer.from(await request.clone().arrayBuffer())
    exchange.requestBytes = exchange.requestBody.length
    recorder.onExchange(exchange)
    const started = performance.now()
    const response = await fetch(request)
    const body = Buffer.from(await response.clone().arrayBuffer())
    exchange.milliseconds = performance.now() - started
    exchange.answer = new Answer(response.status, response.statusText, [...response.headers], body)
    recorder.onAnswer(exchange, exchange.answer)
    return response
  }

const pairs = (raw: readonly (string | Buffer)[]): HeaderList =>
  raw.flatMap((name, index) => (index % 2 === 0 ? [[String(name), String(raw[index + 1] ?? '')] as const] : []))

interface UndiciRequest {
  readonly method: string
  readonly origin: string
  readonly path: string
  readonly headers: readonly string[]
}

const DOWNLOADS = [
  'downloadImageData',
  'downloadLinkedImageData',
  'showImageV1',
  'downloadMachineImage',
  'downloadMachineImageFile',
] as const

/** Image data does not go through `fetch` in Node; the libraries below tell of it themselves, headers only. */
const watchTransfers = async <T>(recorder: Recorder, prefix: string, transfer: () => Promise<T>): Promise<T> => {
  const started = performance.now()
  const finish = (exchange: Exchange, answer: Answer) => {
    exchange.answer = answer
    exchange.milliseconds = performance.now() - started
    exchange.note = 'image data, moved by the client and not kept here'
    recorder.onAnswer(exchange, answer)
  }
  const viaHttp = (message: unknown) => {
    const { request, response } = message as { request: ClientRequest; response: IncomingMessage }
    const url = new URL(request.path, `${request.protocol}//${request.getHeader('host')}`)
    const headers = request.getRawHeaderNames().map((name) => [name, String(request.getHeader(name))] as const)
    const exchange = newExchange(request.method, url, prefix, headers)
    recorder.onExchange(exchange)
    const { statusCode = 0, statusMessage = '', rawHeaders } = response
    finish(exchange, new Answer(statusCode, statusMessage, pairs(rawHeaders), Buffer.alloc(0)))
  }
  const viaUndici = (message: unknown) => {
    const { request, response } = message as {
      request: UndiciRequest
      response: { statusCode: number; statusText: string; headers: readonly Buffer[] }
    }
    const url = new URL(request.path, request.origin)
    const exchange = newExchange(request.method, url, prefix, pairs(request.headers))
    // Records of images go through `fetch`, which uses the same library and is recorded there.
    if (!DOWNLOADS.some((operation) => isRequestFor(operation, exchange))) return
    recorder.onExchange(exchange)
    finish(exchange, new Answer(response.statusCode, response.statusText, pairs(response.headers), Buffer.alloc(0)))
  }
  diagnostics.subscribe('http.client.response.finish', viaHttp)
  diagnostics.subscribe('undici:request:headers', viaUndici)
  try {
    return await transfer()
  } finally {
    diagnostics.unsubscribe('http.client.response.finish', viaHttp)
    diagnostics.unsubscribe('undici:request:headers', viaUndici)
  }
}

/** What applications use. */
export interface Clients {
  readonly client: ImageClient
  readonly uforgeClient: UForgeClient
  readonly downloadLink: typeof downloadLink
}

/** The clients that applications use, with a transcript of what they say. */
export const createRecordedClients = (recorder: Recorder): Clients => {
  const { url: baseUrl, token, account } = recorder
  const prefix = new URL(baseUrl).pathname.replace(/\/$/, '')
  const fetch = recordingFetch(recorder, prefix)
  const watched: Watch =
    (transfer) =>
    (...args) =>
      watchTransfers(recorder, prefix, () => transfer(...args))
  const uforge = createUForgeClient({ baseUrl, user: account.name, password: account.password, fetch })
  const { machineImages } = uforge
  return {
    client: watchImages(createImageClient({ baseUrl, token, fetch }), watched),
    uforgeClient: { ...uforge, machineImages: { ...machineImages, download: watched(machineImages.download) } },
    downloadLink: watched(downloadLink),
  }
}

type Watch = <Args extends unknown[], T>(transfer: (...args: Args) => Promise<T>) => (...args: Args) => Promise<T>

const watchImages = (client: ImageClient, watched: Watch): ImageClient => {
  const { data, v1 } = client
  return {
    ...client,
    data: {
      upload: watched(data.upload),
      download: watched(data.download),
      downloadToFile: watched(data.downloadToFile),
    },
    v1: {
      ...v1,
      images: { ...v1.images, create: watched(v1.images.create), update: watched(v1.images.update) },
      data: { download: watched(v1.data.download), downloadToFile: watched(v1.data.downloadToFile) },
    },
  }
}
