import type { UForgeImage } from '@vitrine/api-types'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Asked, messageIdOf, RAW, startUForgeService, type UForgeService } from './uforge-service.ts'

let service: UForgeService
beforeAll(async () => {
  service = await startUForgeService()
})
afterAll(() => service.stop())

async function use({ downloadKey = '' }: UForgeImage): Promise<void> {
  const { linkedDownloads } = service.services
  const { bytes } = await linkedDownloads.open(await linkedDownloads.describe(downloadKey))
  for await (const _ of bytes);
}

describe('what can be downloaded', () => {
  test('is shown with a key, the same in each list until it is used', async () => {
    const image = await service.aCompleteImage()
    expect(image.downloadKey).toMatch(/^[\da-f]{32}$/)
    expect(image.downloadUri).toBe(`${image.uri}/downloads/${image.fileName}?downloadId=${image.downloadKey}`)
    const lists = await Promise.all(
      [`${image.parentUri}/images`, `users/ann/images?img=${image.dbId}`].map((path) => service.ask('GET', path)),
    )
    for (const { json } of lists) expect(json.images.images.image).toStrictEqual([image])
  })

  test('is another document once the key is used, which nobody takes for the old one', async () => {
    const image = await service.aCompleteImage()
    const ETag = `"${image.digest}"`
    const ask = () => service.ask('GET', image.uri, { headers: { 'If-None-Match': ETag } })
    expect((await ask()).status).toBe(304)
    await use(image)
    const { status, headers, json } = await ask()
    expect([status, headers.etag]).toStrictEqual([200, `"${json.image.digest}"`])
    expect(json.image.downloadKey).toMatch(/^[\da-f]{32}$/)
    expect(json.image.downloadKey).not.toBe(image.downloadKey)
    expect(json.image.digest).not.toBe(image.digest)
    expect(json.image.lastModified > String(image.lastModified)).toBe(true)
    await expect(use(image)).rejects.toMatchObject({ code: 'downloadLinkInvalid' })
  })

  test('is no more than a record when its image in the catalogue was deleted', async () => {
    const image = await service.aCompleteImage()
    const [catalogued] = await service.catalogued(image)
    const headers = await service.tokenOf('ann')
    expect((await service.call('DELETE', `/v2/images/${catalogued?.id}`, { headers })).status).toBe(204)
    const shown = await service.shown(image)
    expect(shown.status.complete).toBe(true)
    for (const name of ['downloadKey', 'downloadUri']) expect(shown).not.toHaveProperty(name)
    expect((await service.ask('DELETE', image.uri)).status).toBe(204)
  })
})

describe('a machine image', () => {
  test('is its user’s, and administrators’', async () => {
    const { uri, parentUri } = await service.aCompleteImage(RAW)
    expect((await service.ask('GET', uri, { as: 'root' })).status).toBe(200)
    const asked: [string, string, Asked?][] = [
      ['GET', uri],
      ['POST', uri],
      ['DELETE', uri],
      ['GET', `${uri}/status`],
      ['DELETE', `${uri}/status`],
      ['GET', `${uri}/pkgs`],
      ['GET', `${parentUri}/images`],
      ['POST', `${parentUri}/images`, { body: RAW }],
      ['DELETE', `${parentUri}/images`],
      ['GET', `${parentUri}/images/statuses`],
    ]
    const answers = await Promise.all(
      asked.map(([method, path, given]) => service.ask(method, path, { as: 'bob', ...given })),
    )
    expect(answers.map((answer) => [answer.status, messageIdOf(answer)])).toStrictEqual(
      asked.map(() => [403, 'access.denied']),
    )
  })

  test('is found below its own appliance, by its own number', async () => {
    const { dbId, uri } = await service.aCompleteImage(RAW)
    const other = await service.anAppliance()
    const paths = [`${other.uri}/images/${dbId}`, uri.replace(/\d+$/, '999'), uri.replace(/\d+$/, 'x')]
    for (const path of paths) {
      const answers = await Promise.all([
        service.ask('GET', path),
        service.ask('POST', path),
        service.ask('DELETE', path),
        service.ask('GET', `${path}/status`),
        service.ask('DELETE', `${path}/status`),
        service.ask('GET', `${path}/pkgs`),
      ])
      expect(answers.map((answer) => [answer.status, messageIdOf(answer)])).toStrictEqual(
        answers.map(() => [404, 'machineimage.unknown']),
      )
    }
  })

  test('of an appliance that there is not is not there either', async () => {
    const path = 'users/ann/appliances/999/images'
    const answers = await Promise.all([
      service.ask('GET', path),
      service.ask('POST', path, { body: RAW }),
      service.ask('DELETE', path),
      service.ask('GET', `${path}/statuses`),
    ])
    expect(answers.map((answer) => [answer.status, messageIdOf(answer)])).toStrictEqual(
      answers.map(() => [404, 'appliance.unknown']),
    )
  })

  test('has packages that nobody knows of', async () => {
    const { uri } = await service.aCompleteImage(RAW)
    const { json } = await service.ask('GET', `${uri}/pkgs`)
    expect(json).toStrictEqual({ imagePkgs: { total: 0, imagePkgs: { imagePkg: [] } } })
  })
})

describe('deletion', () => {
  test('takes the image of the catalogue along', async () => {
    const image = await service.aCompleteImage()
    expect((await service.ask('DELETE', image.uri)).status).toBe(204)
    expect(await service.catalogued(image)).toStrictEqual([])
    for (const path of [image.uri, `${image.uri}/status`]) expect((await service.ask('GET', path)).status).toBe(404)
    expect((await service.ask('DELETE', image.uri)).status).toBe(404)
  })

  test('is not for what is protected', async () => {
    const image = await service.aCompleteImage()
    const [catalogued] = await service.catalogued(image)
    const protect = [{ op: 'replace', path: '/protected', value: true }]
    expect((await service.patch(String(catalogued?.id), protect, await service.tokenOf('ann'))).status).toBe(200)
    for (const path of [image.uri, `${image.parentUri}/images`, String(image.parentUri)]) {
      const answer = await service.ask('DELETE', path)
      expect([answer.status, messageIdOf(answer)]).toStrictEqual([403, 'image.protected'])
    }
    expect((await service.shown(image)).downloadUri).toBe(image.downloadUri)
  })

  test('of all is that of one appliance, of none is none', async () => {
    const [one, other] = [await service.aCompleteImage(), await service.aCompleteImage()]
    await service.generate(await service.shown({ uri: String(one.parentUri) }))
    for (let i = 0; i < 2; i++) expect((await service.ask('DELETE', `${one.parentUri}/images`)).status).toBe(204)
    expect((await service.ask('GET', `${one.parentUri}/images`)).json.images.total).toBe(0)
    expect(await service.shown(other)).toMatchObject({ dbId: other.dbId })
  })
})
