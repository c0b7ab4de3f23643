/** What can be uploaded; a string is the path of a file (in Node). */
export type ImageSource = string | Uint8Array | Blob | ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>

/** Bytes to send. A chunk may be overwritten once the next one is asked for. */
export interface Body {
  readonly size: number | undefined
  /** Whether `chunks` can be called again. */
  readonly repeatable: boolean
  /** All of it, when it is at hand. */
  readonly whole?: Blob | Uint8Array
  chunks(): AsyncIterable<Uint8Array>
}

export interface DataRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly signal?: AbortSignal | undefined
}

export interface UploadRequest extends DataRequest {
  readonly method: 'POST' | 'PUT'
}

export interface DataAnswer {
  readonly status: number
  header(name: string): string | undefined
}

/**
 * Moves image data. Rejects with a `TransferError` when the connection fails, and with the signal's reason when it is
 * aborted; a refusal is an answer like any other, also when it comes in the middle of an upload.
 */
export interface Transport {
  openSource(source: ImageSource, size: number | undefined): Promise<Body>
  send(
    request: UploadRequest,
    body: Body,
    onSent: (bytes: number) => void,
  ): Promise<DataAnswer & { readonly text: string }>
  get(request: DataRequest): Promise<DataAnswer & { readonly body: AsyncIterable<Uint8Array> }>
}

/** Whom to trust behind `https`, named as Node names it. For Node only: a page trusts whom its browser trusts. */
export interface TlsOptions {
  /** Certificates, as PEM, instead of those that Node comes with. */
  readonly ca?: string
  readonly cert?: string
  readonly key?: string
  readonly rejectUnauthorized?: boolean
}

/** `fetch` is for downloads in a browser. */
export type CreateTransport = (options: {
  readonly fetch: typeof globalThis.fetch
  readonly tls?: TlsOptions | undefined
}) => Transport

export type CreateFetch = (tls: TlsOptions | undefined) => typeof globalThis.fetch
