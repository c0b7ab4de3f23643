import { hash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { Problem } from '@vitrine/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createWaitingConverter, DISK, messageIdOf, PACKED, RAW, startUForgeService } from './uforge-service.ts'

let service: Awaited<ReturnType<typeof startUForgeService>>
beforeAll(async () => {
  service = await startUForgeService()
})
afterAll(() => service.stop())

/** The file of a machine image, as the catalogue has it. */
async function fileOf(id: string): Promise<Buffer> {
  return (await service.download(id, await service.tokenOf('ann'))).body
}

describe('a generation', () => {
  test('answers a ticket at once, and where it is', async () => {
    const { uri: appliance } = await service.anAppliance()
    const body = { ...PACKED, installProfile: { memorySize: 512, diskSize: 2048 } }
    const { status, headers, json } = await service.ask('POST', `${appliance}/images`, { body })
    const { uri } = json.image
    expect([status, headers.location]).toStrictEqual([201, `${service.url}/api/${uri}`])
    expect(json.image).toMatchObject({
      parentUri: appliance,
      uri: `${appliance}/images/${json.image.dbId}`,
      statusUri: `${uri}/status`,
      name: 'web',
      version: '1.0',
      revision: 1,
      compress: true,
      targetFormat: { name: 'Raw Virtual Disk' },
      installProfile: { memorySize: 512, diskSize: 2048 },
      status: { complete: false, error: false, cancelled: false, percentage: 0 },
    })
    for (const name of ['downloadKey', 'downloadUri', 'fileName']) expect(json.image).not.toHaveProperty(name)
    expect(await service.becomes(json.image, { complete: true })).toMatchObject({
      percentage: 100,
      message: expect.stringMatching(/^Done, created on \d{4}-\d\d-\d\d /),
    })
  })

  test('packs the disk into an archive, which is the data of an ordinary image too', async () => {
    const image = await service.aCompleteImage(PACKED)
    const [catalogued, ...more] = await service.catalogued(image)
    expect(more).toStrictEqual([])
    expect(catalogued).toMatchObject({
      name: 'web_1.0rev1_raw.tar.gz',
      owner: 'lab',
      container_format: 'compressed',
      disk_format: 'raw',
      size: image.fileSize,
      uforge_target_format: 'Raw Virtual Disk',
    })
    const file = await fileOf(String(catalogued?.id))
    expect(image).toMatchObject({
      fileName: catalogued?.name,
      md5sum: hash('md5', file),
      sha256sum: hash('sha256', file),
      mimeType: 'application/gzip',
    })
    const archive = gunzipSync(file)
    expect(archive.subarray(0, 100).toString()).toMatch(/^web_1\.0rev1_raw\.raw\0/)
    expect(archive.includes(DISK)).toBe(true)
  })

  test('without an archive leaves the disk as an image, and nothing to download', async () => {
    const image = await service.aCompleteImage(RAW)
    const [catalogued] = await service.catalogued(image)
    expect(catalogued).toMatchObject({ name: 'web_1.0rev1_raw.raw', container_format: 'bare', disk_format: 'raw' })
    expect((await fileOf(String(catalogued?.id))).equals(DISK)).toBe(true)
    expect(image).toMatchObject({ compress: false, fileName: 'web_1.0rev1_raw.raw', fileSize: DISK.length })
    for (const name of ['downloadKey', 'downloadUri']) expect(image).not.toHaveProperty(name)
  })

  test('counts what was generated of its appliance, and knows no other', async () => {
    const appliance = await service.anAppliance()
    const revisions = []
    for (let i = 0; i < 3; i++) revisions.push((await service.generate(appliance)).revision)
    expect(revisions).toStrictEqual([1, 2, 3])
    expect((await service.generate(await service.anAppliance())).revision).toBe(1)
  })

  test.each([
    ['no target format', { compress: true }, 'targetformat.missing'],
    ['a target format without a name', { targetFormat: {} }, 'targetformat.missing'],
    ['a target format that there is not', { targetFormat: { name: 'qcow2' } }, 'targetformat.unknown'],
    ['a disk that nobody here can convert', { targetFormat: { name: 'QCOW2' } }, 'converter.missing'],
  ])('cannot be of %s', async (_, body, messageId) => {
    const { uri } = await service.anAppliance()
    const answer = await service.ask('POST', `${uri}/images`, { body })
    expect([answer.status, messageIdOf(answer)]).toStrictEqual([400, messageId])
    expect((await service.ask('GET', `${uri}/images`)).json.images.total).toBe(0)
  })

  test('needs an operating-system profile', async () => {
    const { uri } = await service.anAppliance({ profile: false })
    const answer = await service.ask('POST', `${uri}/images`, { body: PACKED })
    expect([answer.status, messageIdOf(answer)]).toStrictEqual([400, 'osprofile.missing'])
  })

  test('needs the source, which may be gone', async () => {
    const { uri, distributionUri } = await service.anAppliance()
    const source = `/v2/images/${distributionUri?.split('/')[1]}`
    expect((await service.call('DELETE', source, { headers: await service.tokenOf('ann') })).status).toBe(204)
    const answer = await service.ask('POST', `${uri}/images`, { body: PACKED })
    expect([answer.status, messageIdOf(answer)]).toStrictEqual([400, 'source.unusable'])
  })
})

describe('what is over', () => {
  test('cannot be cancelled, nor was it', async () => {
    const { statusUri = '' } = await service.aCompleteImage()
    const answer = await service.ask('DELETE', statusUri)
    expect([answer.status, messageIdOf(answer)]).toStrictEqual([400, 'generation.over'])
    expect((await service.ask('GET', statusUri)).json.status).toMatchObject({ complete: true, cancelled: false })
  })

  test('is generated again with the same settings, as another one', async () => {
    const settings = { ...PACKED, installProfile: { memorySize: 256 } }
    const old = await service.aCompleteImage(settings)
    const { status, headers, json } = await service.ask('POST', old.uri)
    const { dbId, uri } = json.image
    expect([status, headers.location]).toStrictEqual([201, `${service.url}/api/${uri}`])
    expect(json.image).toMatchObject({ ...settings, revision: 2, status: { complete: false } })
    expect(dbId).not.toBe(old.dbId)
    await service.becomes(json.image, { complete: true })
    expect((await service.shown(old)).status.complete).toBe(true)
  })
})

describe('what waits', () => {
  let busy: typeof service
  beforeAll(async () => {
    busy = await startUForgeService({ parallelTasks: 0 })
  })
  afterAll(() => busy.stop())

  test('is cancelled as often as somebody asks', async () => {
    const image = await busy.generate(await busy.anAppliance())
    for (let i = 0; i < 2; i++) expect((await busy.ask('DELETE', String(image.statusUri))).status).toBe(204)
    const shown = await busy.shown(image)
    expect(shown.status).toMatchObject({ cancelled: true, complete: false, error: false })
    expect(shown.status.message).toMatch(/cancelled/)
    expect(shown).not.toHaveProperty('downloadUri')
  })

  test('is generated again by force alone, which ends the old one', async () => {
    const old = await busy.generate(await busy.anAppliance())
    const refused = await busy.ask('POST', old.uri)
    expect([refused.status, messageIdOf(refused)]).toStrictEqual([409, 'status.conflict'])
    expect((await busy.shown(old)).status.cancelled).toBe(false)
    const { status, json } = await busy.ask('POST', `${old.uri}?force=True`)
    expect([status, json.image.status.cancelled]).toStrictEqual([201, false])
    expect((await busy.shown(old)).status.cancelled).toBe(true)
    const unclear = await busy.ask('POST', `${old.uri}?force=1`)
    expect([unclear.status, messageIdOf(unclear)]).toStrictEqual([400, 'query.invalid'])
  })

  test('goes with a deletion', async () => {
    const image = await busy.generate(await busy.anAppliance())
    expect((await busy.ask('DELETE', image.uri)).status).toBe(204)
    expect((await busy.ask('GET', image.uri)).status).toBe(404)
  })
})

describe('what is being converted', () => {
  const QCOW2 = { compress: true, targetFormat: { name: 'QCOW2' } }

  async function startConverting() {
    const { converter, begun, ...control } = createWaitingConverter()
    const converting = await startUForgeService({ uforge: { converter } })
    const image = await converting.generate(await converting.anAppliance(), QCOW2)
    await begun
    const leftovers = () => readdir(join(converting.dataDir, 'scratch'))
    return { ...control, converting, image, leftovers, [Symbol.asyncDispose]: () => converting.stop() }
  }

  test('says what is being done, then that it is', async () => {
    await using running = await startConverting()
    const { converting, image } = running
    const doing = { complete: false, message: 'Converting the disk from raw to qcow2', percentage: 10 }
    expect(await converting.becomes(image, doing)).toMatchObject({ error: false, cancelled: false })
    running.end()
    await converting.becomes(image, { complete: true, percentage: 100 })
    expect(await running.leftovers()).toStrictEqual([])
  })

  test('ends when it is cancelled, and leaves nothing', async () => {
    await using running = await startConverting()
    const { converting, image } = running
    expect((await converting.ask('DELETE', String(image.statusUri))).status).toBe(204)
    await converting.becomes(image, { cancelled: true })
    await expect.poll(running.leftovers, { timeout: 20_000 }).toStrictEqual([])
    await expect.poll(() => converting.catalogued(image), { timeout: 20_000 }).toStrictEqual([])
  })

  test('ends when it is deleted, and leaves nothing', async () => {
    await using running = await startConverting()
    const { converting, image } = running
    expect((await converting.ask('DELETE', image.uri)).status).toBe(204)
    await expect.poll(running.leftovers, { timeout: 20_000 }).toStrictEqual([])
    expect((await converting.ask('GET', image.uri)).status).toBe(404)
    await expect.poll(() => converting.catalogued(image), { timeout: 20_000 }).toStrictEqual([])
  })

  test('says why it failed, and can be tried again', async () => {
    await using running = await startConverting()
    const { converting, image } = running
    running.fail(new Problem('conversionFailed', 'The disk could not be made into qcow2: out of memory'))
    const { message, errorMessage } = await converting.becomes(image, { error: true, complete: false })
    expect([message, errorMessage]).toStrictEqual([expect.stringContaining('out of memory'), message])
    const shown = await converting.shown(image)
    for (const name of ['downloadKey', 'downloadUri', 'fileName']) expect(shown).not.toHaveProperty(name)
    const cancelled = await converting.ask('DELETE', String(image.statusUri))
    expect([cancelled.status, messageIdOf(cancelled)]).toStrictEqual([400, 'generation.over'])
    expect((await converting.ask('POST', image.uri)).status).toBe(201)
  })
})
