import type { ImageStatus } from '@vitrine/api-types'
import { downloadToFile } from '#platform/download-to-file'
import { createVerifier, type ExpectedDigest, type Hashes } from './digest.ts'
import { refusalOf } from './errors.ts'
import {
  type ByteRange,
  createOpenData,
  type DataAccess,
  dataUrl,
  type OpenedData,
  sendWithToken,
} from './open-data.ts'
import type { Body, ImageSource, Progress } from './transport.ts'

interface TransferOptions {
  readonly signal?: AbortSignal | undefined
  readonly onProgress?: ((progress: Progress) => void) | undefined
}

export interface UploadOptions extends TransferOptions {
  /** Number of bytes, if `source` does not tell: the server can then refuse what is too large before it is sent. */
  readonly size?: number
  /** The store to put the data in; the server's default when left out. */
  readonly store?: string
}

export interface DownloadOptions extends TransferOptions {
  /** Ids of stores to read from first. A server with one store refuses any. */
  readonly prefer?: readonly string[]
  /** A part of the data; parts cannot be verified. */
  readonly range?: ByteRange
  /** The `etag` of an earlier answer: if it no longer fits, all of the data comes and not the range. */
  readonly ifRange?: string
  /** Whether to hold the data against its digest, which costs a look at the image first; true when left out. */
  readonly verify?: boolean
}

export interface Download {
  /** Bytes in this answer; undefined when the server does not say. */
  readonly size: number | undefined
  /** Which bytes these are, when the server sends a part. */
  readonly range: OpenedData['range']
  readonly etag: string | undefined
  /** What the data is held against; undefined when it is not verified. */
  readonly digest: ExpectedDigest | undefined
  /** Read it to the end: it rejects there when the data is damaged, and whenever it is cut short. */
  readonly body: AsyncIterable<Uint8Array>
}

export interface FileDownloadOptions extends TransferOptions {
  readonly prefer?: readonly string[]
  /** Go on with what an earlier call left in `PATH.part`, if it belongs to the same data. */
  readonly resume?: boolean
  readonly verify?: boolean
}

export interface FileDownload {
  /** Bytes in the file. */
  readonly size: number
  /** Bytes that were there already. */
  readonly resumedAt: number
  /** What the data was held against; undefined when it was not verified. */
  readonly digest: ExpectedDigest | undefined
}

/** What a download needs to know of its image. */
export type DataRecord = Hashes & { readonly id: string; readonly status: ImageStatus; readonly size: number | null }

export type ShowRecord = (id: string, options: { signal?: AbortSignal | undefined }) => Promise<DataRecord>

export interface ImageData {
  /**
   * Sends the data of a queued image. A refusal is an `ApiError`, also when it comes in the middle. Only an upload that
   * was refused for its token is repeated, and only if none of the source was used or all of it can be read again.
   */
  upload(id: string, source: ImageSource, options?: UploadOptions): Promise<void>
  /** Undefined when the image has no data. */
  download(id: string, options?: DownloadOptions): Promise<Download | undefined>
  /**
   * Node only. The file appears under its name once it is complete, verified and on disk. Until then the data is in
   * `PATH.part`, which an interruption leaves there for `resume`. Undefined when the image has no data.
   */
  downloadToFile(id: string, path: string, options?: FileDownloadOptions): Promise<FileDownload | undefined>
}

export function createImageData(access: DataAccess & { readonly show: ShowRecord }): ImageData {
  const { baseUrl, tokens, transport, show } = access
  const open = createOpenData(access)
  return {
    async upload(id, source, { size, store, signal, onProgress } = {}) {
      signal?.throwIfAborted()
      const body = watched(await transport.openSource(source, size))
      const headers = {
        accept: 'application/json',
        'content-type': 'application/octet-stream',
        ...(body.size !== undefined && { 'x-openstack-image-size': String(body.size) }),
        ...(store !== undefined && { 'x-image-meta-store': store }),
      }
      const send = (withToken: Readonly<Record<string, string>>) => {
        let transferred = 0
        return transport.put({ url: dataUrl(baseUrl, id), headers: withToken, signal }, body, (bytes) => {
          transferred += bytes
          onProgress?.(progress(transferred, body.size))
        })
      }
      const answer = await sendWithToken(tokens, headers, send, () => body.repeatable || !body.started)
      if (answer.status >= 300) throw refusalOf('uploadImageData', answer.status, answer.header, answer.text)
    },

    async download(id, { prefer, range, ifRange, verify = true, signal, onProgress } = {}) {
      const image = verify && !range ? await show(id, { signal }) : undefined
      const opened = await open(id, { prefer, range, ifRange, signal })
      if (opened === undefined) return undefined
      const { contentMd5, ...rest } = opened
      const verifier = image && createVerifier(image, contentMd5)
      let transferred = 0
      const onChunk = (chunk: Uint8Array) => {
        verifier?.update(chunk)
        transferred += chunk.byteLength
        onProgress?.(progress(transferred, opened.size))
      }
      return { ...rest, digest: verifier?.expected, body: observed(opened.body, onChunk, () => verifier?.finish()) }
    },

    downloadToFile: (id, path, options = {}) => downloadToFile({ show, open }, id, path, options),
  }
}

const progress = (transferred: number, total: number | undefined): Progress =>
  total === undefined ? { transferred } : { transferred, total }

async function* observed(
  body: AsyncIterable<Uint8Array>,
  onChunk: (chunk: Uint8Array) => void,
  onEnd: () => void,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of body) {
    onChunk(chunk)
    yield chunk
  }
  onEnd()
}

/** Remembers whether any of the source was used. */
function watched(body: Body): Body & { readonly started: boolean } {
  let started = false
  return {
    ...body,
    get started() {
      return started
    },
    chunks: () => {
      started = true
      return body.chunks()
    },
  }
}
