import type { ByteRange } from '@vitrine/core'

/** The answer with a file of `size` bytes, or with the part of it that `bytes` are. */
export function bytesReply<Headers extends object>(
  headers: Headers,
  size: number,
  bytes: AsyncIterable<Uint8Array>,
  range: ByteRange | undefined,
) {
  if (!range) return { status: 200 as const, headers: { ...headers, 'Content-Length': size }, body: bytes }
  const { start, end } = range
  const part = { 'Content-Length': end - start + 1, 'Content-Range': `bytes ${start}-${end}/${size}` }
  return { status: 206 as const, headers: { ...headers, ...part }, body: bytes }
}

/** For who came by a key: no cache keeps what that let through. */
export const FOR_ONE_READER = { 'Cache-Control': 'private, no-store' }

/** For who may read it now: a signed request has no header that would keep shared caches from storing what it gets. */
export const FOR_ONE_USER = { 'Cache-Control': 'private, no-cache' }

/** Has it kept under this name, which has none but plain characters. */
export const attachment = (fileName: string) => ({ 'Content-Disposition': `attachment; filename="${fileName}"` })
