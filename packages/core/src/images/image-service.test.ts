import { describe, expect, test } from 'vitest'
import { aCaller, admin, anImage, stranger, stub } from '../../test/builders.ts'
import { createPolicy } from '../policy/policy.ts'
import type { ImageCatalog, NewImage } from '../ports/image-catalog.ts'
import { createImageAccess } from './access.ts'
import type { Image } from './image.ts'
import type { ImageQuery } from './image-query.ts'
import { createImageService } from './image-service.ts'
import { noPropertyProtection } from './property-protection.ts'

const now = new Date('2026-02-03T04:05:06Z')
const member = aCaller()
const reader = aCaller({ roles: ['reader'] })
const unscoped = aCaller({ projectId: null, roles: [] })
const domainAdmin = { ...admin, projectId: null, domainId: 'default' }
const systemAdmin = { ...admin, projectId: null, isSystem: true }
const problem = (code: string) => expect.objectContaining({ code })

/** A service for images that nobody shares; `deleted` notes whose bytes may follow. */
function createService(methods: Partial<ImageCatalog>, deleted: string[] = [], policy = createPolicy()) {
  const changed: string[] = []
  const catalog = stub<ImageCatalog>({ findMember: async () => undefined, ...methods })
  const images = createImageService({
    catalog,
    policy,
    access: createImageAccess({ catalog, policy }),
    protection: noPropertyProtection,
    quotas: { properties: 2, tags: 2 },
    imageLimit: -1,
    now: () => now,
    onDeleted: (id) => deleted.push(id),
    onDataChanged: () => changed.push('data'),
  })
  return { images, deleted, changed }
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
    async update(_, revision, { name, minRam, minDisk }, updatedAt, content) {
      letOthersChange()
      if (current?.revision !== revision) return undefined
      current = { ...current, name, minRam, minDisk, ...content, updatedAt, revision: revision + 1 }
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

  test('can be refused by who asks for more than a record, knowing the image as it is to be', async () => {
    const { images, inserted } = inserting()
    const seen: NewImage[] = []
    const refusal = new Error('no')
    const created = images.create({ name: 'b', properties: {}, tags: [] }, member, async (image) => {
      seen.push(image)
      throw refusal
    })
    await expect(created).rejects.toBe(refusal)
    expect(seen).toMatchObject([{ name: 'b', owner: 'project-a', visibility: 'shared' }])
    expect(inserted).toStrictEqual([])
  })

  test.for([
    { name: 'a public one by a member', wanted: { visibility: 'public' as const }, code: 'forbidden' },
    { name: "another project's by a member", wanted: { owner: 'project-b' }, code: 'forbidden' },
    { name: 'any by a reader', caller: reader, code: 'forbidden' },
    { name: 'any without a project', caller: unscoped, code: 'forbidden' },
    { name: 'any with a token for a domain', caller: domainAdmin, code: 'forbidden' },
    { name: 'any with a token for the whole deployment', caller: systemAdmin, code: 'forbidden' },
    { name: 'too many tags', wanted: { tags: ['a', 'b', 'c'] }, code: 'quotaExceeded' },
    { name: 'too many properties', wanted: { properties: { a: '', b: '', c: '' } }, code: 'quotaExceeded' },
  ])('is refused before anything is stored: $name', async ({ wanted, caller = member, code }) => {
    const { images, inserted } = inserting()
    await expect(images.create({ properties: {}, tags: [], ...wanted }, caller)).rejects.toEqual(problem(code))
    expect(inserted).toStrictEqual([])
  })
})

describe('looking back', () => {
  const left = anImage({ status: 'deleted', deletedAt: now })

  test('shows administrators what is left of a deleted image, and everybody what is there', async () => {
    const { images } = createService({ find: async () => undefined, findDeleted: async () => left })
    expect(await images.lookBack(left.id, admin)).toStrictEqual(left)
    await expect(images.lookBack(left.id, member)).rejects.toEqual(problem('imageNotFound'))
    const { images: others } = createService({ find: async () => anImage() })
    expect(await others.lookBack(left.id, member)).toStrictEqual(anImage())
  })
})

describe('a list of images', () => {
  const query = { conditions: [], sort: [], limit: 10 }
  const listing = (found?: Image) => createService({ find: async () => found, list: async () => [anImage()] })

  test.for([
    { name: 'members', caller: member },
    { name: 'readers', caller: reader },
    { name: 'administrators', caller: admin },
  ])('is for $name', async ({ caller }) => {
    expect(await listing().images.list(query, caller)).toStrictEqual([anImage()])
  })

  test.for([
    { name: 'callers without a role', caller: aCaller({ roles: [] }) },
    { name: 'tokens without a project', caller: unscoped },
    { name: 'tokens for a domain', caller: domainAdmin },
    { name: 'tokens for the whole deployment', caller: systemAdmin },
  ])('is forbidden to $name, before the marker is looked at', async ({ caller }) => {
    const { images } = createService({})
    await expect(images.list({ ...query, marker: anImage().id }, caller)).rejects.toEqual(problem('forbidden'))
  })

  test('begins after no image that the caller does not see, in the words for one that does not exist (S13)', async () => {
    const marked = { ...query, marker: anImage().id }
    const refusals = await Promise.all(
      [undefined, anImage({ visibility: 'private' })].map((found) =>
        listing(found)
          .images.list(marked, stranger)
          .catch((error: unknown) => error),
      ),
    )
    expect(refusals[0]).toEqual(problem('queryInvalid'))
    expect(refusals[1]).toEqual(refusals[0])
    expect(await listing(anImage()).images.list(marked, reader)).toHaveLength(1)
  })

  test.for([
    { name: 'deleted ones too, to everybody', asked: { deleted: 'too' }, want: { deleted: 'too' } },
    { name: 'deleted ones alone, to administrators', asked: { deleted: 'only' }, want: {} },
    { name: 'killed ones, to administrators', asked: { killed: true }, want: {} },
  ] as const)('shows $name', async ({ asked, want }) => {
    const queries: ImageQuery[] = []
    const { images } = createService({
      async list(one) {
        queries.push(one)
        return []
      },
    })
    for (const caller of [admin, member]) await images.list({ ...query, ...asked }, caller)
    const [ofAdmin, ofMember] = queries.map(({ scope: _, ...listed }) => listed)
    expect(ofAdmin).toStrictEqual({ ...query, ...asked })
    expect(ofMember).toStrictEqual({ ...query, ...want })
  })

  test('with deleted ones begins after such a one, if it can be in the list of the caller (S13)', async () => {
    const left = anImage({ status: 'deleted', deletedAt: now })
    const { images } = createService({
      find: async () => undefined,
      findDeleted: async () => left,
      list: async () => [],
    })
    const marked = { ...query, marker: left.id }
    expect(await images.list({ ...marked, deleted: 'too' }, member)).toStrictEqual([])
    await expect(images.list({ ...marked, deleted: 'too' }, stranger)).rejects.toEqual(problem('queryInvalid'))
    await expect(images.list(marked, member)).rejects.toEqual(problem('queryInvalid'))
  })

  test('leaves out what a rule hides, and is as long as asked for all the same', async () => {
    const all = Array.from({ length: 10 }, (_, number) =>
      anImage({ id: `image-${number}`, properties: number % 3 === 0 ? {} : { internal: 'yes' } }),
    )
    const list: ImageCatalog['list'] = async ({ marker, limit }) => {
      const start = all.findIndex(({ id }) => id === marker) + 1
      return all.slice(start, start + limit)
    }
    const policy = createPolicy({ get_image: `not 'yes':%(internal)s` })
    const { images } = createService({ list }, [], policy)
    const listed = async (limit: number) => (await images.list({ ...query, limit }, member)).map(({ id }) => id)
    expect(await listed(3)).toStrictEqual(['image-0', 'image-3', 'image-6'])
    expect(await listed(4)).toStrictEqual(['image-0', 'image-3', 'image-6', 'image-9'])
    expect(await listed(5)).toStrictEqual(['image-0', 'image-3', 'image-6', 'image-9'])
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

  const data = {
    locations: [{ store: 'http', key: 'https://images.example/debian', metadata: {} }],
    size: 1,
    checksum: null,
    hashAlgorithm: null,
    hashValue: null,
    virtualSize: null,
  }

  test('stores status and data too where these were decided, and tells that bytes can follow', async () => {
    const { images, changed } = createService(changingCatalog(anImage()))
    const activate = (image: Image): Image => ({ ...image, name: 'b', status: 'active', data })
    expect(await images.update(anImage().id, member, activate)).toMatchObject({ name: 'b', status: 'active', data })
    expect(changed).toStrictEqual(['data'])
  })

  test('leaves status and data to an upload that goes on meanwhile (R2)', async () => {
    const others: Array<Partial<Image>> = [{ status: 'active', data }]
    const { images, changed } = createService(changingCatalog(anImage({ status: 'saving' }), others))
    const renamed = await images.update(anImage().id, member, rename('b'))
    expect(renamed).toMatchObject({ name: 'b', status: 'active', data })
    expect(changed).toStrictEqual([])
  })

  test('may take its time to decide', async () => {
    const { images } = createService(changingCatalog(anImage(), [{ minRam: 64 }]))
    const later = async (image: Image) => rename('b')(image)
    expect(await images.update(anImage().id, member, later)).toMatchObject({ name: 'b', minRam: 64 })
  })

  test('stores nothing when the very same image is decided on', async () => {
    const image = anImage()
    const { images } = createService({ find: async () => image })
    expect(await images.update(image.id, member, (same) => same)).toBe(image)
  })

  test('can be refused by who asks for more, knowing the image as it is to be; nothing is stored', async () => {
    const { images } = createService({ find: async () => anImage() })
    const refusal = new Error('no')
    const admit = async ({ name, status }: Image) => {
      expect([name, status]).toStrictEqual(['b', 'queued'])
      throw refusal
    }
    await expect(images.update(anImage().id, member, rename('b'), admit)).rejects.toBe(refusal)
    await expect(images.rehearse(anImage().id, member, rename('b'), admit)).rejects.toBe(refusal)
  })

  test('can be rehearsed: nothing is stored', async () => {
    const { images } = createService({ find: async () => anImage() })
    await expect(images.rehearse(anImage().id, member, rename('b'), async () => undefined)).resolves.toBeUndefined()
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
    { name: 'any change by a reader', image: anImage(), change: {}, caller: reader },
    { name: 'publication by a member', image: anImage(), change: { visibility: 'public' } },
    { name: 'a gift to another project', image: anImage(), change: { owner: 'project-b' } },
  ] as const)('is forbidden: $name', async ({ image, change, ...by }) => {
    const { images } = createService({ find: async () => image })
    const caller = 'caller' in by ? by.caller : member
    const decide = (old: Image): Image => ({ ...old, ...change })
    await expect(images.update(image.id, caller, decide)).rejects.toEqual(problem('forbidden'))
    // Before anybody who would have to be asked is asked.
    const rehearsed = images.rehearse(image.id, caller, decide, () => expect.fail('There is nothing to admit'))
    await expect(rehearsed).rejects.toEqual(problem('forbidden'))
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
    const catalog: Partial<ImageCatalog> = {
      find: async () => anImage(),
      async delete() {
        order.push('record')
        return true
      },
    }
    const { images } = createService(catalog, order)
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
    { name: 'any image, by a reader', image: anImage({ protected: true }), caller: reader, code: 'forbidden' },
    { name: 'what is not seen', image: anImage({ protected: true }), caller: stranger, code: 'imageNotFound' },
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
