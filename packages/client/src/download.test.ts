import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import type { RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { readAll, refuse, sendJson, startServer } from '../test/stub-server.ts'
import { createImageClient, DigestMismatchError, type ImageClient, type Progress, TransferError } from './index.ts'

const MIB = 1024 * 1024
const BYTES = Buffer.alloc(3.5 * MIB, 'vitrine')
const SHA256 = createHash('sha256').update(BYTES).digest('hex')
const MD5 = createHash('md5').update(BYTES).digest('hex')
const ETAG = `"${MD5}"`

interface Store {
  client: ImageClient
  /** Ranges and validators that were asked for. */
  asked: (string | undefined)[][]
  /** Queries that data was asked for with. */
  queries: string[]
}

const IMAGE = {
  id: '1',
  status: 'active',
  size: BYTES.length,
  checksum: MD5,
  os_hash_algo: 'sha256',
  os_hash_value: SHA256,
}

interface Options {
  image?: Partial<Record<keyof typeof IMAGE, string | number | null>>
  data?: RequestListener
  contentMd5?: string
}

/** An image service with one image; `data` answers for its bytes first. */
async function startStore({ image = {}, data, contentMd5 = MD5 }: Options = {}): Promise<Store> {
  const asked: Store['asked'] = []
  const queries: string[] = []
  const { url } = await startServer((request, response) => {
    const [path, query = ''] = request.url?.split('?') ?? []
    if (!path?.endsWith('/file')) return sendJson(response, 200, { ...IMAGE, ...image })
    queries.push(query)
    const { range, 'if-range': ifRange } = request.headers
    asked.push([range, ifRange as string | undefined])
    if (data) return data(request, response)
    const [, start, end] = /^bytes=(\d+)-(\d*)$/.exec(range ?? '') ?? []
    const headers = { etag: ETAG, 'content-md5': contentMd5 }
    if (start === undefined || (ifRange && ifRange !== ETAG)) {
      response.writeHead(200, { ...headers, 'content-length': BYTES.length })
      return response.end(BYTES)
    }
    const part = BYTES.subarray(Number(start), end ? Number(end) + 1 : undefined)
    const contentRange = `bytes ${start}-${Number(start) + part.length - 1}/${BYTES.length}`
    response.writeHead(206, { ...headers, 'content-length': part.length, 'content-range': contentRange })
    return response.end(part)
  })
  return { client: createImageClient({ baseUrl: url }), asked, queries }
}

/** Announces everything, sends `count` bytes and hangs up. */
const breakAfter =
  (count: number): RequestListener =>
  (request, response) => {
    const start = Number(/\d+/.exec(request.headers.range ?? '')?.[0] ?? 0)
    const contentRange = { 'content-range': `bytes ${start}-${BYTES.length - 1}/${BYTES.length}` }
    response.writeHead(start ? 206 : 200, {
      'content-length': BYTES.length - start,
      etag: ETAG,
      ...(start && contentRange),
    })
    response.write(BYTES.subarray(start, start + count), () => request.socket.destroy())
  }

describe('download', () => {
  it('gives the bytes, and says what they were held against', async () => {
    const { client } = await startStore()
    const progress: Progress[] = []
    const download = await client.data.download('1', { onProgress: (step) => progress.push(step) })
    expect(download).toMatchObject({
      size: BYTES.length,
      etag: ETAG,
      range: undefined,
      digest: { algorithm: 'sha256', value: SHA256 },
    })
    expect((await readAll(download?.body ?? [])).equals(BYTES)).toBe(true)
    expect(progress.at(-1)).toEqual({ transferred: BYTES.length, total: BYTES.length })
  })

  it('is undefined when there is no data', async () => {
    const { client } = await startStore({ image: { size: null }, data: (_, response) => response.writeHead(204).end() })
    expect(await client.data.download('1')).toBeUndefined()
  })

  const DAMAGED = [
    { name: 'the strong hash', image: { os_hash_value: SHA256.replace(/^./, 'x') } },
    { name: 'the checksum', image: { os_hash_algo: 'sha9', checksum: MD5.replace(/^./, 'x') } },
    {
      name: 'the header',
      image: { os_hash_algo: null, os_hash_value: null, checksum: null },
      contentMd5: MD5.replace(/^./, 'x'),
    },
  ]
  for (const { name, ...options } of DAMAGED) {
    it(`rejects at the end when the bytes do not fit ${name}`, async () => {
      const { client } = await startStore(options)
      const download = await client.data.download('1')
      let received = 0
      const read = async () => {
        for await (const chunk of download?.body ?? []) received += chunk.byteLength
      }
      await expect(read()).rejects.toThrow(DigestMismatchError)
      expect(received).toBe(BYTES.length)
    })
  }

  it('does not look at the digest when told so', async () => {
    const { client } = await startStore({ image: { os_hash_value: 'wrong' } })
    const download = await client.data.download('1', { verify: false })
    expect(download?.digest).toBeUndefined()
    expect((await readAll(download?.body ?? [])).equals(BYTES)).toBe(true)
  })

  it('names the stores to read from first', async () => {
    const { client, queries } = await startStore()
    for (const prefer of [['fast', 'a&b'], []]) await readAll((await client.data.download('1', { prefer }))?.body ?? [])
    expect(queries).toEqual(['prefer=fast,a%26b', ''])
  })

  const RANGES = [
    { range: { start: 10, end: 19 }, header: 'bytes=10-19' },
    { range: { start: 10 }, header: 'bytes=10-' },
    { range: { last: 10 }, header: 'bytes=-10' },
  ]
  for (const { range, header } of RANGES) {
    it(`asks for ${header}`, async () => {
      const { client, asked } = await startStore()
      const download = await client.data.download('1', { range, ifRange: ETAG })
      await readAll(download?.body ?? [])
      expect(asked).toEqual([[header, ETAG]])
    })
  }

  it('says which part it is', async () => {
    const { client } = await startStore()
    const download = await client.data.download('1', { range: { start: 10, end: 19 } })
    expect(download).toMatchObject({ size: 10, range: { start: 10, end: 19, size: BYTES.length }, digest: undefined })
    expect((await readAll(download?.body ?? [])).equals(BYTES.subarray(10, 20))).toBe(true)
  })

  it('is an ApiError when it is refused', async () => {
    const { client } = await startStore({ data: (_, response) => refuse(response, 403, 'Deactivated') })
    await expect(client.data.download('1')).rejects.toMatchObject({
      name: 'ApiError',
      status: 403,
      message: 'Deactivated',
      operation: 'downloadImageData',
      requestId: 'req-403',
    })
  })

  it('is a TransferError when it breaks off', async () => {
    const { client } = await startStore({ data: breakAfter(MIB) })
    const download = await client.data.download('1')
    await expect(readAll(download?.body ?? [])).rejects.toThrow(TransferError)
  })

  it('rejects with the reason of its signal', async () => {
    const { client } = await startStore({ data: (_, response) => void response.writeHead(200).write(BYTES) })
    const controller = new AbortController()
    const download = await client.data.download('1', { signal: controller.signal })
    const reason = new Error('enough')
    const read = readAll(download?.body ?? [])
    controller.abort(reason)
    await expect(read).rejects.toBe(reason)
  })

  it('closes the connection when the reader leaves early', async () => {
    const closed = Promise.withResolvers<void>()
    const { client } = await startStore({
      data: (_, response) => {
        response.on('close', closed.resolve)
        response.writeHead(200).write(BYTES)
      },
    })
    const download = await client.data.download('1')
    for await (const _ of download?.body ?? []) break
    await closed.promise
  })

  it('renews its token', async () => {
    const { url } = await startServer((request, response) => {
      if (request.headers['x-auth-token'] === 'token-1') return refuse(response, 401, 'Expired')
      return response.end('data')
    })
    let logins = 0
    const { data } = createImageClient({ baseUrl: url, token: () => `token-${++logins}` })
    const download = await data.download('1', { verify: false })
    expect(String(await readAll(download?.body ?? []))).toBe('data')
  })
})

describe('downloadToFile', () => {
  let directory: string
  let path: string
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'download-'))
    path = join(directory, 'image')
    return () => rm(directory, { recursive: true })
  })

  it('leaves the file and nothing else', async () => {
    const { client } = await startStore()
    const progress: Progress[] = []
    await writeFile(path, 'an older one')
    expect(await client.data.downloadToFile('1', path, { onProgress: (step) => progress.push(step) })).toEqual({
      size: BYTES.length,
      resumedAt: 0,
      digest: { algorithm: 'sha256', value: SHA256 },
    })
    expect((await readFile(path)).equals(BYTES)).toBe(true)
    expect(await readdir(directory)).toEqual(['image'])
    expect(progress.at(-1)).toEqual({ transferred: BYTES.length, total: BYTES.length })
  })

  it('names the stores to read from first, for the rest too', async () => {
    const { client, queries } = await startStore({ data: breakAfter(2 * MIB) })
    const options = { prefer: ['fast'], resume: true }
    await expect(client.data.downloadToFile('1', path, options)).rejects.toThrow(TransferError)
    expect(await client.data.downloadToFile('1', path, options)).toMatchObject({ size: BYTES.length })
    expect(queries).toEqual(['prefer=fast', 'prefer=fast'])
  })

  it('leaves nothing when there is no data', async () => {
    const { client } = await startStore({ image: { size: null }, data: (_, response) => response.writeHead(204).end() })
    expect(await client.data.downloadToFile('1', path)).toBeUndefined()
    expect(await readdir(directory)).toEqual([])
  })

  for (const status of [200, 204]) {
    it(`makes an empty file of an empty image that is answered with ${status}`, async () => {
      const image = { size: 0, os_hash_value: createHash('sha256').digest('hex') }
      const { client } = await startStore({ image, data: (_, response) => response.writeHead(status).end() })
      expect(await client.data.downloadToFile('1', path)).toMatchObject({ size: 0, digest: { algorithm: 'sha256' } })
      expect((await stat(path)).size).toBe(0)
    })
  }

  it('removes damaged data and keeps the older file', async () => {
    const { client } = await startStore({ image: { os_hash_value: 'wrong' } })
    await writeFile(path, 'an older one')
    await expect(client.data.downloadToFile('1', path)).rejects.toThrow(DigestMismatchError)
    expect(await readdir(directory)).toEqual(['image'])
    expect(await readFile(path, 'utf8')).toBe('an older one')
  })

  it('rejects data of another size when there is no digest', async () => {
    const none = { os_hash_algo: null, os_hash_value: null, checksum: null }
    const { client } = await startStore({ image: { ...none, size: BYTES.length + 1 }, contentMd5: '' })
    await expect(client.data.downloadToFile('1', path)).rejects.toThrow(TransferError)
    expect(await readdir(directory)).not.toContain('image')
  })

  describe('after an interruption', () => {
    async function interrupt({ data = breakAfter(1.5 * MIB), image = {} }: Options = {}): Promise<number> {
      const { client } = await startStore({ data, image })
      await expect(client.data.downloadToFile('1', path)).rejects.toThrow(TransferError)
      expect(await readdir(directory)).toEqual(['image.part', 'image.part.json'])
      const { size } = await stat(`${path}.part`)
      expect(size).toBeGreaterThan(0)
      return size
    }

    it('goes on where it was', async () => {
      const kept = await interrupt()
      const { client, asked } = await startStore()
      const progress: Progress[] = []
      const onProgress = (step: Progress) => progress.push(step)
      expect(await client.data.downloadToFile('1', path, { resume: true, onProgress })).toEqual({
        size: BYTES.length,
        resumedAt: kept,
        digest: { algorithm: 'sha256', value: SHA256 },
      })
      expect(asked).toEqual([[`bytes=${kept}-`, ETAG]])
      expect(progress[0]?.transferred).toBeGreaterThan(kept)
      expect((await readFile(path)).equals(BYTES)).toBe(true)
      expect(await readdir(directory)).toEqual(['image'])
    })

    it('goes on after a second one', async () => {
      await interrupt()
      const { client } = await startStore({ data: breakAfter(MIB) })
      await expect(client.data.downloadToFile('1', path, { resume: true })).rejects.toThrow(TransferError)
      const { client: good } = await startStore()
      expect((await good.data.downloadToFile('1', path, { resume: true }))?.resumedAt).toBeGreaterThan(1.5 * MIB)
      expect((await readFile(path)).equals(BYTES)).toBe(true)
    })

    it('only verifies when all bytes are there', async () => {
      await interrupt()
      await writeFile(`${path}.part`, BYTES)
      const { client, asked } = await startStore()
      expect(await client.data.downloadToFile('1', path, { resume: true })).toMatchObject({ resumedAt: BYTES.length })
      expect(asked).toEqual([])
    })

    it('begins anew unless told to resume', async () => {
      await interrupt()
      const { client, asked } = await startStore()
      expect(await client.data.downloadToFile('1', path)).toMatchObject({ resumedAt: 0 })
      expect(asked).toEqual([[undefined, undefined]])
    })

    it('begins anew when the part is of other data', async () => {
      await interrupt({ image: { checksum: 'other' } })
      const { client, asked } = await startStore()
      expect(await client.data.downloadToFile('1', path, { resume: true })).toMatchObject({ resumedAt: 0 })
      expect(asked).toEqual([[undefined, undefined]])
    })

    it('begins anew when the server sends all of it', async () => {
      await interrupt()
      const { client } = await startStore({ data: (_, response) => response.end(BYTES) })
      expect(await client.data.downloadToFile('1', path, { resume: true })).toMatchObject({ resumedAt: 0 })
      expect((await readFile(path)).equals(BYTES)).toBe(true)
    })

    it('notices that the part was damaged meanwhile', async () => {
      await interrupt()
      const damaged = await readFile(`${path}.part`)
      damaged[7] = 0
      await writeFile(`${path}.part`, damaged)
      const { client } = await startStore()
      await expect(client.data.downloadToFile('1', path, { resume: true })).rejects.toThrow(DigestMismatchError)
      expect(await readdir(directory)).toEqual([])
    })

    it('leaves the part when it was an abort', async () => {
      const { client } = await startStore({ data: (_, response) => void response.writeHead(200).write(BYTES) })
      const controller = new AbortController()
      const reason = new Error('enough')
      const onProgress = () => controller.abort(reason)
      const download = client.data.downloadToFile('1', path, { signal: controller.signal, onProgress })
      await expect(download).rejects.toBe(reason)
      expect(await readdir(directory)).toEqual(['image.part', 'image.part.json'])
    })
  })
})
