import type { ImageAttributes } from '@vitrine/core'
import { expect, test } from 'vitest'
import { buildBlob, buildImageAttributes, buildNewImage } from '../builders.ts'
import { type ConnectCatalog, insertActive, known, LATER, MUCH_LATER, times, useCatalog } from './connect.ts'

const CHANGED: ImageAttributes = {
  name: 'debian-14',
  visibility: 'public',
  owner: 'project-2',
  protected: true,
  hidden: true,
  diskFormat: 'raw',
  containerFormat: null,
  minDisk: 20,
  minRam: 1024,
  tags: ['linux', 'testing'],
  properties: { ['__proto__']: 'x', architecture: 'aarch64', constructor: 'y' },
}

export function describeUpdates(connect: ConnectCatalog): void {
  const context = useCatalog(connect)

  test('every attribute is stored, and answered as it is found', async () => {
    const image = await context.catalog.insert(buildNewImage())
    const updated = await context.catalog.update(image.id, image.revision, CHANGED, LATER)
    expect(updated).toStrictEqual({ ...image, ...CHANGED, updatedAt: LATER, revision: expect.any(Number) })
    expect(updated?.revision).toBeGreaterThan(image.revision)
    expect(await context.catalog.find(image.id)).toStrictEqual(updated)
  })

  test('status and data stay as they are', async () => {
    const image = await insertActive(context.catalog)
    const updated = await context.catalog.update(image.id, image.revision, CHANGED, MUCH_LATER)
    expect(updated).toMatchObject({ status: 'active', data: image.data, createdAt: image.createdAt })
    expect(await context.catalog.find(image.id)).toStrictEqual(updated)
  })

  test.each<{ what: string; before: Partial<ImageAttributes>; after: Partial<ImageAttributes> }>([
    { what: 'all tags and properties go', before: {}, after: { tags: [], properties: {} } },
    {
      what: 'the first tag and property come',
      before: { tags: [], properties: {} },
      after: { tags: ['a'], properties: { a: '1' } },
    },
    { what: 'a property becomes null', before: { properties: { a: '1' } }, after: { properties: { a: null } } },
    { what: 'a property is no longer null', before: { properties: { a: null } }, after: { properties: { a: '' } } },
    { what: 'a property changes its name', before: { properties: { a: '1' } }, after: { properties: { b: '1' } } },
    {
      what: 'properties called like parts of every object go',
      before: { properties: { ['__proto__']: 'x', constructor: 'y' } },
      after: { properties: {} },
    },
    { what: 'nothing changes', before: {}, after: {} },
  ])('$what', async ({ before, after }) => {
    const image = await context.catalog.insert(buildNewImage(before))
    const attributes = buildImageAttributes({ ...before, ...after })
    await context.catalog.update(image.id, image.revision, attributes, LATER)
    expect(await context.catalog.find(image.id)).toMatchObject({ tags: attributes.tags, updatedAt: LATER })
    expect((await known(context.catalog, image.id)).properties).toStrictEqual(attributes.properties)
  })

  test('a record that moved on is not touched', async () => {
    const image = await context.catalog.insert(buildNewImage())
    const updated = await context.catalog.update(
      image.id,
      image.revision,
      buildImageAttributes({ name: 'first' }),
      LATER,
    )
    expect(await context.catalog.update(image.id, image.revision, CHANGED, MUCH_LATER)).toBeUndefined()
    expect(await context.catalog.find(image.id)).toStrictEqual(updated)
  })

  test('an upload that begins moves the record on', async () => {
    const image = await context.catalog.insert(buildNewImage())
    await context.catalog.beginUpload(image.id, buildBlob('key-1'), LATER)
    expect(await context.catalog.update(image.id, image.revision, CHANGED, MUCH_LATER)).toBeUndefined()
  })

  test('of 50 updates made from one revision exactly one is stored', async () => {
    const image = await context.catalog.insert(buildNewImage())
    const answers = await Promise.all(
      times(50, (index) =>
        context.catalog.update(
          image.id,
          image.revision,
          buildImageAttributes({ name: `${index}`, tags: [`${index}`], properties: { index: `${index}` } }),
          LATER,
        ),
      ),
    )
    expect(answers.filter((answer) => answer !== undefined)).toStrictEqual([await context.catalog.find(image.id)])
  })

  test('a reader sees all of an update or nothing of it', async () => {
    const image = await context.catalog.insert(buildNewImage({ name: '0', tags: ['0'], properties: { index: '0' } }))
    const writing = (async () => {
      for (let index = 1; index <= 20; index++) {
        const { revision } = await known(context.catalog, image.id)
        const attributes = buildImageAttributes({
          name: `${index}`,
          tags: [`${index}`],
          properties: { index: `${index}` },
        })
        await context.catalog.update(image.id, revision, attributes, LATER)
      }
    })()
    for (const seen of await Promise.all(times(100, () => known(context.catalog, image.id)))) {
      expect(seen).toMatchObject({ tags: [seen.name], properties: { index: seen.name } })
    }
    await writing
  })

  test('an image that is unknown or deleted is not updated', async () => {
    const image = await context.catalog.insert(buildNewImage())
    await context.catalog.delete(image.id, image.revision, LATER)
    for (const revision of [image.revision, image.revision + 1]) {
      expect(await context.catalog.update(image.id, revision, CHANGED, MUCH_LATER)).toBeUndefined()
    }
    expect(await context.catalog.update(buildNewImage().id, 1, CHANGED, LATER)).toBeUndefined()
    expect(await context.catalog.find(image.id)).toBeUndefined()
  })
}
