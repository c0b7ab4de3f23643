import { expect, test } from 'vitest'
import { buildImageData, buildNewImage } from '../builders.ts'
import {
  buildQuery,
  type ConnectCatalog,
  countTrue,
  insertActive,
  LATER,
  MUCH_LATER,
  times,
  useCatalog,
} from './connect.ts'

export function describeDeletion(connect: ConnectCatalog): void {
  const context = useCatalog(connect)

  test('a deleted image is neither found nor listed, and others stay', async () => {
    const image = await context.catalog.insert(buildNewImage())
    const other = await context.catalog.insert(buildNewImage())
    expect(await context.catalog.delete(image.id, LATER)).toBe(true)
    expect(await context.catalog.find(image.id)).toBeUndefined()
    expect(await context.catalog.list(buildQuery())).toStrictEqual([other])
    expect(await context.catalog.find(other.id)).toStrictEqual(other)
  })

  test('an image that is unknown or already deleted answers false', async () => {
    const { id } = await context.catalog.insert(buildNewImage())
    expect(countTrue(await Promise.all(times(10, () => context.catalog.delete(id, LATER))))).toBe(1)
    expect(await context.catalog.delete(buildNewImage().id, LATER)).toBe(false)
  })

  test('the bytes of a deleted image are doomed, and nobody else’s', async () => {
    const image = await insertActive(context.catalog, { data: { key: 'key-1' } })
    await insertActive(context.catalog, { data: { key: 'key-2' } })
    expect(await context.catalog.listDoomedKeys(10)).toStrictEqual([])
    await context.catalog.delete(image.id, MUCH_LATER)
    expect(await context.catalog.listDoomedKeys(10)).toStrictEqual(['key-1'])
  })

  test('a key that is still being written is left to its upload, which finds the image gone', async () => {
    const { id } = await context.catalog.insert(buildNewImage())
    await context.catalog.beginUpload(id, 'key-1', LATER)
    await context.catalog.delete(id, MUCH_LATER)
    expect(await context.catalog.listDoomedKeys(10)).toStrictEqual([])
    expect(await context.catalog.completeUpload(id, buildImageData({ key: 'key-1' }), MUCH_LATER)).toBe(false)
    await context.catalog.abandonUpload(id, 'key-1', MUCH_LATER)
    expect(await context.catalog.listDoomedKeys(10)).toStrictEqual(['key-1'])
    expect(await context.catalog.find(id)).toBeUndefined()
  })
}
