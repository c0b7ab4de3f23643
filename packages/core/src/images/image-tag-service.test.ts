import { describe, expect, test } from 'vitest'
import { aCaller, anImage, stranger, stub } from '../../test/builders.ts'
import { createPolicy } from '../policy/policy.ts'
import type { ImageCatalog } from '../ports/image-catalog.ts'
import { createImageAccess } from './access.ts'
import type { Image } from './image.ts'
import { createImageTagService } from './image-tag-service.ts'

const now = new Date('2026-02-03T04:05:06Z')
const owner = aCaller()
const reader = aCaller({ roles: ['reader'] })
const { id } = anImage()

/** One image; `others` is what it has by the time that a change is decided. `stored` is what it then gets. */
function createService(image: Image, others: readonly string[] = image.tags) {
  const stored: unknown[] = []
  const catalog = stub<ImageCatalog>({
    find: async () => image,
    findMember: async () => undefined,
    async changeTags(imageId, at, decide) {
      const tags = decide(others)
      if (tags !== others) stored.push([imageId, at, tags])
    },
  })
  const access = createImageAccess({ catalog, policy: createPolicy() })
  return { tags: createImageTagService({ catalog, access, quota: 2, now: () => now }), stored }
}

const tagged = (...tags: string[]) => anImage({ tags })

describe('a tag', () => {
  test('is added to those that are there by then, in order', async () => {
    const { tags, stored } = createService(tagged(), ['m'])
    await tags.add(id, 'a', owner)
    expect(stored).toStrictEqual([[id, now, ['a', 'm']]])
  })

  test('that is there changes nothing, also when the image has all it may have, or more', async () => {
    for (const image of [tagged('a'), tagged('a', 'b'), tagged('a', 'b', 'c')]) {
      const { tags, stored } = createService(image)
      await tags.add(id, 'a', owner)
      expect(stored).toStrictEqual([])
    }
  })

  test('is another one in another case', async () => {
    const { tags, stored } = createService(tagged('a'))
    await tags.add(id, 'A', owner)
    expect(stored).toStrictEqual([[id, now, ['A', 'a']]])
  })

  test('beyond the quota is refused (S56)', async () => {
    const { tags, stored } = createService(tagged('a'), ['a', 'b'])
    await expect(tags.add(id, 'c', owner)).rejects.toMatchObject({
      code: 'quotaExceeded',
      message: 'An image may have 2 tags, not 3',
    })
    expect(stored).toStrictEqual([])
  })

  test('is removed from those that are there by then, also from too many', async () => {
    const { tags, stored } = createService(tagged('a'), ['a', 'b', 'c', 'd'])
    await tags.remove(id, 'b', owner)
    expect(stored).toStrictEqual([[id, now, ['a', 'c', 'd']]])
  })

  test('that is not there cannot be removed', async () => {
    const { tags, stored } = createService(tagged('a'), ['b'])
    await expect(tags.remove(id, 'a', owner)).rejects.toMatchObject({
      code: 'tagNotFound',
      message: `Image ${id} has no tag 'a'`,
    })
    expect(stored).toStrictEqual([])
  })

  test.for([
    { name: 'an image that is not seen', image: tagged('a'), caller: stranger, code: 'imageNotFound' },
    {
      name: "another project's image",
      image: anImage({ tags: ['a'], visibility: 'public' }),
      caller: stranger,
      code: 'forbidden',
    },
    { name: 'any image, by a reader', image: tagged('a'), caller: reader, code: 'forbidden' },
  ])('is not for everyone to change: $name', async ({ image, caller, code }) => {
    const { tags, stored } = createService(image)
    await expect(tags.add(id, 'b', caller)).rejects.toMatchObject({ code })
    await expect(tags.remove(id, 'a', caller)).rejects.toMatchObject({ code })
    expect(stored).toStrictEqual([])
  })

  test('of a protected image changes like any other', async () => {
    const { tags, stored } = createService(anImage({ protected: true }))
    await tags.add(id, 'a', owner)
    expect(stored).toHaveLength(1)
  })
})
