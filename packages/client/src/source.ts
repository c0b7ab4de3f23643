import type { Body, ImageSource } from './transport.ts'

const BLOCK = 1024 * 1024

/** Everything but paths, which only Node has. */
export function openBytes(source: Exclude<ImageSource, string>, size: number | undefined): Body {
  if (source instanceof Uint8Array) {
    return { size: source.byteLength, repeatable: true, whole: source, chunks: () => slices(source) }
  }
  if (source instanceof Blob) {
    return { size: source.size, repeatable: true, whole: source, chunks: () => blobSlices(source) }
  }
  const chunks = () => (Symbol.asyncIterator in source ? source : streamed(source))
  return { size, repeatable: false, chunks }
}

async function* slices(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.byteLength; start += BLOCK) yield bytes.subarray(start, start + BLOCK)
}

/** Its own stream comes in small pieces, which cost four times as much to send. */
async function* blobSlices(blob: Blob): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < blob.size; start += BLOCK) {
    yield new Uint8Array(await blob.slice(start, start + BLOCK).arrayBuffer())
  }
}

/** Not every browser can iterate over a `ReadableStream`. */
export async function* streamed(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader()
  let done = false
  try {
    for (;;) {
      const result = await reader.read()
      done = result.done
      if (result.done) return
      yield result.value
    }
  } finally {
    if (!done) await reader.cancel().catch(() => undefined)
  }
}
