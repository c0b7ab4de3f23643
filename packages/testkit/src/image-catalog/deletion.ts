import { IMAGE_STATUSES, type Image, type ImageData } from '@vitrine/core'
import { expect, test } from 'vitest'
import {
  buildBlob,
  buildImageAttributes,
  buildImageData,
  buildImageDataAt,
  buildLocation,
  buildNewImage,
} from '../builders.ts'
import {
  buildQuery,
  type ConnectCatalog,
  countTrue,
  doomedKeys,
  insertActive,
  known,
  LATER,
  MUCH_LATER,
  removed,
  times,
  useCatalog,
} from './connect.ts'

const DATA = buildImageData({ size: 7 })

export function describeDeletion(connect: ConnectCatalog): void {
  const context = useCatalog(connect)

  test('a deleted image is neither found nor listed, and others stay', async () => {
    const image = await context.catalog.insert(buildNewImage())
    const other = await context.catalog.insert(buildNewImage())
    expect(await context.catalog.delete(image.id, image.revision, LATER)).toBe(true)
    expect(await context.catalog.find(image.id)).toBeUndefined()
    expect(await context.catalog.list(buildQuery())).toStrictEqual([other])
    expect(await context.catalog.find(other.id)).toStrictEqual(other)
  })

  test.each<{ what: string; make: () => Promise<Image>; data: ImageData | null }>([
    {
      what: 'with data: all but where it was',
      make: () => insertActive(context.catalog, { data: DATA }),
      data: { ...DATA, locations: [] },
    },
    { what: 'without data', make: () => context.catalog.insert(buildNewImage()), data: null },
  ])('what was said of an image is found among deleted ones, $what', async ({ make, data }) => {
    const image = await make()
    await context.catalog.delete(image.id, image.revision, MUCH_LATER)
    const deleted = await context.catalog.findDeleted(image.id)
    expect(deleted).toStrictEqual({
      ...image,
      status: 'deleted',
      data,
      updatedAt: MUCH_LATER,
      deletedAt: MUCH_LATER,
      revision: expect.any(Number),
    })
    expect(deleted?.revision).toBeGreaterThan(image.revision)
  })

  test.each(IMAGE_STATUSES.filter((status) => status !== 'deleted'))(
    'an image that is %s is no deleted one',
    async (status) => {
      const { id, revision } = await context.catalog.insert(buildNewImage())
      await context.catalog.update(id, revision, buildImageAttributes(), LATER, { status, data: null })
      expect(await context.catalog.findDeleted(id)).toBeUndefined()
      expect(await context.catalog.findDeleted(buildNewImage().id)).toBeUndefined()
    },
  )

  test('a deleted image changes no more, whatever was begun with it', async () => {
    const { id } = await context.catalog.insert(buildNewImage())
    await context.catalog.beginUpload(id, buildBlob('key-1'), LATER)
    const deleted = await removed(context.catalog, await known(context.catalog, id), LATER)
    await context.catalog.completeUpload(id, 'key-1', buildImageDataAt('key-1'), MUCH_LATER)
    await context.catalog.abandonUpload(id, buildBlob('key-1'), MUCH_LATER, 'killed')
    await context.catalog.abandonAllUploads(MUCH_LATER)
    await context.catalog.update(id, deleted.revision, buildImageAttributes({ name: 'x' }), MUCH_LATER)
    await context.catalog.moveStatus(id, 'active', 'deactivated', MUCH_LATER)
    await context.catalog.delete(id, deleted.revision, MUCH_LATER)
    expect(await context.catalog.findDeleted(id)).toStrictEqual(deleted)
  })

  test('an image that is unknown or already deleted answers false', async () => {
    const { id, revision } = await context.catalog.insert(buildNewImage())
    expect(countTrue(await Promise.all(times(10, () => context.catalog.delete(id, revision, LATER))))).toBe(1)
    expect(await context.catalog.delete(id, revision + 1, MUCH_LATER)).toBe(false)
    expect(await context.catalog.delete(buildNewImage().id, 1, LATER)).toBe(false)
  })

  test('a record that moved on is not deleted, be it by an update or by any step of an upload', async () => {
    const image = await context.catalog.insert(buildNewImage())
    const steps = [
      () => context.catalog.update(image.id, image.revision, { ...image, protected: true }, LATER),
      () => context.catalog.beginUpload(image.id, buildBlob('key-1'), LATER),
      () => context.catalog.abandonUpload(image.id, buildBlob('key-1'), LATER),
      () => context.catalog.beginUpload(image.id, buildBlob('key-2'), LATER),
      () => context.catalog.completeUpload(image.id, 'key-2', buildImageDataAt('key-2'), LATER),
    ]
    for (const step of steps) {
      const { revision } = await known(context.catalog, image.id)
      await step()
      const moved = await known(context.catalog, image.id)
      expect(await context.catalog.delete(image.id, revision, MUCH_LATER)).toBe(false)
      expect(await context.catalog.find(image.id)).toStrictEqual(moved)
    }
    expect(await doomedKeys(context.catalog, 10)).toStrictEqual(['key-1'])
  })

  test('the bytes of a deleted image are doomed, and nobody else’s', async () => {
    const image = await insertActive(context.catalog, { data: { locations: [buildLocation({ key: 'key-1' })] } })
    await insertActive(context.catalog, { data: { locations: [buildLocation({ key: 'key-2' })] } })
    expect(await doomedKeys(context.catalog, 10)).toStrictEqual([])
    await context.catalog.delete(image.id, image.revision, MUCH_LATER)
    expect(await doomedKeys(context.catalog, 10)).toStrictEqual(['key-1'])
  })

  test('a key that is still being written is left to its upload, which finds the image gone', async () => {
    const { id } = await context.catalog.insert(buildNewImage())
    await context.catalog.beginUpload(id, buildBlob('key-1'), LATER)
    const { revision } = await known(context.catalog, id)
    expect(await context.catalog.delete(id, revision, MUCH_LATER)).toBe(true)
    expect(await doomedKeys(context.catalog, 10)).toStrictEqual([])
    expect(await context.catalog.completeUpload(id, 'key-1', buildImageDataAt('key-1'), MUCH_LATER)).toBe(false)
    await context.catalog.abandonUpload(id, buildBlob('key-1'), MUCH_LATER)
    expect(await doomedKeys(context.catalog, 10)).toStrictEqual(['key-1'])
    expect(await context.catalog.find(id)).toBeUndefined()
  })
}
