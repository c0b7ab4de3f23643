import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import type { RequestListener, ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { beforeEach, describe, expect, it } from 'vitest'
import { readAll, refuse, startServer } from '../test/stub-server.ts'
import { refuseDocument } from '../test/uforge.ts'
import { DigestMismatchError, downloadLink, downloadLinkToFile, type Progress, TransferError } from './index.ts'

const MIB = 1024 * 1024
const BYTES = Buffer.alloc(3.5 * MIB, 'linked')
const digest = (algorithm: string) => createHash(algorithm).update(BYTES).digest('hex')
const [MD5, SHA256, SHA512] = [digest('md5'), digest('sha256'), digest('sha512')]
const STRONG = { 'content-md5': MD5, etag: `"sha512:${SHA512}"` }
const SECRET = 'e662d401bd7313b9db1fa9d50ce3b85f'

type Step = number | 'all' | ((response: ServerResponse) => void)

/** A link that delivers as its steps say: so many bytes before it hangs up, or all that are left; and is used then. */
async function startLink(steps: Step[] = ['all'], headers: object = STRONG, path = '/v2/images/1/links/l/file?key=') {
  const asked: unknown[] = []
  const listener: RequestListener = (request, response) => {
    const { authorization, 'x-auth-token': token, range, 'if-range': ifRange } = request.headers
    expect([authorization, token]).toEqual([undefined, undefined])
    asked.push([request.url?.replace(SECRET, '…'), range, ifRange])
    const step = steps.shift()
    if (step === undefined) return refuse(response, 404, 'This is no link that can be used')
    if (typeof step === 'function') return step(response)
    const start = Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0)
    const contentRange = { 'content-range': `bytes ${start}-${BYTES.length - 1}/${BYTES.length}` }
    response.writeHead(start ? 206 : 200, {
      'content-length': BYTES.length - start,
      ...headers,
      ...(start && contentRange),
    })
    if (step === 'all') return response.end(BYTES.subarray(start))
    return response.write(BYTES.subarray(start, start + step), () => request.socket.destroy())
  }
  const { url, server } = await startServer(listener)
  return { url: `${url}${path}${SECRET}`, asked, steps, server }
}

const read = async (url: string, options = {}) => readAll((await downloadLink(url, options)).body)

describe('a link', () => {
  it('gives the bytes without credentials, held against the digest that comes with them', async () => {
    const { url, asked } = await startLink()
    const progress: Progress[] = []
    const download = await downloadLink(url, { onProgress: (step) => progress.push(step) })
    expect(download).toMatchObject({ size: BYTES.length, digest: { algorithm: 'sha512', value: SHA512 } })
    expect((await readAll(download.body)).equals(BYTES)).toBe(true)
    expect(progress.at(-1)).toEqual({ transferred: BYTES.length, total: BYTES.length })
    expect(asked).toEqual([['/v2/images/1/links/l/file?key=…', undefined, undefined]])
  })

  const DIGESTS = [
    { name: 'of a file', headers: { etag: `"${SHA256}"` }, want: { algorithm: 'sha256', value: SHA256 } },
    { name: 'in Content-MD5', headers: { 'content-md5': MD5 }, want: { algorithm: 'md5', value: MD5 } },
    { name: 'that nobody names', headers: { etag: '"v1"' }, want: undefined },
  ]
  for (const { name, headers, want } of DIGESTS) {
    it(`knows a digest ${name}`, async () => {
      const { url } = await startLink(['all'], headers)
      const download = await downloadLink(url)
      expect([download.digest, (await readAll(download.body)).equals(BYTES)]).toEqual([want, true])
    })
  }

  it('rejects at the end when the bytes are others, unless it is not to look', async () => {
    const { url } = await startLink(['all', 'all'], { 'content-md5': 'f'.repeat(32) })
    await expect(read(url)).rejects.toThrow(DigestMismatchError)
    expect((await read(url, { verify: false })).equals(BYTES)).toBe(true)
  })

  it('goes on where it broke off, as often as it does', async () => {
    const { url, asked } = await startLink([MIB, MIB, 'all'])
    const progress: Progress[] = []
    expect((await read(url, { onProgress: (step: Progress) => progress.push(step) })).equals(BYTES)).toBe(true)
    expect(asked.slice(1)).toEqual([
      [expect.any(String), expect.stringMatching(/^bytes=[1-9]\d*-$/), STRONG.etag],
      [expect.any(String), expect.stringMatching(/^bytes=[1-9]\d*-$/), STRONG.etag],
    ])
    expect(progress.at(-1)).toEqual({ transferred: BYTES.length, total: BYTES.length })
  })

  it('goes on once the server has noticed that it broke off', async () => {
    const { url, steps } = await startLink([MIB, (response) => refuse(response, 404, 'In use'), 'all'])
    expect((await read(url)).equals(BYTES)).toBe(true)
    expect(steps).toEqual([])
  })

  it('of a machine image does so too', async () => {
    const inUse = (response: ServerResponse) => refuseDocument(response, 401, 'In use', 'login.required')
    const path = '/api/users/bob/appliances/21/images/47/downloads/web.tar.gz?downloadId='
    const { url, steps } = await startLink([MIB, inUse, 'all'], { etag: `"${SHA256}"` }, path)
    expect((await read(url)).equals(BYTES)).toBe(true)
    expect(steps).toEqual([])
  })

  it('is not asked again when it broke off before the first byte', async () => {
    const { url, asked } = await startLink([0])
    await expect(read(url)).rejects.toThrow(TransferError)
    expect(asked).toHaveLength(1)
  })

  it('is not asked again by who leaves', async () => {
    const { url, asked } = await startLink([MIB])
    const controller = new AbortController()
    const reason = new Error('enough')
    const download = await downloadLink(url, { signal: controller.signal })
    const reading = readAll(download.body)
    controller.abort(reason)
    await expect(reading).rejects.toBe(reason)
    expect(asked).toHaveLength(1)
  })

  const REFUSALS = [
    { path: undefined, operation: 'downloadLinkedImageData' },
    { path: '/api/users/bob/appliances/21/images/47/downloads?downloadId=', operation: 'downloadMachineImageFile' },
  ]
  for (const { path, operation } of REFUSALS) {
    it(`that was used is an ApiError of ${operation}, at once and without the secret`, async () => {
      const { url, asked } = await startLink([], {}, path)
      const refusal = await downloadLink(url).catch((error: unknown) => error)
      expect(refusal).toMatchObject({ status: 404, message: 'This is no link that can be used', operation })
      expect(JSON.stringify(refusal)).not.toContain(SECRET)
      expect(asked).toHaveLength(1)
    })
  }

  it('to a server that is not there is a TransferError without the secret', async () => {
    const { url, server } = await startLink()
    await new Promise((resolve) => server.close(resolve))
    const failure = await downloadLink(url).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(TransferError)
    expect(inspect(failure)).not.toContain(SECRET)
  })

  it('has to be a URL, and is not repeated when it is none', async () => {
    const failure = await downloadLink(`host/v2/images/1/links/l/file?key=${SECRET}`).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(TypeError)
    expect(inspect(failure)).not.toContain(SECRET)
  })
})

describe('a link into a file', () => {
  let directory: string
  let path: string
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'download-'))
    path = join(directory, 'disk')
    return () => rm(directory, { recursive: true })
  })

  it('leaves the file and nothing else', async () => {
    const { url } = await startLink()
    const verified = { algorithm: 'sha512', value: SHA512 }
    expect(await downloadLinkToFile(url, path)).toEqual({ size: BYTES.length, resumedAt: 0, digest: verified })
    expect((await readFile(path)).equals(BYTES)).toBe(true)
    expect(await readdir(directory)).toEqual(['disk'])
  })

  it('goes on where it broke off', async () => {
    const { url } = await startLink([MIB, 'all'])
    const progress: Progress[] = []
    await downloadLinkToFile(url, path, { onProgress: (step) => progress.push(step) })
    expect((await readFile(path)).equals(BYTES)).toBe(true)
    expect(progress.at(-1)).toEqual({ transferred: BYTES.length, total: BYTES.length })
  })

  it('removes damaged data', async () => {
    const { url } = await startLink(['all'], { 'content-md5': 'f'.repeat(32) })
    await expect(downloadLinkToFile(url, path)).rejects.toThrow(DigestMismatchError)
    expect(await readdir(directory)).toEqual([])
  })

  it('does not use the link when there is no place for the file', async () => {
    const { url, asked } = await startLink()
    await expect(downloadLinkToFile(url, join(directory, 'missing', 'disk'))).rejects.toThrow('ENOENT')
    expect(asked).toEqual([])
  })

  describe('after an interruption', () => {
    /** By somebody who leaves in the middle; the server goes on with `steps`. */
    async function interrupt(...steps: Step[]) {
      const link = await startLink([(response) => void response.writeHead(200, ALL).write(BYTES), ...steps])
      const controller = new AbortController()
      const options = { signal: controller.signal, onProgress: () => controller.abort(new Error('enough')) }
      await expect(downloadLinkToFile(link.url, path, options)).rejects.toThrow('enough')
      expect(await readFile(`${path}.part.json`, 'utf8')).not.toContain(SECRET)
      return { ...link, kept: (await stat(`${path}.part`)).size }
    }
    const ALL = { ...STRONG, 'content-length': BYTES.length }

    it('goes on where it was, and verifies all of it', async () => {
      const { url, asked, kept } = await interrupt('all')
      expect(await downloadLinkToFile(url, path, { resume: true })).toEqual({
        size: BYTES.length,
        resumedAt: kept,
        digest: { algorithm: 'sha512', value: SHA512 },
      })
      expect(asked.at(-1)).toEqual([expect.any(String), `bytes=${kept}-`, STRONG.etag])
      expect((await readFile(path)).equals(BYTES)).toBe(true)
      expect(await readdir(directory)).toEqual(['disk'])
    })

    it('goes on after another one', async () => {
      const { url } = await interrupt(MIB, 'all')
      await downloadLinkToFile(url, path, { resume: true })
      expect((await readFile(path)).equals(BYTES)).toBe(true)
    })

    it('notices that the part was damaged meanwhile', async () => {
      const { url, kept } = await interrupt('all')
      await writeFile(`${path}.part`, Buffer.alloc(kept))
      await expect(downloadLinkToFile(url, path, { resume: true })).rejects.toThrow(DigestMismatchError)
      expect(await readdir(directory)).toEqual([])
    })

    it('begins anew with a part of something else, or unless told to resume', async () => {
      await interrupt()
      for (const resume of [true, false]) {
        const { url, asked } = await startLink()
        expect(await downloadLinkToFile(url, path, { resume })).toMatchObject({ resumedAt: 0 })
        expect(asked).toEqual([[expect.any(String), undefined, undefined]])
      }
    })
  })
})
