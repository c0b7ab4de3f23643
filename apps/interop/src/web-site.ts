import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface WebSite {
  /** As `fetch_allow` wants it: host and port. */
  readonly place: string
  readonly url: string
  close(): void
}

/** A site of this machine that has `bytes`, whole or in part, at every path but `/missing`. */
export async function startWebSite(bytes: Buffer): Promise<WebSite> {
  const server = createServer(({ url, headers }, response) => {
    if (url === '/missing') return response.writeHead(404).end()
    const [, start = 0, end = bytes.length - 1] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? []
    const part = bytes.subarray(Number(start), Number(end) + 1)
    const range = { 'Content-Range': `bytes ${start}-${end}/${bytes.length}` }
    response.writeHead(headers.range ? 206 : 200, { 'Content-Length': part.length, ...(headers.range && range) })
    return response.end(part)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const place = `127.0.0.1:${(server.address() as AddressInfo).port}`
  return { place, url: `http://${place}`, close: () => server.close() }
}
