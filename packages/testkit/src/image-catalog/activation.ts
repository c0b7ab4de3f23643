import { expect, test } from 'vitest'
import { buildBlob, buildNewImage } from '../builders.ts'
import { type ConnectCatalog, countTrue, insertActive, known, LATER, MUCH_LATER, times, useCatalog } from './connect.ts'

export function describeActivation(connect: ConnectCatalog): void {
  const context = useCatalog(connect)

  test('the status moves there and back, moves the record on, and takes nothing with it', async () => {
    const image = await insertActive(context.catalog)
    for (const [from, to] of [
      ['active', 'deactivated'],
      ['deactivated', 'active'],
    ] as const) {
      const { revision } = await known(context.catalog, image.id)
      expect(await context.catalog.moveStatus(image.id, from, to, MUCH_LATER)).toBe(true)
      const moved = await known(context.catalog, image.id)
      expect(moved).toStrictEqual({ ...image, status: to, updatedAt: MUCH_LATER, revision: expect.any(Number) })
      expect(moved.revision).toBeGreaterThan(revision)
    }
  })

  test('an image without data has several statuses, too', async () => {
    const image = await context.catalog.insert(buildNewImage())
    for (const [from, to] of [
      ['queued', 'importing'],
      ['importing', 'queued'],
      ['queued', 'killed'],
    ] as const) {
      expect(await context.catalog.moveStatus(image.id, from, to, LATER)).toBe(true)
      const moved = { ...image, status: to, updatedAt: LATER, revision: expect.any(Number) }
      expect(await known(context.catalog, image.id)).toStrictEqual(moved)
    }
  })

  test('an image in another status stays as it is', async () => {
    const queued = await context.catalog.insert(buildNewImage())
    const { id: savingId } = await context.catalog.insert(buildNewImage())
    await context.catalog.beginUpload(savingId, buildBlob(), LATER)
    const images = [queued, await known(context.catalog, savingId), await insertActive(context.catalog)]
    for (const image of images) {
      expect(await context.catalog.moveStatus(image.id, 'deactivated', 'active', MUCH_LATER)).toBe(false)
      expect(await context.catalog.find(image.id)).toStrictEqual(image)
    }
  })

  test('an image that is unknown or deleted stays so', async () => {
    const { id, revision } = await insertActive(context.catalog)
    await context.catalog.delete(id, revision, MUCH_LATER)
    for (const gone of [id, buildNewImage().id]) {
      expect(await context.catalog.moveStatus(gone, 'active', 'deactivated', MUCH_LATER)).toBe(false)
      expect(await context.catalog.find(gone)).toBeUndefined()
    }
  })

  test('of any number of moves at once exactly one is made', async () => {
    const { id } = await insertActive(context.catalog)
    const moves = times(20, () => context.catalog.moveStatus(id, 'active', 'deactivated', MUCH_LATER))
    expect(countTrue(await Promise.all(moves))).toBe(1)
  })

  test('an update or a deletion made from before is refused', async () => {
    const image = await insertActive(context.catalog)
    await context.catalog.moveStatus(image.id, 'active', 'deactivated', MUCH_LATER)
    const moved = await known(context.catalog, image.id)
    expect(await context.catalog.update(image.id, image.revision, image, MUCH_LATER)).toBeUndefined()
    expect(await context.catalog.delete(image.id, image.revision, MUCH_LATER)).toBe(false)
    expect(await context.catalog.find(image.id)).toStrictEqual(moved)
  })
}
