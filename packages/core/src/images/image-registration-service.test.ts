import { createHash } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { aCaller, admin, anImage } from '../../test/builders.ts'
import { BYTES, digests, startRegistration, URL, uploading } from '../../test/registration.ts'
import { Problem } from '../problem.ts'
import type { DataOrigin } from './data-origin.ts'
import type { Image } from './image.ts'
import type { PropertyRights } from './property-protection.ts'

afterAll(() => digests.close())

const member = aCaller()
const request = { requestId: 'req-1', signal: new AbortController().signal }
const md5 = createHash('md5').update(BYTES).digest('hex')
const wanted = { name: 'debian', diskFormat: 'raw', containerFormat: 'bare', properties: {}, tags: [] }
const problem = (code: string) => expect.objectContaining({ code })
const empty: DataOrigin = { kind: 'empty' }
const WRONG = 'a'.repeat(32)
const NO_BYTES = createHash('md5').digest('hex')
const location = (said: { size?: number; checksum?: string; url?: string } = {}) =>
  ({ kind: 'location', url: URL, ...said }) as const
const copy = (said: { store?: string; url?: string; size?: number; checksum?: string } = {}) =>
  ({ kind: 'copy', url: URL, ...said }) as const
const failing = (error: unknown) => () => Promise.reject(error)
const refused = failing(new Problem('urlRefused', 'The URL is refused'))
const away = failing(new Problem('sourceUnavailable', 'cannot be reached'))
const broken = new Error('the catalogue is gone')

describe('a new image', () => {
  test('waits for its data when there is none yet', async () => {
    const { create } = startRegistration()
    expect(await create(wanted, undefined, request, member)).toMatchObject({ status: 'queued', data: null })
  })

  test('has the data of its request, by the way of every upload', async () => {
    const { create, kept } = startRegistration()
    const image = await create(wanted, uploading({ checksum: md5, declaredSize: BYTES.length }), request, member)
    const data = { size: BYTES.length, checksum: md5, hashAlgorithm: 'sha256', locations: [{ store: 'file' }] }
    expect(image).toMatchObject({ name: 'debian', status: 'active', data })
    expect([...kept.values()]).toStrictEqual([image])
  })

  test('that is to have nothing is active without any store, and whatever its formats', async () => {
    for (const origin of [empty, { ...empty, checksum: NO_BYTES.toUpperCase() }]) {
      const image = await startRegistration().create({ properties: {}, tags: [] }, origin, request, member)
      expect(image).toMatchObject({ status: 'active', data: { size: 0, checksum: null, locations: [] } })
    }
  })

  test('is answered as its caller may read it (S10)', async () => {
    const rights: Partial<PropertyRights> = {
      assertMayCreate: () => undefined,
      readable: (image) => ({ ...image, properties: { read: 'by who may' } }),
    }
    const { create } = startRegistration({ protection: () => rights as PropertyRights })
    for (const origin of [empty, uploading(), location()]) {
      expect(await create(wanted, origin, request, member)).toMatchObject({ properties: { read: 'by who may' } })
    }
  })

  test.for<{ name: string; origin: DataOrigin; code: string; given?: Parameters<typeof startRegistration>[0] }>([
    { name: 'data that is larger than allowed', origin: uploading({ declaredSize: 1001 }), code: 'declaredTooLarge' },
    { name: 'data for an unknown store', origin: uploading({ store: 'tape' }), code: 'storeUnknown' },
    { name: 'a copy for an unknown store', origin: copy({ store: 'tape' }), code: 'storeUnknown' },
    {
      name: 'a copy that is larger than allowed',
      origin: copy(),
      given: { size: async () => 1001 },
      code: 'declaredTooLarge',
    },
    {
      name: 'a copy from where nobody may go (S20, S21)',
      origin: copy(),
      given: { size: refused },
      code: 'urlRefused',
    },
    { name: 'a copy that cannot be had', origin: copy(), given: { size: away }, code: 'sourceUnavailable' },
    {
      name: 'a location where nobody may go (S20)',
      origin: location(),
      given: { size: refused },
      code: 'urlRefused',
    },
    { name: 'a location that is not there', origin: location(), given: { size: away }, code: 'sourceUnavailable' },
    {
      name: 'a location of unknown size',
      origin: location(),
      given: { size: async () => undefined },
      code: 'locationInvalid',
    },
    {
      name: 'a location of more than is allowed',
      origin: location(),
      given: { size: async () => 1001 },
      code: 'declaredTooLarge',
    },
    { name: 'a location of another size than is said', origin: location({ size: 14 }), code: 'digestConflict' },
    { name: 'a copy of another size than is said', origin: copy({ size: 14 }), code: 'digestConflict' },
    {
      name: 'a copy that is said to be larger than allowed',
      origin: copy({ size: 1001 }),
      given: { size: async () => undefined },
      code: 'declaredTooLarge',
    },
    { name: 'a location with a checksum that is none', origin: location({ checksum: 'x' }), code: 'attributeInvalid' },
    { name: 'a copy with a checksum that is none', origin: copy({ checksum: 'x' }), code: 'attributeInvalid' },
    { name: 'data with a checksum that is none', origin: uploading({ checksum: 'x' }), code: 'attributeInvalid' },
    { name: 'no bytes with a checksum that is none', origin: { ...empty, checksum: 'x' }, code: 'attributeInvalid' },
    { name: 'no bytes with a checksum of some', origin: { ...empty, checksum: md5 }, code: 'checksumMismatch' },
    { name: 'a location without a store for it', origin: location(), given: { elsewhere: false }, code: 'urlRefused' },
  ])('is not made for $name', async ({ origin, code, given }) => {
    const { create, kept, started } = startRegistration(given)
    await expect(create(wanted, origin, request, admin)).rejects.toEqual(problem(code))
    expect([kept.size, started]).toStrictEqual([0, []])
  })

  test.for([{ origin: uploading() }, { origin: location() }, { origin: copy() }])(
    'is not made without formats for data of kind $origin.kind',
    async ({ origin }) => {
      const { create, kept, started } = startRegistration()
      const unknown = { ...wanted, diskFormat: null }
      await expect(create(unknown, origin, request, admin)).rejects.toEqual(problem('formatsMissing'))
      expect([kept.size, started]).toStrictEqual([0, []])
    },
  )

  test.for([
    { name: 'no formats', changes: { diskFormat: null }, origin: copy() },
    { name: 'no formats', changes: { diskFormat: null }, origin: location() },
    { name: 'an unknown store', origin: copy({ store: 'tape' }) },
    { name: 'a size that is too large', origin: copy({ size: 1001 }) },
    { name: 'a checksum that is none', origin: copy({ checksum: 'x' }) },
    { name: 'a checksum that is none', origin: location({ checksum: 'x' }) },
    { name: 'too many properties', changes: { properties: { a: '', b: '', c: '' } }, origin: copy() },
  ])('that is refused for $name has nobody asked for data of kind $origin.kind', async ({ changes, origin }) => {
    const { create, update, kept, asked } = startRegistration({ images: [anImage()] })
    await expect(create({ ...wanted, ...changes }, origin, request, admin)).rejects.toBeInstanceOf(Problem)
    const change = (image: Image): Image => ({ ...image, ...changes })
    await expect(update(anImage().id, change, origin, request, admin)).rejects.toBeInstanceOf(Problem)
    expect([[...kept.values()], asked]).toStrictEqual([[anImage()], []])
  })

  test.for([
    { rule: 'upload_image', origin: uploading() },
    { rule: 'upload_image', origin: copy() },
    { rule: 'copy_from', origin: copy() },
    { rule: 'set_image_location', origin: location() },
    { rule: 'add_image', origin: location() },
  ])('is not made, and nobody is asked, when $rule forbids data of kind $origin.kind', async ({ rule, origin }) => {
    const rules = { copy_from: '@', [rule]: `not 'debian':%(name)s` }
    const { create, kept, asked, started } = startRegistration({ rules })
    await expect(create(wanted, origin, request, member)).rejects.toEqual(problem('forbidden'))
    expect([kept.size, asked, started]).toStrictEqual([0, [], []])
    await expect(create({ ...wanted, name: 'b' }, origin, request, member)).resolves.toMatchObject({ name: 'b' })
  })

  test('is copied for administrators alone, unless a rule says otherwise (S12, S21)', async () => {
    const { create, asked } = startRegistration()
    await expect(create(wanted, copy(), request, member)).rejects.toEqual(problem('forbidden'))
    expect(asked).toStrictEqual([])
    expect(await create(wanted, copy(), request, admin)).toMatchObject({ status: 'queued' })
  })
})

describe('a new image at a location', () => {
  const locations = [{ store: 'http', key: URL, metadata: {} }]
  const data = { locations, size: BYTES.length, hashAlgorithm: null, hashValue: null, virtualSize: null }

  test('is active at once; a task reads its digests', async () => {
    const { create, started, asked } = startRegistration()
    const image = await create(wanted, location({ size: BYTES.length }), request, member)
    expect(image).toMatchObject({ status: 'active', data: { ...data, checksum: null } })
    const input = { image_id: image.id, loc_url: URL }
    expect(started).toStrictEqual([
      { type: 'location_import', imageId: image.id, input, caller: member, requestId: 'req-1' },
    ])
    expect(asked).toStrictEqual([URL])
  })

  test("with a checksum is nobody's to read before a task has found that it is right", async () => {
    const { create, started, asked } = startRegistration()
    const image = await create(wanted, location({ checksum: md5.toUpperCase() }), request, member)
    expect(image).toMatchObject({ status: 'importing', data: null })
    const input = { image_id: image.id, loc_url: URL, validation_data: { checksum: md5 } }
    expect(started).toStrictEqual([
      { type: 'location_import', imageId: image.id, input, caller: member, requestId: 'req-1' },
    ])
    expect(asked).toStrictEqual([URL])
  })

  test('with a checksum is killed when that task cannot be stored', async () => {
    const { create, kept } = startRegistration({ start: failing(broken) })
    await expect(create(wanted, location({ checksum: md5 }), request, member)).rejects.toBe(broken)
    expect([...kept.values()]).toMatchObject([{ status: 'killed', data: null }])
  })

  test.for([undefined, md5])('is believed where data is not read for its digests: %s', async (checksum) => {
    const { create, started } = startRegistration({ secureHash: false })
    const image = await create(wanted, location(checksum === undefined ? {} : { checksum }), request, member)
    expect(image).toMatchObject({ status: 'active', data: { ...data, checksum: checksum ?? null } })
    expect(started).toStrictEqual([])
  })

  test('is right without that task, which is for the log', async () => {
    const { create, errors } = startRegistration({ start: failing(broken) })
    const image = await create(wanted, location(), request, member)
    expect(image).toMatchObject({ status: 'active', data: { size: BYTES.length, checksum: null } })
    expect(errors).toStrictEqual([[broken, image.id]])
  })
})

describe('a new image that is copied', () => {
  test('waits for a task that fetches it, also when nobody knows how much it is', async () => {
    const { create, started } = startRegistration({ size: async () => undefined })
    const image = await create(wanted, copy({ store: 'file' }), request, admin)
    expect(image).toMatchObject({ status: 'queued', data: null })
    const input = { image_id: image.id, import_req: { method: { name: 'copy_from', uri: URL }, stores: ['file'] } }
    expect(started).toStrictEqual([
      { type: 'api_image_import', imageId: image.id, input, caller: admin, requestId: 'req-1' },
    ])
  })

  test('has the task know what is said of it', async () => {
    const { create, started } = startRegistration()
    await create(wanted, copy({ size: BYTES.length, checksum: md5 }), request, admin)
    expect(started).toMatchObject([{ input: { validation_data: { size: BYTES.length, checksum: md5 } } }])
  })

  test('is killed when that task cannot be stored', async () => {
    const { create, kept } = startRegistration({ start: failing(broken) })
    await expect(create(wanted, copy(), request, admin)).rejects.toBe(broken)
    expect([...kept.values()]).toMatchObject([{ status: 'killed' }])
  })
})

describe('data of a new image that is not taken', () => {
  test.for([
    { name: 'another checksum than is said', upload: { checksum: WRONG }, code: 'checksumMismatch' },
    { name: 'less than is said', upload: { declaredSize: 14 }, code: 'sizeMismatch' },
  ])('leaves a killed image: $name', async ({ upload, code }) => {
    const { create, kept } = startRegistration()
    const refusal = await create(wanted, uploading(upload), request, member).catch((error: unknown) => error)
    const [image] = [...kept.values()]
    expect(image).toMatchObject({ name: 'debian', status: 'killed', data: null })
    // Nobody else tells the id to who did not choose it.
    const message = expect.stringMatching(new RegExp(`\\. Image ${image?.id} is killed: delete it$`))
    expect(refusal).toMatchObject({ code, message, cause: problem(code) })
  })

  test('leaves a killed image also when no byte was read', async () => {
    const full = new Problem('quotaExceeded', 'no room')
    const { create, kept } = startRegistration({ catalog: { beginUpload: failing(full) } })
    await expect(create(wanted, uploading(), request, member)).rejects.toMatchObject({
      code: 'quotaExceeded',
      message: expect.stringMatching(/^no room\. Image .* is killed/),
      cause: full,
    })
    expect([...kept.values()]).toMatchObject([{ status: 'killed' }])
  })

  test('leaves the image to who was faster (R9)', async () => {
    const { create, kept } = startRegistration({
      catalog: {
        async beginUpload(id) {
          kept.set(id, anImage({ id, status: 'saving' }))
          return false
        },
      },
    })
    await expect(create(wanted, uploading(), request, member)).rejects.toEqual(problem('statusConflict'))
    expect([...kept.values()]).toMatchObject([{ status: 'saving' }])
  })

  test('leaves nothing of an image that was deleted meanwhile (S51)', async () => {
    const { create, images, kept } = startRegistration()
    async function* bytes() {
      for (const id of kept.keys()) await images.delete(id, member)
      yield BYTES
    }
    await expect(create(wanted, uploading({ bytes: bytes() }), request, member)).rejects.toEqual(problem('imageGone'))
    expect([...kept.values()]).toMatchObject([{ status: 'deleted', data: null }])
  })

  test('tells both reasons when the image cannot be killed', async () => {
    const given = { start: failing(new Error('no')), catalog: { moveStatus: failing(broken) } }
    const created = startRegistration(given).create(wanted, copy(), request, admin)
    await expect(created).rejects.toMatchObject({ errors: [{ message: 'no' }, broken] })
  })
})

describe('a change of an image', () => {
  const queued = anImage({ diskFormat: null })
  const { id } = queued
  const change = (image: Image): Image => ({ ...image, name: 'b', diskFormat: 'raw' })

  test('needs no data', async () => {
    const { update } = startRegistration({ images: [queued] })
    expect(await update(id, change, undefined, request, member)).toMatchObject({ name: 'b', status: 'queued' })
  })

  test.for([
    { origin: uploading(), want: { status: 'active', data: { checksum: md5 } } },
    { origin: location(), want: { status: 'active', data: { checksum: null } } },
    { origin: copy(), want: { status: 'queued', data: null } },
  ])('can bring the data with it, and its formats: $origin.kind', async ({ origin, want }) => {
    const { update, kept } = startRegistration({ images: [queued], rules: { copy_from: '@' } })
    const changed = await update(id, change, origin, request, member)
    expect(changed).toMatchObject({ name: 'b', diskFormat: 'raw', ...want })
    expect(kept.get(id)).toStrictEqual(changed)
  })

  test.for([
    { origin: uploading(), status: 'active', code: 'statusConflict' },
    { origin: uploading(), status: 'saving', code: 'statusConflict' },
    { origin: uploading(), status: 'killed', code: 'statusConflict' },
    { origin: location(), status: 'active', code: 'locationInvalid' },
    { origin: copy(), status: 'deactivated', code: 'locationInvalid' },
  ] as const)('brings no other data to an image that is $status: $origin.kind (S5, S6)', async (row) => {
    const image = anImage({ status: row.status })
    const { update, kept, asked } = startRegistration({ images: [image] })
    await expect(update(id, change, row.origin, request, admin)).rejects.toEqual(problem(row.code))
    expect([kept.get(id), asked]).toStrictEqual([image, []])
  })

  test.for([
    { name: 'data for an unknown store', origin: uploading({ store: 'tape' }), code: 'storeUnknown' },
    { name: 'too much data', origin: uploading({ declaredSize: 1001 }), code: 'declaredTooLarge' },
    { name: 'a copy by a member (S12)', origin: copy(), code: 'forbidden' },
    { name: 'a location of another size', origin: location({ size: 14 }), code: 'digestConflict' },
    { name: 'data with a checksum that is none', origin: uploading({ checksum: 'x' }), code: 'attributeInvalid' },
  ])('changes nothing when it is refused before its data begins: $name', async ({ origin, code }) => {
    const { update, kept, started } = startRegistration({ images: [queued] })
    await expect(update(id, change, origin, request, member)).rejects.toEqual(problem(code))
    expect([kept.get(id), started]).toStrictEqual([queued, []])
  })

  test('that is refused asks nobody for data', async () => {
    const { update, asked } = startRegistration({ images: [anImage({ owner: 'project-b', visibility: 'public' })] })
    await expect(update(id, change, location(), request, member)).rejects.toEqual(problem('forbidden'))
    expect(asked).toStrictEqual([])
  })

  test('leaves a killed image when its data has begun, and is not taken', async () => {
    const { update, kept } = startRegistration({ images: [queued] })
    const origin = uploading({ declaredSize: 14 })
    await expect(update(id, change, origin, request, member)).rejects.toMatchObject({
      code: 'sizeMismatch',
      message: expect.stringContaining(`Image ${id} is killed`),
    })
    expect(kept.get(id)).toMatchObject({ name: 'b', status: 'killed', data: null })
  })

  test.for([
    { name: 'there is no room for it', given: { beginUpload: failing(new Problem('quotaExceeded', 'no room')) } },
    { name: 'another upload was faster (R9)', given: { beginUpload: async () => false } },
    { name: 'the catalogue fails', given: { beginUpload: failing(broken) } },
  ])('leaves the image as it was when its data may not even begin: $name', async ({ given }) => {
    const { update, kept } = startRegistration({ images: [queued], catalog: given })
    await expect(update(id, change, uploading(), request, member)).rejects.toThrow()
    expect(kept.get(id)).toStrictEqual(queued)
  })

  test('that cannot be made any more once its upload has the image asks for no byte, and leaves it waiting', async () => {
    const asked: string[] = []
    async function* bytes() {
      asked.push('a byte')
      yield BYTES
    }
    const { update, kept } = startRegistration({ images: [queued] })
    // At the first time it is only considered.
    const refusals = [undefined, new Problem('attributeInvalid', 'not any more')]
    const decide = (image: Image): Image => {
      const refusal = refusals.shift()
      if (refusal) throw refusal
      return change(image)
    }
    await expect(update(id, decide, uploading({ bytes: bytes() }), request, member)).rejects.toMatchObject({
      code: 'attributeInvalid',
      message: 'not any more',
    })
    expect([asked, kept.get(id)]).toStrictEqual([[], { ...queued, revision: expect.any(Number) }])
  })

  test('is decided as of an image that waits, also when its upload has it', async () => {
    const seen: string[] = []
    const { update } = startRegistration({ images: [anImage()] })
    const decide = (image: Image): Image => {
      seen.push(image.status)
      return image
    }
    expect(await update(id, decide, uploading(), request, member)).toMatchObject({ status: 'active' })
    expect(seen).toStrictEqual(['queued', 'queued'])
  })

  test('brings its location, or nothing at all, when another has come first', async () => {
    const { update, kept } = startRegistration({ images: [queued] })
    const decide = (image: Image): Image => {
      // While it is being decided.
      kept.set(id, { ...image, status: 'saving', revision: image.revision + 1 })
      return change(image)
    }
    await expect(update(id, decide, location(), request, member)).rejects.toEqual(problem('locationInvalid'))
    expect(kept.get(id)).toMatchObject({ name: queued.name, status: 'saving' })
  })

  test('leaves the image waiting when the task that is to verify its location cannot be stored', async () => {
    const { update, kept } = startRegistration({ images: [queued], start: failing(broken) })
    await expect(update(id, change, location({ checksum: md5 }), request, member)).rejects.toBe(broken)
    expect(kept.get(id)).toMatchObject({ status: 'queued', data: null })
  })

  test('that is decided anew asks a server elsewhere once', async () => {
    let others = 2
    const { update, kept, asked } = startRegistration({ images: [queued] })
    const decide = (image: Image): Image => {
      if (others-- > 0) kept.set(id, { ...image, minRam: others, revision: image.revision + 1 })
      return change(image)
    }
    expect(await update(id, decide, location(), request, member)).toMatchObject({
      name: 'b',
      minRam: 0,
      status: 'active',
    })
    expect(asked).toStrictEqual([URL])
  })

  test('of a deleted image is forbidden to administrators, who can see that it is; to others it is missing', async () => {
    const deleted = anImage({ status: 'deleted', deletedAt: new Date() })
    const { update } = startRegistration({ images: [deleted] })
    for (const origin of [undefined, uploading()]) {
      await expect(update(id, change, origin, request, admin)).rejects.toEqual(problem('forbidden'))
      await expect(update(id, change, origin, request, member)).rejects.toEqual(problem('imageNotFound'))
    }
  })
})
