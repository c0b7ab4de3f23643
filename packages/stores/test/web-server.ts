import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'

export type WebServer = Awaited<ReturnType<typeof startWebServer>>

/** A web server on this machine that knows who came, and answers as the test says. */
export async function startWebServer(answer: RequestListener, tls?: { readonly key: string; readonly cert: string }) {
  const seen = { connections: 0, paths: [] as string[], open: new Set<Socket>() }
  const onRequest: RequestListener = (request, response) => {
    seen.paths.push(request.url ?? '')
    answer(request, response)
  }
  const server = tls ? createTlsServer(tls, onRequest) : createServer(onRequest)
  server.on('connection', (socket) => {
    seen.connections += 1
    seen.open.add(socket)
    socket.once('close', () => seen.open.delete(socket))
  })
  const port = await listen(server)
  return {
    port,
    url: `http://127.0.0.1:${port}`,
    seen,
    async close() {
      const closed = once(server.close(), 'close')
      for (const socket of seen.open) socket.destroy()
      await closed
    },
  }
}

async function listen(server: Server): Promise<number> {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return (server.address() as AddressInfo).port
}
