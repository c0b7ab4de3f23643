import type { Image } from '@vitrine/core'
import { expect, test } from 'vitest'
import { buildImageAttributes, buildImageDataAt, buildLocation, buildNewImage } from '../builders.ts'
import { buildQuery, type ConnectCatalog, doomedKeys, insertActive, LATER, MUCH_LATER, useCatalog } from './connect.ts'

/** Where the data of an image is, and how that changes without an upload. */
export function describePlaces(connect: ConnectCatalog): void {
  const context = useCatalog(connect)
  const elsewhere = buildLocation({
    store: 'http',
    key: 'https://images.example/debian',
    metadata: { region: 'north' },
  })

  const place = ({ id, revision }: Image, status: Image['status'], data: Image['data']) =>
    context.catalog.update(id, revision, buildImageAttributes(), MUCH_LATER, { status, data })

  test('an update can make a queued image active, with data elsewhere that nobody has read yet', async () => {
    const image = await context.catalog.insert(buildNewImage())
    const data = {
      locations: [elsewhere],
      size: 7,
      checksum: null,
      hashAlgorithm: null,
      hashValue: null,
      virtualSize: null,
    }
    const active = await place(image, 'active', data)
    expect(active).toMatchObject({ status: 'active', data, revision: image.revision + 1 })
    expect(await context.catalog.find(image.id)).toStrictEqual(active)
  })

  test('an update can make a queued image active with nothing, nowhere', async () => {
    const image = await context.catalog.insert(buildNewImage())
    const data = {
      locations: [],
      size: 0,
      checksum: null,
      hashAlgorithm: null,
      hashValue: null,
      virtualSize: null,
    }
    const active = await place(image, 'active', data)
    expect(active).toMatchObject({ status: 'active', data })
    expect(await context.catalog.find(image.id)).toStrictEqual(active)
    expect(await context.catalog.usageOf(image.owner)).toMatchObject({ images: 1, bytes: 0 })
    expect(await context.catalog.list(buildQuery())).toStrictEqual([active])
    expect(await doomedKeys(context.catalog, 10)).toStrictEqual([])
  })

  test('an update can kill an image, unless another one was first: its bytes are doomed', async () => {
    const queued = await context.catalog.insert(buildNewImage())
    const active = await insertActive(context.catalog, { data: buildImageDataAt('key-1') })
    for (const image of [queued, active]) {
      const kill = () => place(image, 'killed', null)
      const answers = await Promise.all([kill(), kill()])
      const killed = { ...image, ...buildImageAttributes(), status: 'killed', data: null, updatedAt: MUCH_LATER }
      expect(answers).toStrictEqual([{ ...killed, revision: expect.any(Number) }, undefined])
      expect(await context.catalog.find(image.id)).toStrictEqual(answers[0])
    }
    expect(await doomedKeys(context.catalog, 10)).toStrictEqual(['key-1'])
    expect(await context.catalog.usageOf('project-1')).toMatchObject({ images: 0, bytes: 0 })
  })

  test('an update without content leaves status and data alone', async () => {
    const image = await insertActive(context.catalog)
    const updated = await context.catalog.update(image.id, image.revision, buildImageAttributes(), MUCH_LATER)
    expect(updated).toMatchObject({ status: 'active', data: image.data })
  })

  test('places keep their order', async () => {
    const image = await insertActive(context.catalog, { data: buildImageDataAt('key-1') })
    const places = [elsewhere, ...(image.data?.locations ?? [])]
    await place(image, 'active', { ...buildImageDataAt('key-1'), locations: places })
    expect((await context.catalog.find(image.id))?.data?.locations).toStrictEqual(places)
  })

  test('bytes of ours that an update no longer names are doomed, and no others', async () => {
    const image = await insertActive(context.catalog, { data: buildImageDataAt('key-1') })
    await insertActive(context.catalog, { data: buildImageDataAt('key-2') })
    const both = await place(image, 'active', {
      ...buildImageDataAt('key-1'),
      locations: [elsewhere, buildLocation({ key: 'key-1' })],
    })
    expect(await doomedKeys(context.catalog, 10)).toStrictEqual([])
    if (both) await place(both, 'active', { ...buildImageDataAt('key-1'), locations: [elsewhere] })
    expect(await doomedKeys(context.catalog, 10)).toStrictEqual(['key-1'])
  })

  test('content of a record that moved on is not stored', async () => {
    const image = await context.catalog.insert(buildNewImage())
    await context.catalog.update(image.id, image.revision, buildImageAttributes(), LATER)
    expect(await place(image, 'active', buildImageDataAt('key-1'))).toBeUndefined()
    expect(await context.catalog.find(image.id)).toMatchObject({ status: 'queued', data: null })
  })
  test('of every store with bytes of ours it is known how many, until they are gone', async () => {
    expect(await context.catalog.countBlobs()).toStrictEqual([])
    const { id, revision } = await insertActive(context.catalog, { data: buildImageDataAt('key-1') })
    await insertActive(context.catalog, { data: buildImageDataAt('key-2') })
    const queued = await context.catalog.insert(buildNewImage())
    await context.catalog.beginUpload(queued.id, { key: 'key-3', store: 'another' }, LATER)
    const both = [
      { store: 'another', blobs: 1 },
      { store: 'file', blobs: 2 },
    ]
    expect(await context.catalog.countBlobs()).toStrictEqual(both)
    await context.catalog.delete(id, revision, MUCH_LATER)
    expect(await context.catalog.countBlobs()).toStrictEqual(both)
    await context.catalog.forgetKey('key-1')
    await context.catalog.forgetKey('key-3')
    expect(await context.catalog.countBlobs()).toStrictEqual([{ store: 'file', blobs: 1 }])
  })
}
