import type { IncomingHttpHeaders } from 'node:http'
import fresh from 'fresh'

/**
 * Whether a client has already what it asks for, by the conditions it sends. Its `Cache-Control` is for caches on the way:
 * `fetch` adds `no-cache` to conditions that a page or a program sets itself.
 */
export function isFresh(
  headers: IncomingHttpHeaders,
  { etag, modified }: { readonly etag: string; readonly modified: string | undefined },
): boolean {
  const { 'if-none-match': tags, 'if-modified-since': date } = headers
  return fresh({ 'if-none-match': tags, 'if-modified-since': date }, { etag, 'last-modified': modified })
}
