import type { HeaderParams, ImageV1, ImageV1Answer } from '@vitrine/api-types'
import type { Answer, Call } from '../call.ts'
import { notOurs } from '../errors.ts'
import type { DataAccess } from '../open-data.ts'
import type { TransferOptions } from '../progress.ts'
import type { Body, ImageSource } from '../transport.ts'
import { type Destination, upload } from '../upload.ts'
import type { DataDescription } from './image-headers.ts'
import { readImage } from './read-image.ts'

/** Data comes from one place, if at all: a source, a location, or a URL to copy from. */
export interface ImageOptionsV1 extends DataDescription, TransferOptions {
  readonly source?: ImageSource | undefined
}

/** An operation that takes what is said of an image in headers, and perhaps its data. */
export interface Registration {
  readonly operation: 'createImageV1' | 'updateImageV1'
  readonly method: Destination['method']
  readonly path: string
  headers(data: DataDescription): Record<string, string>
  /** Sends it without data. */
  send(header: HeaderParams<'updateImageV1'>, init: { signal?: AbortSignal }): Promise<Answer<ImageV1Answer>>
}

export function createRegistrar({ call, ...access }: { call: Call } & DataAccess) {
  async function sendData(
    { operation, method, path, headers }: Registration,
    source: ImageSource,
    { signal, onProgress, ...data }: ImageOptionsV1,
  ): Promise<ImageV1Answer> {
    signal?.throwIfAborted()
    const body = await access.transport.openSource(source, data.size)
    const url = `${access.baseUrl}${path}`
    const destination = { operation, method, url, headers: headers({ ...data, size: data.size ?? body.size }) }
    const text = await upload(access, destination, noticeable(body), { signal, onProgress })
    try {
      return JSON.parse(text)
    } catch (error) {
      throw notOurs(operation, access.baseUrl, error as SyntaxError)
    }
  }

  return async (registration: Registration, { source, ...options }: ImageOptionsV1): Promise<ImageV1> => {
    const { operation, headers, send } = registration
    const answer =
      source === undefined
        ? await call<ImageV1Answer>(operation, options, (init) => send(headers(options), init))
        : await sendData(registration, source, options)
    return readImage(answer.image)
  }
}

/** No bytes are a body only if it is chunked: otherwise a queued image would go on waiting for its data. */
const noticeable = (body: Body): Body => (body.size === 0 ? { ...body, size: undefined } : body)
