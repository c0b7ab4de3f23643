import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import type { RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { readAll, refuse, startServer } from '../../test/stub-server.ts'
import { createImageClient, DigestMismatchError, type ImageDataV1, type Progress, TransferError } from '../index.ts'

const BYTES = Buffer.alloc(2.5 * 1024 * 1024, 'vitrine')
const MD5 = createHash('md5').update(BYTES).digest('hex')

/** A service with one image; `data` answers `GET` first. */
async function startStore({ meta = {}, data }: { meta?: object; data?: RequestListener } = {}): Promise<ImageDataV1> {
  const { url } = await startServer((request, response) => {
    for (const [name, value] of Object.entries({ id: '1', size: BYTES.length, checksum: MD5, ...meta })) {
      if (value !== undefined) response.setHeader(`x-image-meta-${name}`, value)
    }
    if (request.method === 'HEAD') return void response.end()
    if (data) return data(request, response)
    response.writeHead(200, { 'content-length': BYTES.length }).end(BYTES)
  })
  return createImageClient({ baseUrl: url }).v1.data
}

const breakOff: RequestListener = (request, response) => {
  response.writeHead(200, { 'content-length': BYTES.length })
  response.write(BYTES.subarray(0, 1024 * 1024), () => request.socket.destroy())
}

const WRONG = MD5.replace(/^./, 'x')

describe('download', () => {
  it('gives the bytes, held against the checksum that comes with them', async () => {
    const data = await startStore()
    const progress: Progress[] = []
    const download = await data.download('1', { onProgress: (step) => progress.push(step) })
    expect(download).toMatchObject({ size: BYTES.length, digest: { algorithm: 'md5', value: MD5 } })
    expect((await readAll(download?.body ?? [])).equals(BYTES)).toBe(true)
    expect(progress.at(-1)).toEqual({ transferred: BYTES.length, total: BYTES.length })
  })

  it('rejects at the end when the bytes are others, unless it is not to look', async () => {
    const data = await startStore({ meta: { checksum: WRONG } })
    const download = await data.download('1')
    await expect(readAll(download?.body ?? [])).rejects.toThrow(DigestMismatchError)
    const unverified = await data.download('1', { verify: false })
    expect([unverified?.digest, (await readAll(unverified?.body ?? [])).equals(BYTES)]).toEqual([undefined, true])
  })

  it('cannot verify what has no checksum', async () => {
    const download = await (await startStore({ meta: { checksum: undefined } })).download('1')
    expect(download?.digest).toBeUndefined()
  })

  it('is an ApiError when it is refused', async () => {
    const data = await startStore({ data: (_, response) => refuse(response, 404, 'No data yet') })
    await expect(data.download('1')).rejects.toMatchObject({
      status: 404,
      message: 'No data yet',
      operation: 'showImageV1',
    })
  })

  it('is a TransferError when it breaks off', async () => {
    const download = await (await startStore({ data: breakOff })).download('1')
    await expect(readAll(download?.body ?? [])).rejects.toThrow(TransferError)
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
    const data = await startStore()
    expect(await data.downloadToFile('1', path)).toEqual({
      size: BYTES.length,
      resumedAt: 0,
      digest: { algorithm: 'md5', value: MD5 },
    })
    expect((await readFile(path)).equals(BYTES)).toBe(true)
    expect(await readdir(directory)).toEqual(['image'])
  })

  it('takes data whose size nobody knew', async () => {
    const data = await startStore({ meta: { size: 0 } })
    expect(await data.downloadToFile('1', path)).toMatchObject({ size: BYTES.length })
  })

  for (const [name, options, error] of [
    ['is damaged', { meta: { checksum: WRONG } }, DigestMismatchError],
    ['breaks off', { data: breakOff }, TransferError],
    ['is shorter than the image', { meta: { size: BYTES.length + 1 } }, TransferError],
  ] as const) {
    it(`leaves only an older file when the data ${name}`, async () => {
      await writeFile(path, 'an older one')
      await expect((await startStore(options)).downloadToFile('1', path)).rejects.toThrow(error)
      expect(await readdir(directory)).toEqual(['image'])
      expect(await readFile(path, 'utf8')).toBe('an older one')
    })
  }
})
