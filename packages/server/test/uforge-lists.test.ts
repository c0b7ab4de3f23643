import type { UForgeAppliance, UForgeImage } from '@vitrine/api-types'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { messageIdOf, PACKED, startUForgeService, type UForgeService } from './uforge-service.ts'

let service: UForgeService
const appliances: UForgeAppliance[] = []
const images: UForgeImage[] = []
beforeAll(async () => {
  service = await startUForgeService()
  for (const [name, version] of [
    ['web', '1.0'],
    ['db', '1.0'],
    ['web', '2.0'],
  ]) {
    appliances.push(await service.anAppliance({ name: String(name), version: String(version) }))
  }
  for (const appliance of [appliances[0], appliances[0], appliances[1]]) {
    const image = await service.generate(appliance as UForgeAppliance, PACKED)
    await service.becomes(image, { complete: true })
    images.push(image)
  }
})
afterAll(() => service.stop())

interface Listed {
  readonly total: number
  readonly ids: number[]
}

/** A list document has a member of its own name, and that has the items. */
async function list(path: string, query: Record<string, string> = {}): Promise<Listed> {
  const { status, text, json } = await service.ask('GET', `${path}?${new URLSearchParams(query)}`)
  expect(status, text).toBe(200)
  const [[name, document]] = Object.entries(json) as [[string, { total: number; [name: string]: object | number }]]
  const [items] = Object.values(document[name] as object)
  return { total: document.total, ids: items.map(({ dbId }: { dbId: number }) => dbId) }
}

const APPLIANCES = 'users/ann/appliances'

describe('a list of appliances', () => {
  test.each<[Record<string, string>, Listed]>([
    [{}, { total: 3, ids: [1, 2, 3] }],
    [{ query: "name=='web';version=='2.0'" }, { total: 1, ids: [3] }],
    [{ query: "name=='w*'" }, { total: 2, ids: [1, 3] }],
    [{ query: "name=='db',version=='2.0'" }, { total: 2, ids: [2, 3] }],
    [{ query: "name!='web'" }, { total: 1, ids: [2] }],
    [{ query: 'dbId=ge=2;dbId=lt=3' }, { total: 1, ids: [2] }],
    [{ query: "(name=='db',name=='web');version=='1.0'" }, { total: 2, ids: [1, 2] }],
    [{ query: "distributionName=='nothing'" }, { total: 0, ids: [] }],
    [{ descending: 'True' }, { total: 3, ids: [3, 2, 1] }],
    [{ orderBy: 'name' }, { total: 3, ids: [2, 1, 3] }],
    [
      { orderBy: 'version', descending: 'true' },
      { total: 3, ids: [3, 1, 2] },
    ],
    [{ count: '2' }, { total: 3, ids: [1, 2] }],
    [
      { count: '2', offset: '2' },
      { total: 3, ids: [3] },
    ],
    [{ offset: '3' }, { total: 3, ids: [] }],
    [{ count: '0' }, { total: 3, ids: [] }],
    [
      { query: "name=='web'", descending: 'True', count: '1' },
      { total: 2, ids: [3] },
    ],
  ])('for %j is %j', async (query, want) => {
    expect(await list(APPLIANCES, query)).toStrictEqual(want)
  })

  test.each<Record<string, string>>([
    { query: 'name=' },
    { query: 'name==web;' },
    { query: "colour=='red'" },
    { query: 'dbId=gt=many' },
    { query: '' },
    { orderBy: 'colour' },
    { orderBy: 'osProfile' },
    { descending: 'yes' },
    { count: '-1' },
    { offset: 'x' },
  ])('is refused for %j', async (query) => {
    for (const path of [APPLIANCES, `${appliances[0]?.uri}/images`]) {
      const answer = await service.ask('GET', `${path}?${new URLSearchParams(query)}`)
      expect([answer.status, messageIdOf(answer)]).toStrictEqual([400, 'query.invalid'])
    }
  })

  test('is that of its user alone', async () => {
    const { dbId } = await service.anAppliance({ as: 'bob' })
    expect((await list(APPLIANCES)).ids).not.toContain(dbId)
    const { json } = await service.ask('GET', 'users/bob/appliances', { as: 'bob' })
    expect(json.appliances.appliances.appliance).toMatchObject([{ dbId }])
  })
})

describe('a list of machine images', () => {
  test.each<[Record<string, string>, Listed]>([
    [{}, { total: 2, ids: [1, 2] }],
    [{ query: 'revision==2' }, { total: 1, ids: [2] }],
    [
      { query: 'compress==true', orderBy: 'revision', descending: 'True' },
      { total: 2, ids: [2, 1] },
    ],
    [
      { count: '1', offset: '1' },
      { total: 2, ids: [2] },
    ],
  ])('of an appliance for %j is %j', async (query, want) => {
    expect(await list(`${appliances[0]?.uri}/images`, query)).toStrictEqual(want)
  })

  test('makes links for what it shows alone, and is not searched by them', async () => {
    const linksTo = async (image: UForgeImage) => {
      const [catalogued] = await service.catalogued(image)
      const path = `/v2/images/${catalogued?.id}/links`
      return (await service.call('GET', path, { headers: await service.tokenOf('ann') })).json.links.length
    }
    const machineImages = [await service.aCompleteImage(), await service.aCompleteImage()]
    const [first, second] = machineImages as [UForgeImage, UForgeImage]
    await service.ask('DELETE', first.uri)
    const again = await service.generate(await service.shown({ uri: String(second.parentUri) }))
    await service.becomes(again, { complete: true })
    await list(`${second.parentUri}/images`, { count: '1' })
    expect([await linksTo(second), await linksTo(again)]).toStrictEqual([1, 0])
    const query = new URLSearchParams({ query: `downloadKey=='${second.downloadKey}'` })
    expect((await service.ask('GET', `${second.parentUri}/images?${query}`)).status).toBe(400)
  })

  test.each([
    ['', [1, 2, 3]],
    ['?img=2', [2]],
    ['?img=1,3', [1, 3]],
    ['?img=3&img=1', [1, 3]],
    ['?img=999', []],
    ['?img=', []],
    ['?img=x%2F%22', []],
  ])('of a user has those that %j names, and so has that of their statuses', async (query, ids) => {
    for (const [path, name, item] of [
      ['users/ann/images', 'images', 'image'],
      ['users/ann/images/status', 'statuses', 'status'],
    ] as const) {
      const { json } = await service.ask('GET', `${path}${query}`)
      const found: { dbId: number }[] = json[name][name][item]
      const listed = found.map(({ dbId }) => dbId).filter((id) => id <= images.length)
      expect(listed).toStrictEqual(ids)
      expect(json[name].total).toBe(found.length)
    }
  })

  test('has statuses of its own, of one appliance', async () => {
    const { json } = await service.ask('GET', `${appliances[0]?.uri}/images/statuses`)
    expect(json.statuses.total).toBe(2)
    expect(json.statuses.statuses.status).toMatchObject([
      { parentUri: images[0]?.uri, complete: true },
      { parentUri: images[1]?.uri, complete: true },
    ])
  })
})

test('an empty list has what is around its items, which clients read through', async () => {
  const { uri } = await service.anAppliance()
  expect((await service.ask('GET', `${uri}/images`)).json).toStrictEqual({
    images: { total: 0, images: { image: [] } },
  })
  const { text } = await service.ask('GET', `${uri}/images`, { headers: { Accept: 'application/xml' } })
  expect(text).toMatch(/<total>0<\/total><images(\/>|><\/images>)/)
})
