import { type Image, type ImageCondition, VISIBILITIES } from '@vitrine/core'
import { buildImageAttributes, buildNewImage } from '@vitrine/testkit'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createSqliteCatalog, type SqliteCatalog } from './dialects/sqlite.ts'

describe('tags and properties', () => {
  let catalog: SqliteCatalog
  beforeEach(async () => {
    catalog = await createSqliteCatalog({ path: ':memory:' })
  })
  afterEach(() => catalog.close())

  async function isListed(condition: ImageCondition): Promise<boolean> {
    const everything = { everyone: true, othersCommunity: true, visibilities: VISIBILITIES }
    const scope = { ...everything, projectId: null, memberStatuses: [] }
    const sort = [{ key: 'id', direction: 'asc' }] as const
    return (await catalog.list({ scope, conditions: [condition], sort, limit: 1 })).length === 1
  }

  test('are searched as they are read, whatever updates came before', async () => {
    const steps: Pick<Image, 'tags' | 'properties'>[] = [
      { tags: ['a', '𝒜'], properties: { a: '1', ['__proto__']: '1', 𝒜: '1' } },
      { tags: ['b', '𝒜'], properties: { a: '2', b: '1', ['__proto__']: '2' } },
      { tags: [], properties: { a: null, b: '1', ['__proto__']: '2' } },
      { tags: ['a'], properties: { a: '1' } },
      { tags: ['a'], properties: {} },
    ]
    let image: Image | undefined = await catalog.insert(buildNewImage({ tags: [], properties: {} }))
    for (const details of steps) {
      image = await catalog.update(image.id, image.revision, buildImageAttributes(details), new Date())
      if (image === undefined) throw new Error('the update was not stored')
      expect(await catalog.find(image.id)).toStrictEqual(image)
      for (const tag of ['a', 'b', '𝒜']) {
        expect(await isListed({ field: 'tag', has: tag }), tag).toBe(image.tags.includes(tag))
      }
      const properties = new Map(Object.entries(image.properties))
      for (const name of ['a', 'b', '__proto__', '𝒜']) {
        for (const value of ['1', '2', '']) {
          const isHere = await isListed({ field: 'property', name, equals: value })
          const isEmpty = properties.get(name) === null
          expect(isHere, `${name}: ${value}`).toBe(isEmpty ? value === '' : properties.get(name) === value)
        }
      }
    }
  })
})
