import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import type { UForgeImage } from '@vitrine/api-types'
import { Problem } from '@vitrine/core'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { createBreaker, PIECE } from './broken-deliveries.ts'
import type { Answer, ServiceOptions } from './service.ts'
import { basic } from './uforge-logins.ts'
import {
  type Asked,
  createWaitingConverter,
  DISK,
  messageIdOf,
  PACKED,
  RAW,
  startUForgeService,
  type UForgeService,
} from './uforge-service.ts'

const QCOW2 = { compress: true, targetFormat: { name: 'QCOW2' } }

const breaker = createBreaker()
let service: UForgeService
let image: UForgeImage
let archive: Buffer
beforeAll(async () => {
  service = await startUForgeService(breaker.options)
  image = await service.aCompleteImage()
  archive = (await download()).body
})
afterAll(() => service.stop())

const download = (asked: Asked = {}, method = 'GET'): Promise<Answer> =>
  service.ask(method, `${image.uri}/downloads/${image.fileName}`, asked)
const etagOf = () => `"${image.sha256sum}"`

describe('a download by who may', () => {
  test('is the archive, with what a client needs to keep and check it', async () => {
    const { status, headers, body } = await download()
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-type': 'application/gzip',
      'content-length': String(image.fileSize),
      etag: etagOf(),
      'last-modified': new Date(String(image.uploadedTime)).toUTCString(),
      'content-disposition': `attachment; filename="${image.fileName}"`,
      'accept-ranges': 'bytes',
      version: '3.8.13',
    })
    expect(headers).not.toHaveProperty('content-encoding')
    expect(headers['cache-control']).toBe('private, no-cache')
    expect(createHash('sha256').update(body).digest('hex')).toBe(image.sha256sum)
    expect(gunzipSync(body).includes(DISK)).toBe(true)
  })

  test('is there any number of times, with or without the name of the file', async () => {
    const answers = await Promise.all(Array.from({ length: 4 }, () => service.ask('GET', `${image.uri}/downloads`)))
    for (const { body } of answers) expect(body.equals(archive)).toBe(true)
  })

  test.each(['application/xml', 'image/png', '*/*'])('comes as it is to who accepts %s', async (accept) => {
    const headers = { Accept: accept, 'Accept-Encoding': 'gzip, deflate', 'Content-Type': 'application/xml' }
    const { status, headers: answered, body } = await download({ headers })
    expect([status, answered['content-type']]).toStrictEqual([200, 'application/gzip'])
    expect(answered).not.toHaveProperty('content-encoding')
    expect(body.equals(archive)).toBe(true)
  })

  test('is for the user and administrators', async () => {
    const statusFor = async (as: string) => (await download({ as })).status
    expect(await Promise.all(['root', 'root\\ann', 'bob', 'rita'].map(statusFor))).toStrictEqual([200, 200, 403, 403])
  })

  test('has the right name, or is not there', async () => {
    const { status, json } = await service.ask('GET', `${image.uri}/downloads/other.tar.gz`)
    expect([status, json.uforgeError.localizedErrorMsg.message]).toStrictEqual([
      404,
      expect.stringContaining(String(image.fileName)),
    ])
    for (const path of [
      'users/ann/appliances/999/images/1',
      `${image.parentUri}/images/999`,
      `${image.parentUri}/images/x`,
    ]) {
      expect((await service.ask('GET', `${path}/downloads`)).status).toBe(404)
    }
  })

  test('by HEAD says what GET would', async () => {
    const { status, headers, body } = await download({ headers: { Range: 'bytes=0-1' } }, 'HEAD')
    expect([status, body.length]).toStrictEqual([200, 0])
    expect(headers).toMatchObject({
      'content-type': 'application/gzip',
      'content-length': String(archive.length),
      etag: etagOf(),
    })
    expect((await service.ask('HEAD', `${image.uri}/downloads/other.tar.gz`)).status).toBe(404)
  })
})

describe('a part of the archive', () => {
  test.each([
    { headers: { Range: 'bytes=0-9' }, part: () => [0, 9] },
    { headers: { Range: 'bytes=40000-' }, part: () => [40_000, archive.length - 1] },
    { headers: { Range: 'bytes=-10' }, part: () => [archive.length - 10, archive.length - 1] },
  ])('is 206 for $headers', async ({ headers, part }) => {
    const { status, headers: answered, body } = await download({ headers })
    const [start = 0, end = 0] = part()
    expect(status).toBe(206)
    expect(answered).toMatchObject({
      'content-type': 'application/gzip',
      'content-length': String(end - start + 1),
      'content-range': `bytes ${start}-${end}/${archive.length}`,
      etag: etagOf(),
    })
    expect(body.equals(archive.subarray(start, end + 1))).toBe(true)
  })

  test('goes on with a file that is still the same', async () => {
    const part = async (ifRange: string) =>
      (await download({ headers: { Range: 'bytes=5-', 'If-Range': ifRange } })).status
    expect([await part(etagOf()), await part('"other"')]).toStrictEqual([206, 200])
  })

  test('goes on with a download that broke', async () => {
    const path = `/api/${image.uri}/downloads`
    const headers = { Authorization: basic('ann') }
    const begun = await breaker.breakOff(service, path, headers)
    expect(begun).toHaveLength(PIECE)
    const { body } = await download({ headers: { Range: `bytes=${begun.length}-` } })
    expect(Buffer.concat([begun, body]).equals(archive)).toBe(true)
  })

  test.each(['bytes=9999999-', 'bytes=5-1', 'nonsense'])('that cannot be is 416 with the size: %s', async (range) => {
    const answer = await download({ headers: { Range: range } })
    expect([answer.status, messageIdOf(answer)]).toStrictEqual([416, 'range.outside'])
    expect(answer.headers['content-range']).toBe(`bytes */${archive.length}`)
    expect(answer.headers['content-type']).toBe('application/json')
  })

  test('is one part', async () => {
    const answer = await download({ headers: { Range: 'bytes=0-1,3-4' } })
    expect([answer.status, messageIdOf(answer)]).toStrictEqual([400, 'range.invalid'])
  })
})

describe('who has the archive', () => {
  test.each([
    { name: 'its ETag', condition: () => ({ 'If-None-Match': etagOf() }), status: 304 },
    { name: 'its ETag among others', condition: () => ({ 'If-None-Match': `"other", W/${etagOf()}` }), status: 304 },
    { name: 'whatever it is', condition: () => ({ 'If-None-Match': '*', Range: 'bytes=0-1' }), status: 304 },
    { name: 'the date of the change', condition: () => ({ 'If-Modified-Since': changed(0) }), status: 304 },
    { name: 'a later date', condition: () => ({ 'If-Modified-Since': changed(1) }), status: 304 },
    { name: 'an earlier date', condition: () => ({ 'If-Modified-Since': changed(-1) }), status: 200 },
    {
      name: 'another ETag, and a later date',
      condition: () => ({ 'If-None-Match': '"other"', 'If-Modified-Since': changed(1) }),
      status: 200,
    },
  ])('and says so by $name is answered $status', async ({ condition, status }) => {
    for (const method of ['GET', 'HEAD']) {
      const answer = await download({ headers: condition() }, method)
      expect(answer.status).toBe(status)
      expect(answer.headers).toMatchObject({ etag: etagOf(), 'last-modified': changed(0) })
      if (status === 304) expect(answer.body).toHaveLength(0)
    }
  })

  const changed = (seconds: number) => new Date(Date.parse(String(image.uploadedTime)) + seconds * 1000).toUTCString()
})

describe('there is nothing to download', () => {
  async function refusalOf({ uri }: UForgeImage, at: UForgeService) {
    const answer = await at.ask('GET', `${uri}/downloads`)
    return [answer.status, messageIdOf(answer)]
  }

  test('of what was generated without compress', async () => {
    const unpacked = await service.aCompleteImage(RAW)
    expect(unpacked).not.toHaveProperty('downloadUri')
    expect(await refusalOf(unpacked, service)).toStrictEqual([400, 'machineimage.uncompressed'])
  })

  test('of what is not finished, was cancelled, or has failed; strangers are not told', async () => {
    const { converter, begun, fail } = createWaitingConverter()
    const waiting = await startUForgeService({ uforge: { converter } })
    onTestFinished(() => waiting.stop())
    const appliance = await waiting.anAppliance()
    const running = await waiting.generate(appliance, QCOW2)
    await begun
    expect(await refusalOf(running, waiting)).toStrictEqual([400, 'generation.unfinished'])
    expect((await waiting.ask('GET', `${running.uri}/downloads`, { as: 'bob' })).status).toBe(403)
    expect((await waiting.call('GET', `/api/${running.uri}/downloads`)).status).toBe(401)

    await waiting.ask('DELETE', String(running.statusUri))
    expect(await refusalOf(running, waiting)).toStrictEqual([400, 'generation.cancelled'])

    fail(new Problem('conversionFailed', 'The disk is odd'))
    const failed = await waiting.generate(appliance, QCOW2)
    await waiting.becomes(failed, { error: true })
    expect(await refusalOf(failed, waiting)).toStrictEqual([400, 'generation.failed'])
  })

  test('of what the store cannot read, which is no file to keep', async () => {
    let isBroken = false
    const wrapStore: ServiceOptions['wrapStore'] = (store) => ({
      ...store,
      async open(key, range) {
        if (!isBroken) return store.open(key, range)
        return (async function* () {
          yield* []
          throw new Error('The disk is broken')
        })()
      },
    })
    const faulty = await startUForgeService({ wrapStore })
    onTestFinished(() => faulty.stop())
    const { uri, downloadUri } = await faulty.aCompleteImage()
    isBroken = true
    for (const answer of [
      await faulty.ask('GET', `${uri}/downloads`),
      await faulty.call('GET', `/api/${downloadUri}`),
    ]) {
      expect([answer.status, messageIdOf(answer)]).toStrictEqual([500, 'server.failed'])
      for (const name of ['content-disposition', 'etag', 'last-modified', 'content-range'])
        expect(answer.headers).not.toHaveProperty(name)
    }
    isBroken = false
    expect((await faulty.call('GET', `/api/${downloadUri}`)).status).toBe(200)
  })

  test('of what its owner has deleted as an image', async () => {
    const gone = await service.aCompleteImage(PACKED)
    const token = await service.tokenOf('ann')
    const query = `uforge_machine_image=${gone.dbId}`
    const { json } = await service.call('GET', `/v2/images?${query}`, { headers: token })
    expect(json.images).toHaveLength(1)
    await service.call('DELETE', `/v2/images/${json.images[0].id}`, { headers: token })
    expect(await refusalOf(gone, service)).toStrictEqual([404, 'machineimage.unknown'])
    const byKey = await service.call('GET', `/api/${gone.downloadUri}`)
    expect([byKey.status, messageIdOf(byKey)]).toStrictEqual([401, 'downloadid.refused'])
  })
})
