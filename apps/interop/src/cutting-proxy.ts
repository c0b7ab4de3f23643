import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

export interface CuttingProxy {
  /** The address of the service behind it, as its own. */
  readonly url: string
  /** Has the next connection that brings an answer of more than so many bytes break there. */
  cutAfter(bytes: number): void
  /** How often that has happened. */
  readonly cuts: number
  close(): Promise<void>
}

/** A bad line to a service. */
export async function startCuttingProxy(target: string): Promise<CuttingProxy> {
  const { hostname, port } = new URL(target)
  const limits: number[] = []
  const open = new Set<Socket>()
  let cuts = 0

  const server = createServer((near) => {
    const far = connect(Number(port), hostname)
    const cut = () => void [near, far].map((socket) => socket.destroy())
    let brought = 0
    near.on('data', () => {
      brought = 0
    })
    far.on('data', (chunk) => {
      brought += chunk.length
      if (brought <= (limits[0] ?? Number.POSITIVE_INFINITY)) return
      limits.shift()
      cuts++
      cut()
    })
    for (const socket of [near, far]) {
      open.add(socket)
      socket.on('error', cut)
      socket.on('close', () => {
        open.delete(socket)
        cut()
      })
    }
    near.pipe(far).pipe(near)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    cutAfter: (bytes) => void limits.push(bytes),
    get cuts() {
      return cuts
    },
    async close() {
      server.close()
      for (const socket of open) socket.destroy()
      await once(server, 'close')
    },
  }
}
