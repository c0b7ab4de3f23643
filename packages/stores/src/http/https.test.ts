import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'
import { setDefaultCACertificates } from 'node:tls'
import { generate } from 'selfsigned'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { createSource, namesOf, PATIENTLY, signal, textOf } from '../../test/fetching.ts'
import { startWebServer, type WebServer } from '../../test/web-server.ts'

const certificateOf = async (host: string) => {
  const extensions = [{ name: 'subjectAltName' as const, altNames: [{ type: 2 as const, value: host }] }]
  const { cert, private: key } = await generate([{ name: 'commonName', value: host }], { extensions })
  return { cert, key }
}

let trusted: Awaited<ReturnType<typeof certificateOf>>
let strange: typeof trusted
beforeAll(async () => {
  trusted = await certificateOf('mirror.example')
  strange = await certificateOf('mirror.example')
  setDefaultCACertificates([trusted.cert])
})

let servers: WebServer[] = []
afterEach(async () => {
  await Promise.all(servers.map((server) => server.close()))
  servers = []
})

async function start(...given: Parameters<typeof startWebServer>): Promise<WebServer> {
  const server = await startWebServer(...given)
  servers.push(server)
  return server
}

async function fetchText(host: string, { port }: WebServer): Promise<string> {
  const lookup = namesOf({ 'mirror.example': '127.0.0.1', 'other.example': '127.0.0.1' })
  const allow = [`${host}:${port}`, ...servers.map((server) => `127.0.0.1:${server.port}`)]
  const { bytes } = await createSource({ allow, lookup }).fetch(`https://${host}:${port}/`, { signal })
  return textOf(bytes)
}

describe('an https URL', () => {
  test('is fetched from a server that proves its name', async () => {
    const server = await start((_, response) => response.end('image'), trusted)
    expect(await fetchText('mirror.example', server)).toBe('image')
  })

  test('is not fetched from a server of another name', async () => {
    const server = await start((_, response) => response.end('image'), trusted)
    await expect(fetchText('other.example', server)).rejects.toMatchObject({ code: 'sourceUnavailable' })
    expect(server.seen.paths).toStrictEqual([])
  })

  test('is not fetched from a server that nobody vouches for, and the log learns why', async () => {
    const server = await start((_, response) => response.end('image'), strange)
    await expect(fetchText('mirror.example', server)).rejects.toMatchObject({
      code: 'sourceUnavailable',
      cause: { message: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
    })
    expect(server.seen.paths).toStrictEqual([])
  })

  test('is let go of by an abort while its server does not say who it is', async () => {
    const abort = new AbortController()
    const sockets = new Set<Socket>()
    const silent = createServer((socket) => {
      sockets.add(socket.once('close', () => sockets.delete(socket)).resume())
      abort.abort(new Error('stopping'))
    })
    await once(silent.listen(0, '127.0.0.1'), 'listening')
    try {
      const { port } = silent.address() as AddressInfo
      const source = createSource({ allow: [`127.0.0.1:${port}`], connectMs: 60_000 })
      await expect(source.fetch(`https://127.0.0.1:${port}/`, abort)).rejects.toThrow('stopping')
      await expect.poll(() => sockets.size, PATIENTLY).toBe(0)
    } finally {
      silent.close()
    }
  })

  test('is not fetched over http in the end', async () => {
    const plain = await start((_, response) => response.end('image'))
    const server = await start((_, response) => response.writeHead(302, { Location: plain.url }).end(), trusted)
    await expect(fetchText('mirror.example', server)).rejects.toMatchObject({
      code: 'sourceUnavailable',
      message: `https://mirror.example:${server.port} redirects from https to http, which is not followed`,
    })
    expect(plain.seen.connections).toBe(0)
  })
})
