import type { ExpectedDigest, Verifier } from './digest.ts'
import type { OpenedData } from './open-data.ts'
import { progressOf, type TransferOptions } from './progress.ts'

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

/** Data that is counted while it is read, and held against its digest at the end. */
export function createDownload(
  { contentMd5, ...opened }: OpenedData,
  verifier: Verifier | undefined,
  onProgress: TransferOptions['onProgress'],
): Download {
  let transferred = 0
  const onChunk = (chunk: Uint8Array) => {
    verifier?.update(chunk)
    transferred += chunk.byteLength
    onProgress?.(progressOf(transferred, opened.size))
  }
  return { ...opened, digest: verifier?.expected, body: observed(opened.body, onChunk, () => verifier?.finish()) }
}

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
