import { open, stat } from 'node:fs/promises'
import type { Body } from '../transport.ts'

const BLOCK = 1024 * 1024

/** A file, or anything else that has a path: the size of a pipe is not known, and it can be read only once. */
export async function openFile(path: string, size: number | undefined): Promise<Body> {
  const stats = await stat(path)
  if (stats.isDirectory()) throw new TypeError(`${path} is a directory`)
  const isFile = stats.isFile()
  return { size: isFile ? stats.size : size, repeatable: isFile, chunks: () => blocks(path) }
}

/**
 * Reads one block while the one before is being sent. The two buffers are used over and over, which halves the work
 * compared with new ones.
 */
export async function* blocks(path: string, size = Number.POSITIVE_INFINITY): AsyncGenerator<Uint8Array> {
  const file = await open(path)
  const buffers = [Buffer.allocUnsafeSlow(BLOCK), Buffer.allocUnsafeSlow(BLOCK)]
  let left = size
  const read = () => {
    buffers.reverse()
    const reading = file.read(buffers[0] as Buffer, 0, Math.min(BLOCK, left), null)
    reading.catch(() => undefined)
    return reading
  }
  let next = read()
  try {
    for (;;) {
      const { bytesRead, buffer } = await next
      if (bytesRead === 0) return
      left -= bytesRead
      next = read()
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await next.catch(() => undefined)
    await file.close()
  }
}
