import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type ImageSource = Awaited<ReturnType<typeof startImageSource>>

/** A web server on this machine that has images, whole and in ranges, until they are taken away. */
export async function startImageSource() {
  const files = new Map<string, Buffer>()
  const requests: string[] = []
  let held = Promise.withResolvers<void>()
  held.resolve()
  const interruptions: Array<() => Promise<number | undefined>> = []

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { url = '', headers } = request
    requests.push(url)
    const failure = await interruptions.shift()?.()
    const bytes = files.get(url)
    if (failure !== undefined || bytes === undefined) return void response.writeHead(failure ?? 404).end()
    const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? '') ?? []
    const whole = start === undefined
    const part = whole ? bytes : bytes.subarray(Number(start), Number(end) + 1)
    const place = whole ? {} : { 'Content-Range': `bytes ${start}-${Number(start) + part.length - 1}/${bytes.length}` }
    response.writeHead(whole ? 200 : 206, { 'Content-Length': part.length, ...place })
    response.flushHeaders()
    await held.promise
    response.end(part)
  }

  const server = createServer((request, response) => void answer(request, response))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo

  return {
    /** For `fetch_allow`. */
    place: `127.0.0.1:${port}`,
    /** Paths, in the order in which they were asked for. */
    requests,
    /** Answers the URL. */
    put(name: string, bytes: string | Buffer): string {
      files.set(`/${name}`, Buffer.from(bytes))
      return `http://127.0.0.1:${port}/${name}`
    },
    remove: (name: string): void => void files.delete(`/${name}`),
    /** Before the next answer, this happens. */
    interrupt: (action: () => Promise<unknown>): void => void interruptions.push(() => action().then(() => undefined)),
    /** The next answer is this status. */
    fail: (status: number): void => void interruptions.push(async () => status),
    /** From now on bodies wait, until `release`. */
    hold(): void {
      held = Promise.withResolvers<void>()
    },
    release: (): void => held.resolve(),
    async close(): Promise<void> {
      held.resolve()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
