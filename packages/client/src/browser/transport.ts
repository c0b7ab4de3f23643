import { asTransferError, TransferError } from '../errors.ts'
import { openBytes, streamed } from '../source.ts'
import type { Body, CreateTransport, DataAnswer, UploadRequest } from '../transport.ts'

/** Downloads by `fetch`; uploads by `XMLHttpRequest`, the only way a page gets to know how far they are. */
export const createTransport: CreateTransport = ({ fetch }) => ({
  openSource: async (source, size) => {
    if (typeof source === 'string') throw new TypeError('A path can be uploaded from Node only: pass a File')
    return openBytes(source, size)
  },
  send,
  get: async ({ url, headers, signal }) => {
    try {
      const response = await fetch(url, { headers, redirect: 'manual', ...(signal && { signal }) })
      const header = (name: string) => response.headers.get(name) ?? undefined
      return { status: response.status, header, body: response.body ? streamed(response.body) : empty() }
    } catch (error) {
      throw asTransferError(`Cannot read from ${hostOf(url)}`, error, signal)
    }
  },
})

async function* empty(): AsyncGenerator<Uint8Array> {}

const hostOf = (url: string) => new URL(url, globalThis.location?.href).host

/** A page cannot send a stream over HTTP/1.1, so what is not a `Blob` or an array yet is collected first. */
async function send({ method, url, headers, signal }: UploadRequest, body: Body, onSent: (bytes: number) => void) {
  signal?.throwIfAborted()
  const whole = body.whole ?? (await collect(body))
  return new Promise<DataAnswer & { text: string }>((resolve, reject) => {
    const request = new XMLHttpRequest()
    const abort = () => request.abort()
    request.open(method, url)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    let sent = 0
    request.upload.addEventListener('progress', ({ loaded }) => {
      onSent(loaded - sent)
      sent = loaded
    })
    request.addEventListener('load', () => {
      const header = (name: string) => request.getResponseHeader(name) ?? undefined
      resolve({ status: request.status, header, text: request.responseText })
    })
    request.addEventListener('error', () => {
      reject(new TransferError(`Cannot send to ${hostOf(url)}: the browser does not say why`))
    })
    request.addEventListener('abort', () => reject(signal?.reason))
    request.addEventListener('loadend', () => signal?.removeEventListener('abort', abort))
    signal?.addEventListener('abort', abort)
    request.send(whole as Blob)
  })
}

async function collect(body: Body): Promise<Blob> {
  const parts: BlobPart[] = []
  // A chunk is only ours until the next one.
  for await (const chunk of body.chunks()) parts.push(new Uint8Array(chunk))
  const blob = new Blob(parts)
  if (body.size !== undefined && blob.size !== body.size) {
    throw new RangeError(`The source has ${blob.size} bytes, and ${body.size} were announced`)
  }
  return blob
}
