import { once } from 'node:events'
import { type ImageV1, openapiDocument } from '@vitrine/api-types'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ADMIN, fieldsOf, OWNER, RAW, type ServiceV1, startImagesV1 } from './images-v1.ts'
import { BYTES, DATA, MADE_BY_V1, MADE_BY_V2, NO_DATA } from './v1-v2-fields.ts'

let service: ServiceV1
beforeAll(async () => {
  service = await startImagesV1({ locations: { all: true, direct: true } })
})
afterAll(() => service.stop())

const readByV2 = (id: string) => service.shownByV2(id, ADMIN)

/** In JSON. Headers say the same, apart from what is null. */
async function readByV1(id: string): Promise<ImageV1> {
  const image = await service.shownInJson(id, ADMIN)
  const { properties, ...fields } = image
  const all = [
    ...Object.entries(fields),
    ...Object.entries(properties).map(([name, text]) => [`property-${name.toLowerCase()}`, text] as const),
  ]
  const said = all.flatMap(([name, value]) => (value === null ? [] : [[name, inHeader(value)]]))
  expect(await service.shown(id, ADMIN)).toStrictEqual(Object.fromEntries(said))
  return image
}

function inHeader(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False'
  return Buffer.from(String(value)).toString('latin1')
}

describe('an image that v1 made, in v2', () => {
  test.each(MADE_BY_V1)('$field: said $said is read $read', async ({ said, data, read }) => {
    const made = await service.made(said, data, ADMIN)
    expect(await readByV2(made.id)).toMatchObject(read)
    expect(await readByV1(made.id)).toStrictEqual({ ...made, updated_at: expect.any(String) })
  })

  test('has the same times, in seconds', async () => {
    const { id, created_at, updated_at } = await service.made({}, undefined, ADMIN)
    expect(await readByV2(id)).toMatchObject({
      created_at: `${created_at.slice(0, 19)}Z`,
      updated_at: `${updated_at.slice(0, 19)}Z`,
    })
  })

  test('has the same bytes, in parts too', async () => {
    const { id } = await service.made(RAW, BYTES)
    expect((await service.download(id, OWNER)).text).toBe(BYTES)
    const part = await service.download(id, { ...OWNER, Range: 'bytes=8-12' })
    expect([part.status, part.text]).toStrictEqual([206, 'image'])
  })

  test('that was killed is shown, and not listed', async () => {
    await service.post({ ...RAW, name: 'killed', checksum: '0'.repeat(32) }, 'data')
    const [{ id }] = (await service.ask('GET', '/v1/images?is_public=None&name=killed', ADMIN)).json.images
    expect(await readByV2(id)).toMatchObject({ status: 'killed', size: null, ...NO_DATA })
    expect((await service.ask('GET', '/v2/images?name=killed', ADMIN)).json.images).toStrictEqual([])
    expect((await service.download(id, ADMIN)).status).toBe(204)
    expect((await service.upload(id, 'data', OWNER)).status).toBe(409)
  })
})

describe('an image that v2 made, in v1', () => {
  test.each(MADE_BY_V2)('$field: said $said is read $read', async ({ said, data, read }) => {
    const attributes = { disk_format: 'raw', container_format: 'bare', ...said }
    const { id } = await service.createImage(attributes, ADMIN)
    if (data !== undefined) expect((await service.upload(id, data, ADMIN)).status).toBe(204)
    const before = await readByV2(id)
    expect(await readByV1(id)).toMatchObject(read)
    // Having been read is no change.
    expect(await readByV2(id)).toStrictEqual(before)
  })

  test('has the same bytes', async () => {
    const { id } = await service.createImage({}, OWNER)
    await service.upload(id, BYTES, OWNER)
    const { text, headers } = await service.get(id)
    expect([text, headers.etag]).toStrictEqual([BYTES, DATA.checksum])
  })

  test('is saving while its data arrives', async () => {
    const { id } = await service.createImage({}, OWNER)
    const begun = once(service.events, 'put begins')
    const { request, answer } = service.openUpload(id, OWNER)
    request.write(Buffer.alloc(600_000))
    await begun
    expect(await readByV1(id)).toMatchObject({ status: 'saving', size: 0 })
    request.end()
    await answer
    expect(await readByV1(id)).toMatchObject({ status: 'active', size: 600_000 })
  })

  test('waits again after an upload of v2 that failed, and takes one of v1', async () => {
    const { id } = await service.createImage({}, OWNER)
    expect((await service.upload(id, 'data', { ...OWNER, 'X-OpenStack-Image-Size': '5' })).status).toBe(400)
    expect((await readByV1(id)).status).toBe('queued')
    expect((await service.put(id, {}, BYTES)).json.image.status).toBe('active')
  })

  test('is saving while it is imported, whatever v2 calls that', async () => {
    const { id } = await service.createImage({}, OWNER)
    await service.catalog.moveStatus(id, 'queued', 'importing', new Date())
    expect(await readByV1(id)).toMatchObject({ status: 'saving', size: 0 })
    expect((await readByV2(id)).status).toBe('importing')
    const listed = async (status: string) =>
      (await service.ask('GET', `/v1/images?status=${status}`)).json.images.map((image: { id: string }) => image.id)
    expect(await listed('saving')).toContain(id)
    expect(await listed('queued')).not.toContain(id)
    expect((await service.get(id)).status).toBe(404)
    expect((await service.put(id, {}, 'data')).status).toBe(409)
  })

  test('may be deactivated', async () => {
    const { id } = await service.createImage({}, OWNER)
    await service.upload(id, BYTES, OWNER)
    await service.ask('POST', `/v2/images/${id}/actions/deactivate`)
    expect(await readByV1(id)).toMatchObject({ status: 'deactivated', size: 13 })
  })

  test('that was deleted is so for both', async () => {
    const { id } = await service.createImage({ name: 'gone' }, OWNER)
    await service.ask('DELETE', `/v2/images/${id}`)
    expect((await service.head(id)).status).toBe(404)
    expect(fieldsOf(await service.head(id, ADMIN))).toMatchObject({ name: 'gone', status: 'deleted', deleted: 'True' })
    expect((await service.ask('GET', `/v2/images/${id}`, ADMIN)).status).toBe(404)
    const other = await service.made()
    await service.remove(other.id)
    expect((await service.ask('GET', `/v2/images/${other.id}`, ADMIN)).status).toBe(404)
    expect((await service.ask('POST', '/v2/images', ADMIN, { id: other.id })).status).toBe(409)
  })
})

describe('the matrix', () => {
  const namesOf = (schema: string): string[] => {
    const { properties = {}, allOf = [] } = (openapiDocument.components.schemas?.[schema] ?? {}) as Composed
    return [...Object.keys(properties), ...allOf.flatMap(({ $ref }) => namesOf($ref.split('/').at(-1) ?? ''))]
  }

  test('has every field of v1', () => {
    const missing = namesOf('ImageV1').filter((name) => !MADE_BY_V1.some(({ field }) => field === name))
    expect(namesOf('ImageV1').length).toBeGreaterThan(15)
    expect(missing).toStrictEqual([])
  })

  test('has every field of v2, but links and times', () => {
    const others = ['self', 'file', 'schema', 'created_at', 'updated_at']
    const missing = namesOf('Image').filter((name) => !MADE_BY_V2.some(({ field }) => field === name))
    expect(namesOf('Image').length).toBeGreaterThan(25)
    expect(missing.toSorted()).toStrictEqual(others.toSorted())
  })
})

interface Composed {
  readonly properties?: Readonly<Record<string, unknown>>
  readonly allOf?: ReadonlyArray<{ readonly $ref: string }>
}
