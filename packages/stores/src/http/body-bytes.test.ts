import type { RequestListener } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSource, expectNoConnections, PATIENTLY, signal, textOf } from '../../test/fetching.ts'
import { startWebServer, type WebServer } from '../../test/web-server.ts'

const MIB = 1024 * 1024
/** For who only waits in vain, once the server has begun to answer. */
const SHORT_MS = 1000

let answer: RequestListener
let server: WebServer
beforeEach(async () => {
  server = await startWebServer((request, response) => answer(request, response))
})
afterEach(() => server.close())

const fetch = (options: { idleMs?: number; signal?: AbortSignal } = {}) =>
  createSource({ allow: [`127.0.0.1:${server.port}`], ...options }).fetch(server.url, { signal, ...options })

/** Sends as much as the connection takes, without end. */
function endless(sent = { bytes: 0 }): RequestListener {
  const chunk = Buffer.alloc(64 * 1024, 7)
  return (_, response) => {
    response.writeHead(200, { 'Content-Length': Number.MAX_SAFE_INTEGER })
    const send = () => {
      do sent.bytes += chunk.length
      while (response.write(chunk))
    }
    response.on('drain', send)
    send()
  }
}

describe('a body', () => {
  test('arrives as it was sent, and its connection ends with it', async () => {
    const pieces = Array.from({ length: 40 }, (_, index) => Buffer.alloc(50_000, index))
    answer = (_, response) => {
      response.writeHead(200, { 'Content-Length': 2_000_000 })
      for (const piece of pieces) response.write(piece)
      response.end()
    }
    const { size, bytes } = await fetch()
    expect(size).toBe(2_000_000)
    expect((await textOf(bytes)) === Buffer.concat(pieces).toString()).toBe(true)
    await expectNoConnections(server)
  })

  test('of no declared length ends where its server says so', async () => {
    answer = (_, response) => {
      response.write('im')
      response.end('age')
    }
    const { size, bytes } = await fetch()
    expect(size).toBeUndefined()
    expect(await textOf(bytes)).toBe('image')
  })

  test('may be nothing', async () => {
    answer = (_, response) => response.writeHead(200, { 'Content-Length': 0 }).end()
    const { size, bytes } = await fetch()
    expect(size).toBe(0)
    expect(await textOf(bytes)).toBe('')
  })

  test('ends once: asked again, it is still over', async () => {
    answer = (_, response) => response.end('x')
    const { bytes } = await fetch()
    await textOf(bytes)
    expect(await bytes.next()).toStrictEqual({ done: true, value: undefined })
  })
})

describe('a body that breaks off', () => {
  const BROKEN = {
    code: 'sourceUnavailable',
    message: expect.stringContaining('broke off, fell silent or was too slow'),
  }

  test.for<{ name: string; given: RequestListener }>([
    {
      name: 'shorter than declared, in good order',
      given: (_, response) =>
        response
          .writeHead(200, { 'Content-Length': 9, Connection: 'close' })
          .write('short', () => response.socket?.end()),
    },
    {
      name: 'shorter than declared, by a reset',
      given: (_, response) =>
        response.writeHead(200, { 'Content-Length': 9 }).write('short', () => response.socket?.resetAndDestroy()),
    },
    {
      name: 'between two chunks of any number',
      given: (_, response) => void response.write('short', () => response.socket?.end()),
    },
  ])('is an error, never an end: $name', async ({ given }) => {
    answer = given
    const { bytes } = await fetch()
    await expect(textOf(bytes)).rejects.toMatchObject(BROKEN)
    expect(await bytes.next()).toStrictEqual({ done: true, value: undefined })
    await expectNoConnections(server)
  })

  test('by silence is an error', async () => {
    answer = (_, response) => void response.writeHead(200, { 'Content-Length': 9 }).write('short')
    const { bytes } = await fetch({ idleMs: SHORT_MS })
    await expect(textOf(bytes)).rejects.toMatchObject(BROKEN)
    await expectNoConnections(server)
  })

  test('by a trickle is an error', async () => {
    answer = (_, response) => {
      response.writeHead(200, { 'Content-Length': Number.MAX_SAFE_INTEGER })
      const trickle = setInterval(() => response.write('x'), SHORT_MS / 20)
      response.once('close', () => clearInterval(trickle))
    }
    const { bytes } = await fetch({ idleMs: SHORT_MS })
    await expect(textOf(bytes)).rejects.toMatchObject(BROKEN)
    await expectNoConnections(server)
  })

  test('by an abort gives its reason', async () => {
    const abort = new AbortController()
    answer = (_, response) => void response.writeHead(200, { 'Content-Length': 9 }).write('short')
    const { bytes } = await fetch({ signal: abort.signal })
    await bytes.next()
    const next = bytes.next()
    abort.abort(new Error('stopping'))
    await expect(next).rejects.toThrow('stopping')
    await expectNoConnections(server)
  })
})

describe('a slow reader', () => {
  test('holds up the server, not memory', async () => {
    const sent = { bytes: 0 }
    answer = endless(sent)
    const { bytes } = await fetch()
    await bytes.next()
    let before = 0
    const growth = () => {
      const grown = sent.bytes - before
      before = sent.bytes
      return grown
    }
    await expect.poll(growth, PATIENTLY).toBe(0)
    // What the two ends of a connection on this machine keep for themselves.
    expect(sent.bytes).toBeLessThan(32 * MIB)
    await bytes.return?.()
  })

  test('is not taken for a silent server', async () => {
    const idleMs = 1500
    answer = endless()
    const { bytes } = await fetch({ idleMs })
    await bytes.next()
    await new Promise((resolve) => setTimeout(resolve, 2 * idleMs))
    for (let read = 0; read < 16 * MIB; ) read += (await bytes.next()).value?.length ?? Number.NaN
    await bytes.return?.()
  })
})

describe('a reader that stops', () => {
  test.for<{ name: string; stop: (bytes: AsyncIterableIterator<Uint8Array>) => Promise<unknown> }>([
    { name: 'before the first chunk', stop: async (bytes) => bytes.return?.() },
    {
      name: 'after some',
      stop: async (bytes) => {
        let chunks = 0
        for await (const _ of bytes) if (++chunks === 5) break
      },
    },
  ])('ends the connection: $name', async ({ stop }) => {
    answer = endless()
    const { bytes } = await fetch()
    expect(server.seen.open.size).toBe(1)
    await stop(bytes)
    await expectNoConnections(server)
    expect(await bytes.next()).toStrictEqual({ done: true, value: undefined })
  })

  test('ends the connection while a chunk is on its way, which is an end like any other', async () => {
    answer = (_, response) => void response.writeHead(200, { 'Content-Length': 9 }).write('short')
    const { bytes } = await fetch()
    await bytes.next()
    const next = bytes.next()
    await bytes.return?.()
    expect(await next).toStrictEqual({ done: true, value: undefined })
    await expectNoConnections(server)
  })
})
