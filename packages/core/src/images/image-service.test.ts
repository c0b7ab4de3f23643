import { describe, expect, test } from 'vitest'
import { aCaller, admin, anImage, stranger, stub } from '../../test/builders.ts'
import type { ImageCatalog, NewImage } from '../ports/image-catalog.ts'
import type { Image } from './image.ts'
import { createImageService } from './image-service.ts'

const now = new Date('2026-02-03T04:05:06Z')
const member = aCaller()
const problem = (code: string) => expect.objectContaining({ code })

function createService(catalog: Partial<ImageCatalog>) {
  const deleted: string[] = []
  const images = createImageService({
    catalog: stub<ImageCatalog>(catalog),
    quotas: { properties: 2, tags: 2 },
    now: () => now,
    onDeleted: (id) => deleted.push(id),
  })
  return { images, deleted }
}

/** A catalogue of one image; others change it whenever an update or a deletion is about to be stored. */
function changingCatalog(image: Image, others: Array<Partial<Image> | 'deleted'> = []) {
  let current: Image | undefined = image
  const letOthersChange = () => {
    const change = others.shift()
    if (change === 'deleted') current = undefined
    else if (change && current) current = { ...current, ...change, revision: current.revision + 1 }
  }
  const catalog: Partial<ImageCatalog> = {
    find: async () => current,
    async update(_, revision, attributes, updatedAt) {
      letOthersChange()
      if (current?.revision !== revision) return undefined
      current = { ...current, ...attributes, updatedAt, revision: revision + 1 }
      return current
    },
    async delete(_, revision) {
      letOthersChange()
      if (current?.revision !== revision) return false
      current = undefined
      return true
    },
  }
  return catalog
}

describe('an image', () => {
  test.for([
    { name: 'does not exist', found: undefined },
    { name: 'is invisible to the caller', found: anImage({ visibility: 'private' }) },
  ])('is missing in the same words when it $name', async ({ found }) => {
    const { id } = anImage()
    const { images } = createService({ find: async () => found })
    const missing = expect.objectContaining({ code: 'imageNotFound', message: `No image with id '${id}'` })
    await expect(images.show(id, stranger)).rejects.toEqual(missing)
    await expect(images.update(id, stranger, (image) => image)).rejects.toEqual(missing)
    await expect(images.delete(id, stranger)).rejects.toEqual(missing)
  })
})

describe('creating an image', () => {
  const inserting = () => {
    const inserted: NewImage[] = []
    const service = createService({
      async insert(image) {
        inserted.push(image)
        return anImage()
      },
    })
    return { ...service, inserted }
  }

  test('fills in what the caller leaves open', async () => {
    const { images, inserted } = inserting()
    await images.create({ properties: {}, tags: [] }, member)
    expect(inserted).toStrictEqual([
      {
        id: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
        name: null,
        visibility: 'shared',
        owner: 'project-a',
        protected: false,
        hidden: false,
        diskFormat: null,
        containerFormat: null,
        minDisk: 0,
        minRam: 0,
        tags: [],
        properties: {},
        createdAt: now,
      },
    ])
  })

  test('keeps what the caller says', async () => {
    const { images, inserted } = inserting()
    const { id } = anImage()
    await images.create({ id, name: 'b', visibility: 'private', properties: { a: 'b' }, tags: ['t'] }, member)
    expect(inserted).toMatchObject([
      { id, name: 'b', visibility: 'private', properties: { a: 'b' }, tags: ['t'], createdAt: now },
    ])
  })

  test.for([
    { name: 'a public one by a member', wanted: { visibility: 'public' as const }, code: 'forbidden' },
    { name: "another project's by a member", wanted: { owner: 'project-b' }, code: 'forbidden' },
    { name: 'too many tags', wanted: { tags: ['a', 'b', 'c'] }, code: 'quotaExceeded' },
    { name: 'too many properties', wanted: { properties: { a: '', b: '', c: '' } }, code: 'quotaExceeded' },
  ])('is refused before anything is stored: $name', async ({ wanted, code }) => {
    const { images, inserted } = inserting()
    await expect(images.create({ properties: {}, tags: [], ...wanted }, member)).rejects.toEqual(problem(code))
    expect(inserted).toStrictEqual([])
  })
})

describe('updating an image', () => {
  const rename = (name: string) => (image: Image) => ({ ...image, name })

  test('stores what was decided, with the time', async () => {
    const { images } = createService(changingCatalog(anImage()))
    expect(await images.update(anImage().id, member, rename('b'))).toMatchObject({
      name: 'b',
      updatedAt: now,
      revision: 2,
    })
  })

  test('stores nothing when the very same image is decided on', async () => {
    const image = anImage()
    const { images } = createService({ find: async () => image })
    expect(await images.update(image.id, member, (same) => same)).toBe(image)
  })

  test('is decided anew when another writer came between, so that no change is lost', async () => {
    const others = [{ minRam: 64 }, { minDisk: 5 }]
    const { images } = createService(changingCatalog(anImage(), others))
    expect(await images.update(anImage().id, member, rename('b'))).toMatchObject({ name: 'b', minRam: 64, minDisk: 5 })
  })

  test('obeys the rules of the image as the other writer left it', async () => {
    const { images } = createService(changingCatalog(anImage(), [{ owner: 'project-b', visibility: 'public' }]))
    await expect(images.update(anImage().id, member, rename('b'))).rejects.toEqual(problem('forbidden'))
  })

  test('finds the image missing when another writer deleted it', async () => {
    const { images } = createService(changingCatalog(anImage(), ['deleted']))
    await expect(images.update(anImage().id, member, rename('b'))).rejects.toEqual(problem('imageNotFound'))
  })

  test('gives up when others keep changing the image', async () => {
    const { images } = createService(changingCatalog(anImage(), Array(1000).fill({ minRam: 1 })))
    await expect(images.update(anImage().id, member, rename('b'))).rejects.toEqual(problem('updateConflict'))
  })

  test('gives up at once when the decision is a refusal', async () => {
    const refusal = new Error('no')
    const { images } = createService({ find: async () => anImage() })
    const refuse = () => {
      throw refusal
    }
    await expect(images.update(anImage().id, member, refuse)).rejects.toBe(refusal)
  })

  test.for([
    { name: "another project's image", image: anImage({ owner: 'project-b', visibility: 'public' }), change: {} },
    { name: 'publication by a member', image: anImage(), change: { visibility: 'public' } },
    { name: 'a gift to another project', image: anImage(), change: { owner: 'project-b' } },
  ] as const)('is forbidden: $name', async ({ image, change }) => {
    const { images } = createService({ find: async () => image })
    await expect(images.update(image.id, member, (old) => ({ ...old, ...change }))).rejects.toEqual(
      problem('forbidden'),
    )
  })

  test('is refused growth over the quota', async () => {
    const { images } = createService({ find: async () => anImage() })
    const grow = (image: Image) => ({ ...image, tags: ['a', 'b', 'c'] })
    await expect(images.update(anImage().id, member, grow)).rejects.toEqual(problem('quotaExceeded'))
  })

  test('is allowed for a protected image', async () => {
    const { images } = createService(changingCatalog(anImage({ protected: true })))
    expect(await images.update(anImage().id, member, rename('b'))).toMatchObject({ name: 'b' })
  })
})

describe('deleting an image', () => {
  test('takes the record first, then tells that the bytes can follow (R7)', async () => {
    const order: string[] = []
    const images = createImageService({
      catalog: stub<ImageCatalog>({
        find: async () => anImage(),
        async delete() {
          order.push('record')
          return true
        },
      }),
      quotas: { properties: 2, tags: 2 },
      now: () => now,
      onDeleted: (id) => order.push(id),
    })
    await images.delete(anImage().id, member)
    expect(order).toStrictEqual(['record', anImage().id])
  })

  test.for([
    { name: 'a protected image', image: anImage({ protected: true }), caller: member, code: 'imageProtected' },
    {
      name: 'a protected image, even by administrators',
      image: anImage({ protected: true }),
      caller: admin,
      code: 'imageProtected',
    },
    { name: "another project's image", image: anImage({ visibility: 'public' }), caller: stranger, code: 'forbidden' },
  ])('is refused before anything happens (S1): $name', async ({ image, caller, code }) => {
    const { images, deleted } = createService({ find: async () => image })
    await expect(images.delete(image.id, caller)).rejects.toEqual(problem(code))
    expect(deleted).toStrictEqual([])
  })

  test('is decided anew when another writer came between, be it the upload of its data', async () => {
    const { images, deleted } = createService(
      changingCatalog(anImage(), [{ name: 'b' }, { status: 'saving' }, { status: 'active' }]),
    )
    await images.delete(anImage().id, member)
    expect(deleted).toStrictEqual([anImage().id])
    await expect(images.show(anImage().id, member)).rejects.toEqual(problem('imageNotFound'))
  })

  test.for([
    { name: 'protected it', change: { protected: true }, code: 'imageProtected' },
    { name: 'gave it away', change: { owner: 'project-b', visibility: 'public' }, code: 'forbidden' },
  ] as const)('is refused when another writer $name meanwhile', async ({ change, code }) => {
    const { images, deleted } = createService(changingCatalog(anImage(), [change]))
    await expect(images.delete(anImage().id, member)).rejects.toEqual(problem(code))
    expect(deleted).toStrictEqual([])
  })

  test('finds the image missing when another one deleted it first', async () => {
    const { images, deleted } = createService(changingCatalog(anImage(), ['deleted']))
    await expect(images.delete(anImage().id, member)).rejects.toEqual(problem('imageNotFound'))
    expect(deleted).toStrictEqual([])
  })

  test('gives up when others keep changing the image', async () => {
    const { images, deleted } = createService(changingCatalog(anImage(), Array(1000).fill({ minRam: 1 })))
    await expect(images.delete(anImage().id, member)).rejects.toEqual(problem('updateConflict'))
    expect(deleted).toStrictEqual([])
  })
})
