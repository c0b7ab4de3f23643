import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'

/** What lies on a web server of the run, for servers that are asked to fetch it. */
export interface SourceImage {
  readonly url: string
  readonly bytes: Buffer
}

export interface ImageSource {
  /** Another image for each seed; nobody takes it for a disk format. */
  image(seed: string, size?: number): SourceImage
  readonly absent: string
  /** Says that there are 1000 bytes, and breaks off in the middle. */
  readonly broken: string
}

const bytesOf = (seed: string, size: number): Buffer =>
  Buffer.alloc(size, createHash('sha512').update(seed).digest('hex'))

/** The images follow from their URLs, so that cases in all threads share one server. */
export const imageSourceAt = (origin: string): ImageSource => ({
  image: (seed, size = 100) => ({ url: `${origin}/${seed}/${size}`, bytes: bytesOf(seed, size) }),
  absent: `${origin}/absent`,
  broken: `${origin}/broken`,
})

const BROKEN_SIZE = 1000

const breakOff = (response: ServerResponse): void => {
  response.writeHead(200, { 'Content-Length': BROKEN_SIZE }).write(bytesOf('broken', BROKEN_SIZE / 2), () => {
    response.destroy()
  })
}

/** Serves them at this place, in whole and in ranges. */
export const startImageSource = async ({ host, port }: { host: string; port: number }) => {
  const server = createServer(({ url = '', headers }, response) => {
    if (url === '/broken') return breakOff(response)
    const [, seed, size] = /^\/([\w.-]+)\/(\d{1,4})$/.exec(url) ?? []
    if (seed === undefined) return void response.writeHead(404).end()
    const bytes = bytesOf(seed, Number(size))
    const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? []
    if (start === undefined) return void response.writeHead(200, { 'Content-Length': bytes.length }).end(bytes)
    const part = bytes.subarray(Number(start), Number(end) + 1)
    const range = `bytes ${start}-${Number(start) + part.length - 1}/${bytes.length}`
    response.writeHead(206, { 'Content-Length': part.length, 'Content-Range': range }).end(part)
  })
  await once(server.listen(port, host), 'listening')
  const address = server.address()
  const taken = typeof address === 'object' && address ? address.port : port
  return {
    origin: `http://${host}:${taken}`,
    close: (): void => {
      server.closeAllConnections()
      server.close()
    },
  }
}
