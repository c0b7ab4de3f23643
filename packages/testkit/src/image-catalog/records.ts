import type { NewImage } from '@vitrine/core'
import { expect, test } from 'vitest'
import { buildNewImage } from '../builders.ts'
import { type ConnectCatalog, LATER, times, useCatalog } from './connect.ts'

export function describeRecords(connect: ConnectCatalog): void {
  const context = useCatalog(connect)

  test('a new image is queued, without data, and found as it was answered', async () => {
    const image = buildNewImage()
    const stored = await context.catalog.insert(image)
    expect(stored).toStrictEqual({
      ...image,
      status: 'queued',
      data: null,
      updatedAt: image.createdAt,
      deletedAt: null,
      revision: stored.revision,
    })
    expect(await context.catalog.find(image.id)).toStrictEqual(stored)
  })

  test.each<{ what: string; image: Partial<NewImage> }>([
    {
      what: 'nothing said',
      image: { name: null, owner: null, diskFormat: null, containerFormat: null, tags: [], properties: {} },
    },
    { what: 'an empty name', image: { name: '' } },
    { what: 'both flags set', image: { protected: true, hidden: true } },
    { what: 'the largest numbers', image: { minDisk: 2_147_483_647, minRam: 2_147_483_647 } },
    { what: 'tags that differ by case', image: { tags: ['A', 'a'] } },
    { what: 'a property whose value is null', image: { properties: { kernel_id: null, ramdisk_id: '' } } },
    { what: 'a property called like a column', image: { properties: { properties: 'x', id: 'y', image_id: 'z' } } },
    {
      what: 'a property called like a part of every object',
      image: { properties: { ['__proto__']: 'x', constructor: 'y' } },
    },
    {
      what: 'SQL',
      image: { name: `'; drop table images; --`, tags: [`"' or 1=1`], properties: { 'x" \'?$1\\': `'||"?` } },
    },
    { what: 'JSON', image: { tags: ['["a"]'], properties: { '{"a":1}': '{"b":[null]}' } } },
    { what: 'a value of 200,000 characters', image: { properties: { long: 'value-'.repeat(33_334) } } },
    {
      what: 'text beyond the BMP (C33)',
      image: { name: '𝒜😀', tags: ['｡', '😀'].sort(), properties: { '🏷': '👩‍👩‍👧' } },
    },
    {
      what: 'text that is not in normal form (C33)',
      image: { name: 'e\u0301\u00e9', properties: { 'e\u0301': '1', '\u00e9': '2' } },
    },
  ])('keeps $what', async ({ image: overrides }) => {
    const image = buildNewImage(overrides)
    await context.catalog.insert(image)
    expect(await context.catalog.find(image.id)).toStrictEqual({
      ...image,
      status: 'queued',
      data: null,
      updatedAt: image.createdAt,
      deletedAt: null,
      revision: expect.any(Number),
    })
  })

  test('an id that is taken is refused, and its image stays as it was', async () => {
    const image = await context.catalog.insert(buildNewImage())
    const intruder = buildNewImage({ id: image.id, name: 'intruder', tags: ['other'], properties: { other: 'x' } })
    await expect(context.catalog.insert(intruder)).rejects.toMatchObject({ code: 'imageIdTaken' })
    expect(await context.catalog.find(image.id)).toStrictEqual(image)
  })

  test('the id of a deleted image is refused for ever (S7)', async () => {
    const { id, revision } = await context.catalog.insert(buildNewImage())
    await context.catalog.delete(id, revision, LATER)
    const deleted = await context.catalog.findDeleted(id)
    await expect(context.catalog.insert(buildNewImage({ id }))).rejects.toMatchObject({ code: 'imageIdTaken' })
    expect(await context.catalog.find(id)).toBeUndefined()
    expect(await context.catalog.findDeleted(id)).toStrictEqual(deleted)
  })

  test('of 50 images with one id that come at once, exactly one is stored', async () => {
    const { id } = buildNewImage()
    const answers = await Promise.allSettled(
      times(50, (index) => context.catalog.insert(buildNewImage({ id, name: `image-${index}`, tags: [`${index}`] }))),
    )
    const stored = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
    expect(stored).toStrictEqual([await context.catalog.find(id)])
  })

  test('a change that is refused takes none of those beside it along', async () => {
    const taken = await context.catalog.insert(buildNewImage())
    const images = times(20, () => buildNewImage())
    await Promise.all(
      images.flatMap((image) => [
        context.catalog.insert(image),
        expect(context.catalog.insert(taken)).rejects.toMatchObject({ code: 'imageIdTaken' }),
      ]),
    )
    for (const image of images) expect(await context.catalog.find(image.id)).toMatchObject(image)
  })

  test('an id that nobody used is not found', async () => {
    expect(await context.catalog.find(buildNewImage().id)).toBeUndefined()
  })

  test('ids compare exactly', async () => {
    await context.catalog.insert(buildNewImage({ id: 'aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee' }))
    expect(await context.catalog.find('AAAAAAAA-BBBB-4CCC-8DDD-EEEEEEEEEEEE')).toBeUndefined()
  })
}
