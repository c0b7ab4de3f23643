import { createHash } from 'node:crypto'
import type { UForgeImage } from '@vitrine/api-types'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { createBreaker, PIECE } from './broken-deliveries.ts'
import type { Answer, ServiceOptions } from './service.ts'
import { basic } from './uforge-logins.ts'
import { messageIdOf, startUForgeService, type UForgeService } from './uforge-service.ts'

const HOUR_MS = 3_600_000
const UNKNOWN = '0123456789abcdef0123456789abcdef'

const breaker = createBreaker()
let service: UForgeService
let image: UForgeImage
beforeAll(async () => {
  service = await startUForgeService(breaker.options)
  image = await service.aCompleteImage()
})
afterAll(() => service.stop())

async function serve(options: ServiceOptions): Promise<UForgeService> {
  const started = await startUForgeService({ ...breaker.options, ...options })
  onTestFinished(() => started.stop())
  return started
}

/** The key that the image is shown with, and the address that has it. */
async function aKey(of = image, at = service) {
  const { downloadKey, downloadUri } = (await at.shown(of)) as UForgeImage
  return { key: String(downloadKey), path: `/api/${downloadUri}` }
}

const follow = (path: string, headers: Record<string, string> = {}, at = service): Promise<Answer> =>
  at.call('GET', path, { headers })
const from = (start: number) => ({ Range: `bytes=${start}-` })
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

describe('a download key', () => {
  test('delivers the archive once, without a login', async () => {
    const { key, path } = await aKey()
    expect(path).toBe(`/api/${image.uri}/downloads/${image.fileName}?downloadId=${key}`)
    const { status, headers, body } = await follow(path)
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-type': 'application/gzip',
      'content-length': String(image.fileSize),
      'content-disposition': `attachment; filename="${image.fileName}"`,
      etag: `"${image.sha256sum}"`,
      'cache-control': 'private, no-store',
    })
    expect(headers).not.toHaveProperty('content-encoding')
    expect(sha256(body)).toBe(image.sha256sum)
    expect((await follow(path)).status).toBe(401)
  })

  test('works without the name of the file, too', async () => {
    const { key } = await aKey()
    const answers = [await follow(`/api/${image.uri}/downloads?downloadId=${key}`), await follow((await aKey()).path)]
    for (const { body } of answers) expect(sha256(body)).toBe(image.sha256sum)
  })

  test('stays the same until it is used; then the image is another one, with another key', async () => {
    const { key, path } = await aKey()
    const { etag = '' } = (await service.ask('GET', String(image.uri))).headers
    const again = () => service.ask('GET', String(image.uri), { headers: { 'If-None-Match': etag } })
    expect((await again()).status).toBe(304)
    await follow(path)
    const { status, headers, json } = await again()
    expect([status, headers.etag]).not.toContain(etag)
    expect(json.image.downloadKey).toMatch(/^[\da-f]{32}$/)
    expect(json.image.downloadKey).not.toBe(key)
    const { json: all } = await service.ask('GET', 'users/ann/images')
    expect(all.images.images.image[0].downloadUri).toBe(json.image.downloadUri)
  })

  test('is not used by looking', async () => {
    const { path } = await aKey()
    const head = await service.call('HEAD', path)
    expect([head.status, head.headers['content-length']]).toStrictEqual([200, String(image.fileSize)])
    for (const condition of [
      { 'If-None-Match': `"${image.sha256sum}"` },
      { 'If-Modified-Since': 'Fri, 01 Jan 2100 00:00:00 GMT' },
    ]) {
      const { status, headers, body } = await follow(path, condition)
      expect([status, body.length, headers['cache-control']]).toStrictEqual([304, 0, 'private, no-store'])
    }
    expect((await follow(path)).status).toBe(200)
  })

  test('does not count beside a login, which has to be good', async () => {
    const { path } = await aKey()
    const bad = await follow(path, { Authorization: basic('ann', 'wrong') })
    expect([bad.status, messageIdOf(bad)]).toStrictEqual([401, 'login.refused'])
    expect((await follow(path, { Authorization: basic('bob') })).status).toBe(403)
    expect((await follow(path, { Authorization: basic('ann') })).status).toBe(200)
    const byLogin = { Authorization: basic('ann') }
    expect((await follow(`/api/${image.uri}/downloads?downloadId=${UNKNOWN}`, byLogin)).status).toBe(200)
    expect((await follow(path)).status).toBe(200)
  })

  test('delivers all of it at first, whatever part is asked for', async () => {
    for (const range of ['bytes=10-', 'bytes=0-9', 'bytes=9999999-', 'nonsense']) {
      const { status, body } = await follow((await aKey()).path, { Range: range })
      expect([status, body.length]).toStrictEqual([200, image.fileSize])
    }
  })
})

describe('a key that is refused', () => {
  /** All but when. */
  function bodyOf({ json }: Answer) {
    const { timestamp, requestUri, ...rest } = json.uforgeError
    expect(Date.parse(timestamp)).not.toBeNaN()
    return rest
  }

  async function refusalOfSpent(of = image): Promise<Answer> {
    const { path } = await aKey(of)
    await follow(path)
    return follow(path)
  }

  let other: UForgeImage
  beforeAll(async () => {
    other = await service.aCompleteImage()
  })

  test('is answered with who could log in, and how', async () => {
    const refused = await refusalOfSpent()
    expect([refused.status, refused.headers['www-authenticate']]).toStrictEqual([401, expect.stringMatching(/^Basic /)])
    expect(bodyOf(refused)).toStrictEqual({
      localizedErrorMsg: { message: expect.any(String), messageId: 'downloadid.refused' },
      requestMethod: 'GET',
      statusCode: 401,
    })
    expect(refused.json.uforgeError.requestUri).toMatch(new RegExp(`/downloads/${image.fileName}$`))
  })

  test.each<{ name: string; pathOf: (keys: { key: string; foreign: string; path: string }) => string }>([
    { name: 'that is missing', pathOf: () => `/api/${image.uri}/downloads` },
    { name: 'that is empty', pathOf: () => `/api/${image.uri}/downloads?downloadId=` },
    { name: 'that is unknown', pathOf: () => `/api/${image.uri}/downloads?downloadId=${UNKNOWN}` },
    { name: 'in capitals', pathOf: ({ key }) => `/api/${image.uri}/downloads?downloadId=${key.toUpperCase()}` },
    { name: 'that is none', pathOf: () => `/api/${image.uri}/downloads?downloadId=a:/?@!$'()*,;[b]` },
    { name: 'with another one behind it', pathOf: ({ path }) => `${path}&downloadId=${UNKNOWN}` },
    { name: 'of another image', pathOf: ({ foreign }) => `/api/${image.uri}/downloads?downloadId=${foreign}` },
    { name: 'for another image', pathOf: ({ path }) => path.replace(String(image.uri), String(other.uri)) },
    { name: 'for another user', pathOf: ({ path }) => path.replace('users/ann', 'users/bob') },
    { name: 'for another appliance', pathOf: ({ path }) => path.replace(/appliances\/\d+/, 'appliances/999') },
    { name: 'for an image that there is not', pathOf: ({ path }) => path.replace(/images\/\d+/, 'images/999') },
    { name: 'for what is no number', pathOf: ({ path }) => path.replace(/images\/\d+/, 'images/x') },
    { name: 'for another name', pathOf: ({ path }) => path.replace(String(image.fileName), 'other.tar.gz') },
  ])('$name is told the same as any other, and uses nothing', async ({ pathOf }) => {
    const spent = await refusalOfSpent()
    const [good, foreign] = [await aKey(), await aKey(other)]
    const refused = await follow(pathOf({ ...good, foreign: foreign.key }))
    expect([refused.status, bodyOf(refused)]).toStrictEqual([401, bodyOf(spent)])
    for (const { path } of [good, foreign]) expect((await follow(path)).status).toBe(200)
  })

  test('since it expired is told the same, and the image is shown with another', async () => {
    const { key, path } = await aKey()
    const spent = bodyOf(await refusalOfSpent(other))
    breaker.pass(HOUR_MS)
    const refused = await follow(path)
    expect([refused.status, bodyOf(refused)]).toStrictEqual([401, spent])
    expect((await aKey()).key).not.toBe(key)
  })

  test('since the machine image was deleted is told the same', async () => {
    const gone = await service.aCompleteImage()
    const { path } = await aKey(gone)
    expect((await service.ask('DELETE', String(gone.uri))).status).toBe(204)
    const refused = await follow(path)
    expect([refused.status, bodyOf(refused)]).toStrictEqual([401, bodyOf(await refusalOfSpent(other))])
  })
})

describe('a key, and a link, whose maker', () => {
  test.each<[string, (at: UForgeService) => Promise<unknown>]>([
    [
      'lost the role',
      ({ directory }) => directory.unassignRole({ userId: 'id-of-ann', projectId: 'lab', roleId: 'member' }),
    ],
    ['was deleted', ({ directory }) => directory.deleteUser('id-of-ann')],
  ])('%s is refused', async (_, leave) => {
    const own = await serve({})
    const { path } = await aKey(await own.aCompleteImage(), own)
    const { id } = await own.aSource()
    const headers = await own.tokenOf('ann')
    const aLink = async () => {
      const { pathname, search } = new URL((await own.call('POST', `/v2/images/${id}/links`, { headers })).json.url)
      return pathname + search
    }
    expect((await own.call('HEAD', path)).status).toBe(200)
    expect((await follow(await aLink(), {}, own)).status).toBe(200)
    const link = await aLink()
    await leave(own)
    const answers = [await follow(path, {}, own), await follow(link, {}, own)]
    expect(answers.map(({ status }) => status)).toStrictEqual([401, 404])
  })
})

describe('a delivery that breaks', () => {
  test('is gone on with from where the client is, and no other way', async () => {
    const { key, path } = await aKey()
    const begun = await breaker.breakOffLinked(service, path, key)
    expect(begun).toHaveLength(PIECE)
    for (const headers of [
      {},
      from(0),
      from(2 * PIECE + 1),
      { Range: 'bytes=-5' },
      { ...from(PIECE), 'If-Range': '"other"' },
    ]) {
      expect((await follow(path, headers)).status).toBe(401)
    }
    const { status, headers, body } = await follow(path, { ...from(PIECE), 'If-Range': `"${image.sha256sum}"` })
    expect(status).toBe(206)
    expect(headers).toMatchObject({
      'content-type': 'application/gzip',
      'content-range': `bytes ${PIECE}-${Number(image.fileSize) - 1}/${image.fileSize}`,
      'content-length': String(Number(image.fileSize) - PIECE),
      'cache-control': 'private, no-store',
    })
    expect(sha256(Buffer.concat([begun, body]))).toBe(image.sha256sum)
    expect((await follow(path)).status).toBe(401)
  })

  test('is not gone on with after the lease', async () => {
    const { key, path } = await aKey()
    await breaker.breakOffLinked(service, path, key)
    breaker.pass(60_000)
    expect((await follow(path, from(PIECE))).status).toBe(401)
  })

  test('with all of it given to the network is gone on with once, while the image has another key', async () => {
    const { key, path } = await aKey()
    await breaker.loseLinked(service, path, key)
    expect((await aKey()).key).not.toBe(key)
    expect((await follow(path)).status).toBe(401)
    const { status, body } = await follow(path, from(1))
    expect([status, body.length]).toStrictEqual([206, Number(image.fileSize) - 1])
    expect((await follow(path, from(1))).status).toBe(401)
  })

  test('has used the key where the first request counts', async () => {
    const strict = await serve({ uforge: { links: { strict: true } } })
    const made = await strict.aCompleteImage()
    const { path } = await aKey(made, strict)
    await breaker.breakOff(strict, path)
    for (const headers of [{}, from(PIECE)]) expect((await follow(path, headers, strict)).status).toBe(401)
    const next = await follow((await aKey(made, strict)).path, {}, strict)
    expect([next.status, sha256(next.body)]).toStrictEqual([200, made.sha256sum])
  })
})

test('no key is in the log, nor in a refusal', async () => {
  const [whole, broken] = [await aKey(), await service.aCompleteImage().then((made) => aKey(made))]
  await service.logOf(await follow(whole.path))
  const refusals = [
    await follow(whole.path),
    await service.call('POST', whole.path),
    await follow(`/api/x?downloadId=${broken.key}`),
  ]
  await breaker.breakOffLinked(service, broken.path, broken.key)
  for (const answer of refusals) await service.logOf(answer)
  const said = JSON.stringify([service.logLines, refusals.map(({ text, headers }) => [text, headers])])
  for (const { key } of [whole, broken]) expect(said).not.toContain(key)
  expect(service.logLines).toContainEqual(
    expect.objectContaining({ operation: 'downloadMachineImageFile', aborted: true }),
  )
})
