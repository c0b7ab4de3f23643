import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import type { RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { readAll, sendJson, startServer } from '../../test/stub-server.ts'
import { refuseDocument } from '../../test/uforge.ts'
import { createUForgeClient, DigestMismatchError, type Progress, TransferError } from '../index.ts'

const BYTES = Buffer.alloc(3 * 1024 * 1024, 'archive')
const digest = (algorithm: string) => createHash(algorithm).update(BYTES).digest('hex')
const [MD5, SHA256] = [digest('md5'), digest('sha256')]
const IMAGE = { dbId: 47, uri: 'users/bob/appliances/21/images/47', fileSize: BYTES.length, md5sum: MD5 }
const PATH = '/api/users/bob/appliances/21/images/47'

interface Forge {
  readonly image?: object
  readonly data?: RequestListener
  readonly credentials?: object
}

/** A service with one machine image; `data` answers for its bytes first. */
async function startForge({ image = {}, data, credentials = { password: 'secret' } }: Forge = {}) {
  const asked: unknown[] = []
  const { url } = await startServer((request, response) => {
    const { authorization, range, 'if-range': ifRange } = request.headers
    asked.push([request.url, authorization, range, ifRange])
    if (!request.url?.startsWith(`${PATH}/downloads`)) {
      return sendJson(response, 200, { image: { ...IMAGE, sha256sum: SHA256, ...image } })
    }
    if (data) return data(request, response)
    const start = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0)
    const contentRange = { 'content-range': `bytes ${start}-${BYTES.length - 1}/${BYTES.length}` }
    response.writeHead(start ? 206 : 200, {
      etag: `"${SHA256}"`,
      'content-length': BYTES.length - start,
      ...(start && contentRange),
    })
    return response.end(BYTES.subarray(start))
  })
  return { asked, ...createUForgeClient({ baseUrl: url, user: 'bob', ...credentials }) }
}

const breakOff: RequestListener = (request, response) => {
  response.writeHead(200, { etag: `"${SHA256}"`, 'content-length': BYTES.length })
  response.write(BYTES.subarray(0, 1024 * 1024), () => request.socket.destroy())
}

const WRONG = 'f'.repeat(64)
const BASIC = `Basic ${btoa('bob:secret')}`

describe('download', () => {
  it('gives the archive, held against its SHA-256', async () => {
    const { machineImages, asked } = await startForge()
    const progress: Progress[] = []
    const download = await machineImages.download(21, 47, { onProgress: (step) => progress.push(step) })
    expect(download).toMatchObject({ size: BYTES.length, digest: { algorithm: 'sha256', value: SHA256 } })
    expect((await readAll(download.body)).equals(BYTES)).toBe(true)
    expect(progress.at(-1)).toEqual({ transferred: BYTES.length, total: BYTES.length })
    expect(asked).toEqual([
      [PATH, BASIC, undefined, undefined],
      [`${PATH}/downloads`, BASIC, undefined, undefined],
    ])
  })

  it('rejects at the end when the bytes are others, unless it is not to look', async () => {
    const { machineImages } = await startForge({ image: { sha256sum: WRONG } })
    await expect(readAll((await machineImages.download(21, 47)).body)).rejects.toThrow(DigestMismatchError)
    const unverified = await machineImages.download(21, 47, { verify: false })
    expect((await readAll(unverified.body)).equals(BYTES)).toBe(true)
  })

  it('is held against the MD5 where there is no SHA-256', async () => {
    const { machineImages } = await startForge({ image: { sha256sum: undefined } })
    expect((await machineImages.download(21, 47)).digest).toEqual({ algorithm: 'md5', value: MD5 })
  })

  it('is asked for with a signature that covers it', async () => {
    const { machineImages, asked } = await startForge({ credentials: { apiKey: { publicKey: 'p', secretKey: 's' } } })
    await readAll((await machineImages.download(21, 47, { verify: false })).body)
    expect(asked).toEqual([
      [expect.stringMatching(`^${PATH}/downloads\\?apiKey=p&signature=`), undefined, undefined, undefined],
    ])
  })

  it('gives a part', async () => {
    const { machineImages } = await startForge()
    const download = await machineImages.download(21, 47, { range: { start: 10 } })
    expect(download).toMatchObject({ range: { start: 10, size: BYTES.length }, digest: undefined })
    expect((await readAll(download.body)).equals(BYTES.subarray(10))).toBe(true)
  })

  it('is an ApiError when it is refused', async () => {
    const { machineImages } = await startForge({
      data: (_, response) => refuseDocument(response, 400, 'Not compressed', 'image.uncompressed'),
    })
    await expect(machineImages.download(21, 47)).rejects.toMatchObject({
      status: 400,
      message: 'Not compressed',
      messageId: 'image.uncompressed',
      operation: 'downloadMachineImage',
    })
  })
})

describe('downloadToFile', () => {
  let directory: string
  let path: string
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'download-'))
    path = join(directory, 'web.tar.gz')
    return () => rm(directory, { recursive: true })
  })

  it('leaves the file and nothing else', async () => {
    const { machineImages } = await startForge()
    expect(await machineImages.downloadToFile(21, 47, path)).toEqual({
      size: BYTES.length,
      resumedAt: 0,
      digest: { algorithm: 'sha256', value: SHA256 },
    })
    expect((await readFile(path)).equals(BYTES)).toBe(true)
    expect(await readdir(directory)).toEqual(['web.tar.gz'])
  })

  it('goes on where an earlier one broke off', async () => {
    const { machineImages: broken } = await startForge({ data: breakOff })
    await expect(broken.downloadToFile(21, 47, path)).rejects.toThrow(TransferError)
    const { size } = await stat(`${path}.part`)
    const { machineImages, asked } = await startForge()
    expect(await machineImages.downloadToFile(21, 47, path, { resume: true })).toMatchObject({ resumedAt: size })
    expect(asked.at(-1)).toEqual([`${PATH}/downloads`, BASIC, `bytes=${size}-`, `"${SHA256}"`])
    expect((await readFile(path)).equals(BYTES)).toBe(true)
  })
})
