import { IMAGE_STATUSES, type ProjectLimits } from '@vitrine/core'
import { expect, test } from 'vitest'
import { buildBlob, buildImageData, buildImageDataAt, buildLocation, buildNewImage } from '../builders.ts'
import { type ConnectCatalog, insertActive, known, LATER, MUCH_LATER, removed, times, useCatalog } from './connect.ts'

/** What a project has, and that it gets no more than it may have, however much is asked for at once. */
export function describeProjectLimits(connect: ConnectCatalog): void {
  const context = useCatalog(connect)
  const overQuota = expect.objectContaining({ code: 'quotaExceeded' })
  const limits = (changes: Partial<ProjectLimits>): ProjectLimits => ({
    images: -1,
    bytes: -1,
    uploads: -1,
    ...changes,
  })
  const fulfilled = (results: readonly PromiseSettledResult<unknown>[]) =>
    results.filter(({ status }) => status === 'fulfilled').length

  const queue = (owner = 'project-1') => context.catalog.insert(buildNewImage({ owner }))

  async function begin(key: string, size: number, within: Partial<ProjectLimits>, owner?: string) {
    const { id } = await queue(owner)
    const begun = await context.catalog.beginUpload(id, buildBlob(key), LATER, { size, limits: limits(within) })
    expect(begun).toBe(true)
    return id
  }

  test('usage is what a project has: images, bytes of every copy, and what its uploads reserved', async () => {
    await insertActive(context.catalog, { image: { owner: 'project-1' }, data: buildImageData({ size: 100 }) })
    await insertActive(context.catalog, { image: { owner: 'project-2' }, data: buildImageData({ size: 1 }) })
    await begin('key-1', 30, {})
    await begin('key-2', 12, {})
    expect(await context.catalog.usageOf('project-1')).toStrictEqual({
      images: 3,
      bytes: 100,
      reserved: 42,
      uploads: 2,
    })
    expect(await context.catalog.usageOf('nobody')).toStrictEqual({ images: 0, bytes: 0, reserved: 0, uploads: 0 })
    expect(await context.catalog.usageOf(null)).toStrictEqual({ images: 0, bytes: 0, reserved: 0, uploads: 0 })
  })

  test('usage forgets what is deleted and what was abandoned, and moves with the owner', async () => {
    const image = await insertActive(context.catalog, { data: buildImageData({ size: 100 }) })
    const id = await begin('key-1', 30, {})
    await context.catalog.abandonUpload(id, buildBlob('key-1'), MUCH_LATER)
    await context.catalog.update(image.id, image.revision, { ...image, owner: 'project-2' }, MUCH_LATER)
    expect(await context.catalog.usageOf('project-1')).toMatchObject({ images: 1, bytes: 0, reserved: 0, uploads: 0 })
    expect(await context.catalog.usageOf('project-2')).toMatchObject({ images: 1, bytes: 100 })
    await context.catalog.delete(image.id, image.revision + 1, MUCH_LATER)
    expect(await context.catalog.usageOf('project-2')).toMatchObject({ images: 0, bytes: 0 })
  })

  const ends: { how: string; kill: () => Promise<string> }[] = [
    {
      how: 'with its upload',
      async kill() {
        const id = await begin('key-1', 30, {})
        await context.catalog.abandonUpload(id, buildBlob('key-1'), LATER, 'killed')
        return id
      },
    },
    {
      how: 'before its upload',
      async kill() {
        const { id } = await queue()
        await context.catalog.moveStatus(id, 'queued', 'killed', LATER)
        return id
      },
    },
    {
      how: 'and loses its data',
      async kill() {
        const image = await insertActive(context.catalog, { data: buildImageData({ size: 30 }) })
        await context.catalog.update(image.id, image.revision, image, LATER, { status: 'killed', data: null })
        return image.id
      },
    },
  ]
  const nothing = { images: 0, bytes: 0, reserved: 0, uploads: 0 }

  // Its project has no list that shows it, so nobody there could make room.
  test.each(ends)('an image that is killed $how does not count, whatever becomes of it', async ({ kill }) => {
    const { catalog } = context
    const id = await kill()
    expect(await catalog.usageOf('project-1')).toStrictEqual(nothing)
    await removed(catalog, await catalog.insert(buildNewImage(), 1), LATER)
    const killed = await known(catalog, id)
    await catalog.update(id, killed.revision, { ...killed, owner: 'project-2' }, LATER)
    await removed(catalog, await known(catalog, id), MUCH_LATER)
    for (const project of ['project-1', 'project-2']) expect(await catalog.usageOf(project)).toStrictEqual(nothing)
  })

  test.each(ends)('an image that is killed $how counts again when it is queued again', async ({ kill }) => {
    const { catalog } = context
    const [moved, updated] = [await kill(), await queue()]
    await catalog.moveStatus(updated.id, 'queued', 'killed', LATER)
    expect(await catalog.usageOf('project-1')).toStrictEqual(nothing)
    await catalog.moveStatus(moved, 'killed', 'queued', LATER)
    const killed = await known(catalog, updated.id)
    await catalog.update(killed.id, killed.revision, killed, LATER, { status: 'queued', data: null })
    expect(await catalog.usageOf('project-1')).toStrictEqual({ ...nothing, images: 2 })
    await expect(catalog.insert(buildNewImage(), 2)).rejects.toEqual(overQuota)
  })

  test.each(IMAGE_STATUSES.filter((status) => status !== 'killed' && status !== 'deleted'))(
    'an image that is %s counts',
    async (status) => {
      const { id } = await queue()
      await context.catalog.moveStatus(id, 'queued', status, LATER)
      expect(await context.catalog.usageOf('project-1')).toStrictEqual({ ...nothing, images: 1 })
    },
  )

  test('data elsewhere takes no room of ours', async () => {
    const image = await insertActive(context.catalog, { data: buildImageData({ size: 100 }) })
    const elsewhere = buildLocation({ store: 'http', key: 'https://images.example/debian' })
    const locations = [...(image.data?.locations ?? []), elsewhere]
    const data = { ...buildImageData({ size: 100 }), locations }
    const both = await context.catalog.update(image.id, image.revision, image, LATER, { status: 'active', data })
    expect(await context.catalog.usageOf('project-1')).toMatchObject({ images: 1, bytes: 100 })
    const content = { status: 'active', data: { ...data, locations: [elsewhere] } } as const
    await context.catalog.update(image.id, both?.revision ?? 0, image, LATER, content)
    expect(await context.catalog.usageOf('project-1')).toMatchObject({ images: 1, bytes: 0 })
  })

  test('of images that are inserted at once a project gets as many as it may have', async () => {
    const inserted = await Promise.allSettled(times(10, () => context.catalog.insert(buildNewImage(), 3)))
    expect(fulfilled(inserted)).toBe(3)
    await context.catalog.insert(buildNewImage({ owner: 'project-2' }), 3)
    await expect(context.catalog.insert(buildNewImage(), 3)).rejects.toEqual(overQuota)
    await expect(context.catalog.insert(buildNewImage({ owner: 'project-3' }), 0)).rejects.toEqual(overQuota)
  })

  test('of uploads that each fit, but not all of them, those begin that fit together (S55)', async () => {
    const images = await Promise.all(times(5, () => queue()))
    const begun = await Promise.allSettled(
      images.map(({ id }, index) =>
        context.catalog.beginUpload(id, buildBlob(`key-${index}`), LATER, { size: 40, limits: limits({ bytes: 100 }) }),
      ),
    )
    expect(fulfilled(begun)).toBe(2)
    const refused = images.filter((_, index) => begun[index]?.status === 'rejected')
    for (const { id } of refused)
      expect(await context.catalog.find(id)).toMatchObject({ status: 'queued', revision: 1 })
    expect(await context.catalog.usageOf('project-1')).toMatchObject({ uploads: 2, reserved: 80 })
  })

  test('what is stored counts, to the last byte', async () => {
    await insertActive(context.catalog, { data: buildImageData({ size: 60 }) })
    await expect(begin('key-1', 41, { bytes: 100 })).rejects.toEqual(overQuota)
    await begin('key-2', 40, { bytes: 100 })
  })

  test('an upload reserves more as it grows, up to the limit', async () => {
    const reserve = (size: number) => context.catalog.reserve('key-1', { size, limits: limits({ bytes: 100 }) })
    await begin('key-1', 0, { bytes: 100 })
    await reserve(60)
    await expect(reserve(101)).rejects.toEqual(overQuota)
    expect(await context.catalog.usageOf('project-1')).toMatchObject({ reserved: 60 })
    await reserve(100)
    await expect(begin('key-2', 1, { bytes: 100 })).rejects.toEqual(overQuota)
  })

  test('an upload that is over reserves nothing', async () => {
    const id = await begin('key-1', 10, {})
    await context.catalog.completeUpload(id, 'key-1', buildImageDataAt('key-1'), MUCH_LATER)
    await context.catalog.reserve('key-1', { size: 50, limits: limits({ bytes: 0 }) })
    expect(await context.catalog.usageOf('project-1')).toMatchObject({ reserved: 0, uploads: 0 })
  })

  test('a project has no more uploads running than it may have', async () => {
    await begin('key-1', 0, { uploads: 2 })
    const second = await begin('key-2', 0, { uploads: 2 })
    await expect(begin('key-3', 0, { uploads: 2 })).rejects.toEqual(overQuota)
    await begin('key-4', 0, { uploads: 2 }, 'project-2')
    await context.catalog.abandonUpload(second, buildBlob('key-2'), MUCH_LATER)
    await begin('key-5', 0, { uploads: 2 })
  })
}
