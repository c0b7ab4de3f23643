import { expect, test } from 'vitest'
import {
  buildBlob,
  buildImageAttributes,
  buildImageData,
  buildImageDataAt,
  buildLocation,
  buildNewImage,
  keyOf,
} from '../builders.ts'
import {
  type ConnectCatalog,
  countTrue,
  doomedKeys,
  insertActive,
  known,
  LATER,
  MUCH_LATER,
  times,
  useCatalog,
} from './connect.ts'

export function describeUploads(connect: ConnectCatalog): void {
  const context = useCatalog(connect)

  async function insertSaving(key: string) {
    const { id } = await context.catalog.insert(buildNewImage())
    await context.catalog.beginUpload(id, buildBlob(key), LATER)
    return known(context.catalog, id)
  }

  test('an upload that begins makes a queued image saving, still without data', async () => {
    const image = await context.catalog.insert(buildNewImage())
    expect(await context.catalog.beginUpload(image.id, buildBlob('key-1'), LATER)).toBe(true)
    const saving = await known(context.catalog, image.id)
    expect(saving).toStrictEqual({ ...image, status: 'saving', updatedAt: LATER, revision: expect.any(Number) })
    expect(saving.revision).toBeGreaterThan(image.revision)
  })

  test('of 50 uploads that begin at once exactly one wins, and only its key is recorded', async () => {
    const { id } = await context.catalog.insert(buildNewImage())
    const answers = await Promise.all(
      times(50, (index) => context.catalog.beginUpload(id, buildBlob(`key-${index}`), LATER)),
    )
    expect(countTrue(answers)).toBe(1)
    await context.catalog.abandonAllUploads(MUCH_LATER)
    expect(await doomedKeys(context.catalog, 100)).toStrictEqual([`key-${answers.indexOf(true)}`])
  })

  test('an upload does not begin for an image that is unknown, saving, active or deleted', async () => {
    const saving = await insertSaving('key-1')
    const active = await insertActive(context.catalog)
    const deleted = await context.catalog.insert(buildNewImage())
    await context.catalog.delete(deleted.id, deleted.revision, LATER)
    for (const id of [buildNewImage().id, saving.id, active.id, deleted.id]) {
      expect(await context.catalog.beginUpload(id, buildBlob('key-2'), MUCH_LATER)).toBe(false)
    }
    expect(await context.catalog.find(saving.id)).toStrictEqual(saving)
    expect(await context.catalog.find(active.id)).toStrictEqual(active)
  })

  test.each([
    { what: 'all its data at once', data: buildImageData() },
    { what: 'empty data', data: buildImageData({ size: 0, virtualSize: 0 }) },
    { what: 'data of which no virtual size is known', data: buildImageData({ virtualSize: null }) },
    { what: 'data beyond 2^32 bytes', data: buildImageData({ size: 2 ** 40, virtualSize: Number.MAX_SAFE_INTEGER }) },
  ])('an upload that completes makes its image active with $what', async ({ data }) => {
    const image = await insertSaving(keyOf(data))
    expect(await context.catalog.completeUpload(image.id, keyOf(data), data, MUCH_LATER)).toBe(true)
    const active = await known(context.catalog, image.id)
    expect(active).toStrictEqual({
      ...image,
      status: 'active',
      data,
      updatedAt: MUCH_LATER,
      revision: expect.any(Number),
    })
    expect(active.revision).toBeGreaterThan(image.revision)
    expect(await doomedKeys(context.catalog, 10)).toStrictEqual([])
  })

  test('attributes changed during an upload survive its completion (R2)', async () => {
    const image = await insertSaving('key-1')
    const attributes = buildImageAttributes({ name: 'renamed', tags: ['new'], properties: { added: 'x' } })
    await context.catalog.update(image.id, image.revision, attributes, LATER)
    await context.catalog.completeUpload(image.id, 'key-1', buildImageDataAt('key-1'), MUCH_LATER)
    expect(await context.catalog.find(image.id)).toMatchObject({ ...attributes, status: 'active' })
    expect((await known(context.catalog, image.id)).properties).toStrictEqual({ added: 'x' })
  })

  test('a reader sees active and data together or neither', async () => {
    const { id } = await insertSaving('key-1')
    const completing = context.catalog.completeUpload(id, 'key-1', buildImageDataAt('key-1'), MUCH_LATER)
    for (const image of await Promise.all(times(50, () => known(context.catalog, id)))) {
      expect(image.status === 'active').toBe(image.data !== null)
    }
    await completing
  })

  test('an upload completes once', async () => {
    const data = buildImageData()
    const { id } = await insertSaving(keyOf(data))
    const answers = await Promise.all(
      times(10, () => context.catalog.completeUpload(id, keyOf(data), data, MUCH_LATER)),
    )
    expect(countTrue(answers)).toBe(1)
  })

  test('an upload that does not own the image completes nothing', async () => {
    const queued = await context.catalog.insert(buildNewImage())
    const saving = await insertSaving('key-1')
    const stranger = buildImageDataAt('key-2')
    for (const id of [queued.id, saving.id, buildNewImage().id]) {
      expect(await context.catalog.completeUpload(id, keyOf(stranger), stranger, MUCH_LATER)).toBe(false)
    }
    expect(await context.catalog.find(queued.id)).toStrictEqual(queued)
    expect(await context.catalog.find(saving.id)).toStrictEqual(saving)
  })

  test('an abandoned upload leaves its image queued without data, and its key doomed', async () => {
    const image = await insertSaving('key-1')
    expect(await context.catalog.abandonUpload(image.id, buildBlob('key-1'), MUCH_LATER)).toBe(true)
    const queued = await known(context.catalog, image.id)
    expect(queued).toStrictEqual({ ...image, status: 'queued', updatedAt: MUCH_LATER, revision: expect.any(Number) })
    expect(queued.revision).toBeGreaterThan(image.revision)
    expect(await doomedKeys(context.catalog, 10)).toStrictEqual(['key-1'])
  })

  test('an abandoned upload can leave its image killed: it gets no data any more, but can be deleted', async () => {
    const image = await insertSaving('key-1')
    expect(await context.catalog.abandonUpload(image.id, buildBlob('key-1'), MUCH_LATER, 'killed')).toBe(true)
    const killed = await known(context.catalog, image.id)
    expect(killed).toStrictEqual({ ...image, status: 'killed', updatedAt: MUCH_LATER, revision: expect.any(Number) })
    expect(killed.revision).toBeGreaterThan(image.revision)
    expect(await doomedKeys(context.catalog, 10)).toStrictEqual(['key-1'])
    expect(await context.catalog.completeUpload(image.id, 'key-1', buildImageDataAt('key-1'), MUCH_LATER)).toBe(false)
    expect(await context.catalog.beginUpload(image.id, buildBlob('key-2'), MUCH_LATER)).toBe(false)
    expect(await context.catalog.delete(image.id, killed.revision, MUCH_LATER)).toBe(true)
  })

  test('an upload that does not own the image kills nothing', async () => {
    const images = [
      await context.catalog.insert(buildNewImage()),
      await insertSaving('key-1'),
      await insertActive(context.catalog),
    ]
    for (const image of images) {
      await context.catalog.abandonUpload(image.id, buildBlob('key-2'), MUCH_LATER, 'killed')
      expect(await context.catalog.find(image.id)).toStrictEqual(image)
    }
  })

  test('an abandoned upload cannot complete, and touches none that began after it', async () => {
    const { id } = await insertSaving('key-1')
    await context.catalog.abandonUpload(id, buildBlob('key-1'), MUCH_LATER)
    await context.catalog.beginUpload(id, buildBlob('key-2'), MUCH_LATER)
    const saving = await context.catalog.find(id)
    expect(await context.catalog.completeUpload(id, 'key-1', buildImageDataAt('key-1'), MUCH_LATER)).toBe(false)
    await context.catalog.abandonUpload(id, buildBlob('key-1'), MUCH_LATER)
    expect(await context.catalog.find(id)).toStrictEqual(saving)
    expect(await doomedKeys(context.catalog, 10)).toStrictEqual(['key-1'])
    expect(await context.catalog.completeUpload(id, 'key-2', buildImageDataAt('key-2'), MUCH_LATER)).toBe(true)
  })

  test('an upload that completed is not abandoned any more', async () => {
    const active = await insertActive(context.catalog, { data: { locations: [buildLocation({ key: 'key-1' })] } })
    expect(await context.catalog.abandonUpload(active.id, buildBlob('key-1'), MUCH_LATER)).toBe(false)
    expect(await context.catalog.find(active.id)).toStrictEqual(active)
    expect(await doomedKeys(context.catalog, 10)).toStrictEqual([])
  })

  test('a key that was forgotten is doomed again when its upload is abandoned late', async () => {
    const { id } = await insertSaving('key-1')
    await context.catalog.abandonAllUploads(MUCH_LATER)
    await context.catalog.forgetKey('key-1')
    expect(await context.catalog.abandonUpload(id, buildBlob('key-1'), MUCH_LATER)).toBe(true)
    expect(await doomedKeys(context.catalog, 10)).toStrictEqual(['key-1'])
  })

  test('recovery queues every image that was saving and dooms what was being written (R8)', async () => {
    const saving = [await insertSaving('key-1'), await insertSaving('key-2')]
    const deleted = await insertSaving('key-3')
    await context.catalog.delete(deleted.id, deleted.revision, LATER)
    const active = await insertActive(context.catalog, { data: { locations: [buildLocation({ key: 'key-4' })] } })
    const queued = await context.catalog.insert(buildNewImage())

    const ids = await context.catalog.abandonAllUploads(MUCH_LATER)
    expect(ids.sort()).toStrictEqual(saving.map(({ id }) => id).sort())
    for (const image of saving) {
      expect(await context.catalog.find(image.id)).toStrictEqual({
        ...image,
        status: 'queued',
        updatedAt: MUCH_LATER,
        revision: expect.any(Number),
      })
    }
    expect(await context.catalog.find(active.id)).toStrictEqual(active)
    expect(await context.catalog.find(queued.id)).toStrictEqual(queued)
    expect(await doomedKeys(context.catalog, 10)).toStrictEqual(['key-1', 'key-2', 'key-3'])
  })

  test('recovery happens once, and uploads from before it cannot complete', async () => {
    const { id } = await insertSaving('key-1')
    await context.catalog.abandonAllUploads(MUCH_LATER)
    expect(await context.catalog.abandonAllUploads(MUCH_LATER)).toStrictEqual([])
    expect(await context.catalog.completeUpload(id, 'key-1', buildImageDataAt('key-1'), MUCH_LATER)).toBe(false)
    expect(await context.catalog.beginUpload(id, buildBlob('key-2'), MUCH_LATER)).toBe(true)
  })

  test('doomed keys are listed in order, up to the limit, until they are forgotten', async () => {
    for (const key of ['key-2', 'key-3', 'key-1']) await insertSaving(key)
    await context.catalog.abandonAllUploads(MUCH_LATER)
    expect(await doomedKeys(context.catalog, 2)).toStrictEqual(['key-1', 'key-2'])
    expect(await doomedKeys(context.catalog, 2, 'key-1')).toStrictEqual(['key-2', 'key-3'])
    expect(await doomedKeys(context.catalog, 2, 'key-2')).toStrictEqual(['key-3'])
    expect(await doomedKeys(context.catalog, 2, 'key-3')).toStrictEqual([])
    await context.catalog.forgetKey('key-2')
    await context.catalog.forgetKey('never-used')
    expect(await doomedKeys(context.catalog, 10)).toStrictEqual(['key-1', 'key-3'])
  })
  test('a doomed blob tells the store that has it', async () => {
    const { id } = await context.catalog.insert(buildNewImage())
    const blob = { key: 'key-1', store: 'archive' }
    await context.catalog.beginUpload(id, blob, LATER)
    await context.catalog.abandonUpload(id, blob, MUCH_LATER)
    expect(await context.catalog.listDoomed(10)).toStrictEqual([blob])
  })
}
