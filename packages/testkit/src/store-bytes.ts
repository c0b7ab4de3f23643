import { createHash } from 'node:crypto'

export const KIB = 1024
/** About what a store moves at once. */
export const BLOCK = 256 * KIB

/** Bytes that differ from place to place, so that a block in the wrong place shows. */
export function pattern(size: number, seed = 1): Buffer {
  const words = new Uint32Array(Math.ceil(size / 4))
  for (let index = 0; index < words.length; index++) words[index] = Math.imul(index + seed, 2_654_435_761)
  return Buffer.from(words.buffer, 0, size)
}

export async function* cut(bytes: Buffer | Uint8Array, length: number): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < bytes.length; offset += length) yield bytes.subarray(offset, offset + length)
}

export function digest(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

export async function digestOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of chunks) hash.update(chunk)
  return hash.digest('hex')
}
