import { downloadToFile } from '#platform/download-to-file'
import { createVerifier, type ExpectedDigest, type Hashes } from './digest.ts'
import { createDownload, type Download } from './download.ts'
import { type ByteRange, createOpenData, type DataAccess } from './open-data.ts'
import { fillPath } from './path.ts'
import type { TransferOptions } from './progress.ts'
import type { ImageSource } from './transport.ts'
import { upload } from './upload.ts'

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
export type DataRecord = Hashes & { readonly id: string; readonly size: number | null }

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
  const { baseUrl, transport, show } = access
  const urlOf = (id: string) => `${baseUrl}${fillPath('/v2/images/{image_id}/file', { image_id: id })}`
  const open = createOpenData(access, { operation: 'downloadImageData', urlOf })
  return {
    async upload(id, source, { size, store, ...options } = {}) {
      options.signal?.throwIfAborted()
      const body = await transport.openSource(source, size)
      const headers = {
        ...(body.size !== undefined && { 'x-openstack-image-size': String(body.size) }),
        ...(store !== undefined && { 'x-image-meta-store': store }),
      }
      await upload(access, { operation: 'uploadImageData', method: 'PUT', url: urlOf(id), headers }, body, options)
    },

    async download(id, { prefer, range, ifRange, verify = true, signal, onProgress } = {}) {
      const image = verify && !range ? await show(id, { signal }) : undefined
      const opened = await open(id, { prefer, range, ifRange, signal })
      return opened && createDownload(opened, image && createVerifier(image, opened.contentMd5), onProgress)
    },

    downloadToFile: (id, path, options = {}) => downloadToFile({ show, open, resumable: true }, id, path, options),
  }
}
