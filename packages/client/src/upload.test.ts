import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { IncomingHttpHeaders, RequestListener } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readAll, refuse, startServer } from '../test/stub-server.ts'
import { ApiError, createImageClient, type ImageSource, type Progress, TransferError } from './index.ts'

const MIB = 1024 * 1024
const BYTES = Buffer.alloc(2.5 * MIB, 'vitrine')

interface Seen {
  headers: IncomingHttpHeaders
  body: Buffer
}

async function startStore(): Promise<{ url: string; seen: Seen[] }> {
  const seen: Seen[] = []
  const { url } = await startServer(async (request, response) => {
    const body = await readAll(request).catch(() => undefined)
    if (body === undefined) return
    seen.push({ headers: request.headers, body })
    response.writeHead(204).end()
  })
  return { url, seen }
}

/** Decides before it says `100 Continue`, as Node's own default does not. */
async function startCareful(listener: RequestListener): Promise<{ url: string }> {
  const { url, server } = await startServer(listener)
  server.on('checkContinue', listener)
  return { url }
}

async function fileOf(bytes: Uint8Array): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'upload-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  const path = join(directory, 'image')
  await writeFile(path, bytes)
  return path
}

async function* pieces(bytes: Uint8Array, size = 100_000): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size)
}

const webStream = (bytes: Uint8Array) => Readable.toWeb(Readable.from(pieces(bytes))) as ReadableStream<Uint8Array>

const SOURCES: { name: string; make: (bytes: Buffer) => ImageSource | Promise<ImageSource>; sized: boolean }[] = [
  { name: 'a path', make: fileOf, sized: true },
  { name: 'an array', make: (bytes) => bytes, sized: true },
  { name: 'a blob', make: (bytes) => new Blob([new Uint8Array(bytes)]), sized: true },
  { name: 'a web stream', make: webStream, sized: false },
  { name: 'a Node stream', make: (bytes) => Readable.from(pieces(bytes)), sized: false },
  { name: 'an iterable', make: (bytes) => pieces(bytes), sized: false },
]

describe('upload', () => {
  for (const { name, make, sized } of SOURCES) {
    for (const [what, bytes] of [
      ['all bytes', BYTES],
      ['no bytes', Buffer.alloc(0)],
    ] as const) {
      it(`sends ${what} of ${name}`, async () => {
        const { url, seen } = await startStore()
        const progress: Progress[] = []
        await createImageClient({ baseUrl: url, token: 't' }).data.upload('1', await make(bytes), {
          onProgress: (step) => progress.push(step),
        })
        const { headers, body } = seen[0] as Seen
        expect(body.equals(bytes)).toBe(true)
        expect(headers).toMatchObject({ 'content-type': 'application/octet-stream', 'x-auth-token': 't' })
        const size = sized ? String(bytes.length) : undefined
        expect([headers['content-length'], headers['x-openstack-image-size']]).toEqual([size, size])
        expect(progress.at(-1)).toEqual(
          bytes.length === 0 ? undefined : { transferred: bytes.length, ...(sized && { total: bytes.length }) },
        )
      })
    }
  }

  it('announces the size of a stream when it is given', async () => {
    const { url, seen } = await startStore()
    await createImageClient({ baseUrl: url }).data.upload('1', pieces(BYTES), { size: BYTES.length, store: 'fast' })
    expect(seen[0]?.headers).toMatchObject({
      'content-length': String(BYTES.length),
      'x-openstack-image-size': String(BYTES.length),
      'x-image-meta-store': 'fast',
    })
  })

  for (const [name, size] of [
    ['too much', BYTES.length - 1],
    ['too little', BYTES.length + 1],
  ] as const) {
    it(`does not finish when the source has ${name}`, async () => {
      let ended = false
      const { url } = await startServer((request) => {
        request.on('end', () => {
          ended = true
        })
        request.resume()
      })
      const upload = createImageClient({ baseUrl: url }).data.upload('1', pieces(BYTES), { size })
      await expect(upload).rejects.toThrow(RangeError)
      expect(ended).toBe(false)
    })
  }

  it('rejects with the error of its source', async () => {
    const { url } = await startStore()
    const broken = new Error('tape torn')
    async function* source() {
      yield BYTES
      throw broken
    }
    await expect(createImageClient({ baseUrl: url }).data.upload('1', source())).rejects.toBe(broken)
  })

  it('rejects for a path that is not there before it calls', async () => {
    const { url, seen } = await startStore()
    const upload = createImageClient({ baseUrl: url }).data.upload('1', '/nowhere/image')
    await expect(upload).rejects.toMatchObject({ code: 'ENOENT' })
    expect(seen).toEqual([])
  })
})

describe('an upload that is refused', () => {
  it('sends nothing when the server says so at once', async () => {
    let received = 0
    const { url } = await startCareful((request, response) => {
      request.on('data', (chunk) => {
        received += chunk.length
      })
      refuse(response, 409, 'Not queued')
    })
    let used = false
    async function* source() {
      used = true
      yield BYTES
    }
    const error = await createImageClient({ baseUrl: url })
      .data.upload('1', source())
      .catch((error: unknown) => error)
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({
      status: 409,
      message: 'Not queued',
      requestId: 'req-409',
      operation: 'uploadImageData',
    })
    expect([received, used]).toEqual([0, false])
  })

  it('is an ApiError in the middle, and ends a source that waits', async () => {
    const { url } = await startServer((request, response) => {
      request.once('data', () => refuse(response, 413, 'Too much'))
    })
    const ended = Promise.withResolvers<void>()
    async function* endless() {
      try {
        for (;;) {
          yield BYTES
          await new Promise((resolve) => setTimeout(resolve, 1))
        }
      } finally {
        ended.resolve()
      }
    }
    await expect(createImageClient({ baseUrl: url }).data.upload('1', endless())).rejects.toMatchObject({ status: 413 })
    await ended.promise
  })

  it('is an ApiError when the source is silent by then', async () => {
    const { url } = await startServer((request, response) => {
      request.once('data', () => refuse(response, 401, 'Expired'))
    })
    async function* silent() {
      yield BYTES
      await new Promise(() => undefined)
    }
    await expect(createImageClient({ baseUrl: url }).data.upload('1', silent())).rejects.toMatchObject({ status: 401 })
  })

  it('is an ApiError also when the server slams the door behind its answer', async () => {
    const body = JSON.stringify({ message: 'Too much', code: '413 X', title: 'X' })
    const answer = `HTTP/1.1 413 X\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`
    const server = createTcpServer((socket) => {
      let received = 0
      socket.on('error', () => undefined)
      socket.on('data', (chunk) => {
        if (received === 0) socket.write('HTTP/1.1 100 Continue\r\n\r\n')
        received += chunk.length
        if (received < 2 * MIB || socket.writableEnded) return
        // With unread data in its buffer, the kernel resets the connection.
        socket.pause()
        socket.end(answer, () => socket.destroy())
      })
    }).listen(0, '127.0.0.1')
    onTestFinished(() => void server.close())
    await once(server, 'listening')
    const { data } = createImageClient({ baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` })
    const big = Buffer.alloc(32 * MIB)
    for (let i = 0; i < 20; i++) {
      await expect(data.upload('1', big)).rejects.toMatchObject({ name: 'ApiError', status: 413, message: 'Too much' })
    }
  })

  it('goes on without asking first where that is not understood', async () => {
    const { url } = await startCareful(async (request, response) => {
      if (request.headers.expect) response.writeHead(417).end()
      else response.writeHead((await readAll(request)).equals(BYTES) ? 204 : 400).end()
    })
    await createImageClient({ baseUrl: url }).data.upload('1', pieces(BYTES))
  })

  it('goes on after a while when the question is not answered', async () => {
    const { url } = await startCareful(async (request, response) => {
      response.writeHead((await readAll(request)).equals(BYTES) ? 204 : 400).end()
    })
    await createImageClient({ baseUrl: url }).data.upload('1', BYTES)
  })
})

describe('an upload whose token is refused', () => {
  const answer: RequestListener = async (request, response) => {
    if (request.headers['x-auth-token'] === 'token-1') return refuse(response, 401, 'Expired')
    if (request.headers.expect) response.writeContinue()
    response.writeHead((await readAll(request)).equals(BYTES) ? 204 : 400).end()
  }

  for (const { name, make } of SOURCES) {
    it(`is repeated with ${name} when nothing was read`, async () => {
      const { url } = await startCareful(answer)
      let logins = 0
      const { data } = createImageClient({ baseUrl: url, token: () => `token-${++logins}` })
      await data.upload('1', await make(BYTES))
      expect(logins).toBe(2)
    })
  }

  it('is not repeated when the source is used up', async () => {
    const { url } = await startServer(async (request, response) => {
      await readAll(request)
      refuse(response, 401, 'Expired')
    })
    let logins = 0
    const { data } = createImageClient({ baseUrl: url, token: () => `token-${++logins}` })
    await expect(data.upload('1', pieces(BYTES))).rejects.toMatchObject({ status: 401 })
    expect(logins).toBe(1)
  })
})

describe('an upload that is cut off', () => {
  it('is a TransferError with its cause', async () => {
    const { url } = await startServer((request) => {
      request.once('data', () => request.socket.resetAndDestroy())
    })
    const error = await createImageClient({ baseUrl: url })
      .data.upload('1', BYTES)
      .catch((error: unknown) => error)
    expect(error).toBeInstanceOf(TransferError)
    expect((error as TransferError).cause).toBeInstanceOf(Error)
  })

  it('is a TransferError when nobody is there', async () => {
    const { url, server } = await startServer(() => undefined)
    await new Promise((resolve) => server.close(resolve))
    await expect(createImageClient({ baseUrl: url }).data.upload('1', BYTES)).rejects.toThrow(
      /Cannot send.*ECONNREFUSED/,
    )
  })

  it('is a TransferError when the server is content too early', async () => {
    const { url } = await startServer((request, response) => {
      request.once('data', () => response.writeHead(204).end())
    })
    async function* silent() {
      yield BYTES
      await new Promise(() => undefined)
    }
    await expect(createImageClient({ baseUrl: url }).data.upload('1', silent())).rejects.toThrow(TransferError)
  })

  it('rejects with the reason of its signal', async () => {
    const { url } = await startServer((request) => void request.resume())
    const controller = new AbortController()
    const reason = new Error('enough')
    const upload = createImageClient({ baseUrl: url }).data.upload('1', BYTES, {
      signal: controller.signal,
      onProgress: () => controller.abort(reason),
    })
    await expect(upload).rejects.toBe(reason)
  })

  it('does not begin when its signal is aborted already', async () => {
    const { url, seen } = await startStore()
    const upload = createImageClient({ baseUrl: url }).data.upload('1', BYTES, { signal: AbortSignal.abort('no') })
    await expect(upload).rejects.toBe('no')
    expect(seen).toEqual([])
  })
})
