import type { ImageCondition } from '@vitrine/core'
import { expect, test } from 'vitest'
import { buildImageAttributes, buildNewImage } from '../builders.ts'
import {
  buildQuery,
  type ConnectCatalog,
  insertActive,
  known,
  LATER,
  MUCH_LATER,
  times,
  useCatalog,
} from './connect.ts'

export function describeTags(connect: ConnectCatalog): void {
  const context = useCatalog(connect)
  const put = (id: string, tag: string, at = LATER) =>
    context.catalog.changeTags(id, at, (tags) => [...tags, tag].sort())
  const idsWith = async (tag: string) => {
    const conditions: ImageCondition[] = [{ field: 'tag', has: tag }]
    return (await context.catalog.list(buildQuery({ conditions }))).map(({ id }) => id)
  }

  test('what is decided is stored with the time, moves the record on, and touches nothing else', async () => {
    const image = await insertActive(context.catalog, { image: { tags: ['a', 'b'] } })
    await context.catalog.changeTags(image.id, MUCH_LATER, (tags) => {
      expect(tags).toStrictEqual(['a', 'b'])
      return ['b', 'c']
    })
    const changed = await known(context.catalog, image.id)
    expect(changed).toStrictEqual({ ...image, tags: ['b', 'c'], updatedAt: MUCH_LATER, revision: expect.any(Number) })
    expect(changed.revision).toBeGreaterThan(image.revision)
  })

  test('lists find an image by the tags it has now', async () => {
    const { id } = await context.catalog.insert(buildNewImage({ tags: ['a', 'b'] }))
    await context.catalog.changeTags(id, LATER, () => ['b', 'c'])
    expect([await idsWith('a'), await idsWith('b'), await idsWith('c')]).toStrictEqual([[], [id], [id]])
  })

  test.each(['x'.repeat(255), ' ', `'; drop table image_tags; --`, 'e\u0301', '𝒜😀', '__proto__'])(
    'keeps the tag %j',
    async (tag) => {
      const { id } = await context.catalog.insert(buildNewImage({ tags: [] }))
      await put(id, tag)
      expect((await known(context.catalog, id)).tags).toStrictEqual([tag])
      expect(await idsWith(tag)).toStrictEqual([id])
    },
  )

  test('the very tags that were given, and a refusal, change nothing', async () => {
    const image = await context.catalog.insert(buildNewImage({ tags: ['a'] }))
    const refusal = new Error('no')
    const refuse = () => {
      throw refusal
    }
    await context.catalog.changeTags(image.id, LATER, (tags) => tags)
    await expect(context.catalog.changeTags(image.id, LATER, refuse)).rejects.toBe(refusal)
    expect(await known(context.catalog, image.id)).toStrictEqual(image)
  })

  test('an image that is unknown or deleted is not decided about', async () => {
    const { id, revision } = await context.catalog.insert(buildNewImage())
    await context.catalog.delete(id, revision, LATER)
    for (const gone of [id, buildNewImage().id]) {
      const decide = () => expect.unreachable()
      await expect(context.catalog.changeTags(gone, LATER, decide)).rejects.toMatchObject({ code: 'imageNotFound' })
    }
    expect(await idsWith('linux')).toStrictEqual([])
  })

  test('of 50 changes at once none is lost', async () => {
    const { id } = await context.catalog.insert(buildNewImage({ tags: [] }))
    const tags = times(50, (index) => `tag-${index}`).sort()
    await Promise.all(tags.map((tag) => put(id, tag)))
    expect((await known(context.catalog, id)).tags).toStrictEqual(tags)
    await Promise.all(
      tags.map((tag) => context.catalog.changeTags(id, LATER, (all) => all.filter((other) => other !== tag))),
    )
    expect((await known(context.catalog, id)).tags).toStrictEqual([])
    expect(await idsWith('tag-0')).toStrictEqual([])
  })

  test('an update or a deletion made from before is refused', async () => {
    const { id, revision } = await context.catalog.insert(buildNewImage())
    await put(id, 'new')
    expect(await context.catalog.update(id, revision, buildImageAttributes(), MUCH_LATER)).toBeUndefined()
    expect(await context.catalog.delete(id, revision, MUCH_LATER)).toBe(false)
    expect((await known(context.catalog, id)).tags).toContain('new')
  })
}
