import { createHash } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { aCaller, admin, anImage, collect, storesOf, stranger, stub, UNLIMITED } from '../../test/builders.ts'
import { createDigestPool } from '../data-path/digest-pool.ts'
import type { FormatSettings } from '../formats/assert-format.ts'
import { createPolicy } from '../policy/policy.ts'
import type { ImageCatalog, ProjectLimits, StoredBlob } from '../ports/image-catalog.ts'
import type { ImageStore } from '../ports/image-store.ts'
import { Problem } from '../problem.ts'
import { createImageAccess } from './access.ts'
import type { Image, ImageData } from './image.ts'
import { createImageDataService, type Upload } from './image-data-service.ts'

const digests = createDigestPool(2)
afterAll(() => digests.close())

const { id } = anImage()
const member = aCaller()
const reader = aCaller({ roles: ['reader'] })
const problem = (code: string) => expect.objectContaining({ code })
const bytes = Buffer.from('machine image')

async function* once(chunk: Uint8Array) {
  yield chunk
}

function anUpload(changes: Partial<Upload> = {}): Upload {
  return { bytes: once(bytes), declaredSize: undefined, signal: new AbortController().signal, ...changes }
}

/** A service whose catalogue holds one image and writes down what it is told; methods of both ports can be replaced. */
function setUp(
  given: {
    image?: Image | undefined
    catalog?: Partial<ImageCatalog>
    store?: Partial<ImageStore>
    remove?: () => Promise<void>
    limits?: Partial<ProjectLimits>
    formats?: Partial<FormatSettings>
    /** Ids of more stores, with the same bytes. */
    others?: readonly string[]
    rules?: Readonly<Record<string, string>>
  } = {},
) {
  const log: string[] = []
  const state: { image: Image | undefined; key?: string; data?: ImageData } = { image: given.image ?? anImage() }
  const catalog = stub<ImageCatalog>({
    find: async () => state.image,
    findMember: async () => undefined,
    async beginUpload(_, { key }) {
      state.key = key
      log.push('begin')
      return true
    },
    async completeUpload(_, __, data) {
      log.push('complete')
      state.data = data
      return true
    },
    async abandonUpload(_, { key }, _at, status) {
      const as = status ? ` as ${status}` : ''
      log.push(key === state.key ? `abandon${as}` : `abandon of ${key}`)
      return true
    },
    ...given.catalog,
  })
  const store = stub<ImageStore>({
    async put(_, stream) {
      log.push('put')
      const chunks = await collect(stream)
      return { size: Buffer.concat(chunks).length }
    },
    ...given.store,
  })
  const reaper = {
    async reap() {
      log.push('reap')
    },
    async remove({ key }: StoredBlob) {
      log.push(key === state.key ? 'remove' : `removal of ${key}`)
      await given.remove?.()
    },
  }
  const policy = createPolicy(given.rules)
  const data = createImageDataService({
    access: createImageAccess({ catalog, policy }),
    policy,
    catalog,
    stores: storesOf(store, given.others),
    digests,
    reaper,
    hashAlgorithm: 'sha512',
    sizeCap: 1000,
    limits: { ...UNLIMITED, ...given.limits },
    formats: { requireMatch: true, gptNonFatal: [], ...given.formats },
    onWarning: (image, warnings) => log.push(`warning of ${image}: ${warnings.join()}`),
    now: () => new Date(),
  })
  return { data, log, state }
}

/** A store that takes no byte before it is told to stop, as a slow transfer looks. */
function waitingPut() {
  const started = Promise.withResolvers<void>()
  const put: ImageStore['put'] = (_, __, { signal }) => {
    started.resolve()
    return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  }
  return { put, started: started.promise }
}

describe('an upload', () => {
  test('records size and both digests when the store has every byte', async () => {
    const { data, log, state } = setUp()
    const recorded = await data.upload(id, member, anUpload({ declaredSize: bytes.length }))
    expect(recorded).toStrictEqual({
      locations: [{ store: 'file', key: state.key, metadata: {} }],
      size: bytes.length,
      checksum: createHash('md5').update(bytes).digest('hex'),
      hashAlgorithm: 'sha512',
      hashValue: createHash('sha512').update(bytes).digest('hex'),
      virtualSize: bytes.length,
    })
    expect(state.data).toBe(recorded)
    expect(log).toStrictEqual(['begin', 'put', 'complete'])
  })

  test('uses a new key each time', async () => {
    const { data } = setUp()
    const first = await data.upload(id, member, anUpload())
    const second = await data.upload(id, member, anUpload())
    expect(first.locations[0]?.key).not.toBe(second.locations[0]?.key)
  })

  test.for([
    { name: 'the image does not exist for the caller', image: anImage(), caller: stranger, code: 'imageNotFound' },
    { name: "it is another project's", image: anImage({ visibility: 'public' }), caller: stranger, code: 'forbidden' },
    { name: 'the caller may only read', image: anImage(), caller: reader, code: 'forbidden' },
    { name: 'it is active', image: anImage({ status: 'active' }), caller: member, code: 'statusConflict' },
    { name: 'it is saving', image: anImage({ status: 'saving' }), caller: member, code: 'statusConflict' },
    { name: 'its formats are not set', image: anImage({ diskFormat: null }), caller: member, code: 'formatsMissing' },
    {
      name: 'the declared size is over the cap',
      image: anImage(),
      caller: member,
      code: 'declaredTooLarge',
      size: 1001,
    },
  ])('is refused before anything happens when $name', async ({ image, caller, code, size }) => {
    const { data, log } = setUp({ image })
    await expect(data.upload(id, caller, anUpload({ declaredSize: size }))).rejects.toEqual(problem(code))
    expect(log).toStrictEqual([])
  })

  test('that loses the start sends nothing into the store and gets a conflict (R9)', async () => {
    const { data, log } = setUp({ catalog: { beginUpload: async () => false } })
    await expect(data.upload(id, member, anUpload())).rejects.toEqual(problem('statusConflict'))
    expect(log).toStrictEqual([])
  })

  test.for([
    { name: 'fewer bytes than declared', declaredSize: bytes.length + 1 },
    { name: 'more bytes than declared', declaredSize: bytes.length - 1 },
  ])('of $name is abandoned', async ({ declaredSize }) => {
    const { data, log } = setUp()
    await expect(data.upload(id, member, anUpload({ declaredSize }))).rejects.toEqual(problem('sizeMismatch'))
    expect(log).toStrictEqual(['begin', 'put', 'abandon', 'remove'])
  })

  test('of other data than its sender declares is abandoned', async () => {
    const { data, log } = setUp()
    const checksum = createHash('md5').update('another').digest('hex')
    await expect(data.upload(id, member, anUpload({ checksum }))).rejects.toEqual(problem('checksumMismatch'))
    expect(log).toStrictEqual(['begin', 'put', 'abandon', 'remove'])
  })

  test('of just the data that its sender declares is recorded, whatever the case of the digits', async () => {
    const checksum = createHash('md5').update(bytes).digest('hex')
    const upload = anUpload({ checksum: checksum.toUpperCase() })
    expect(await setUp().data.upload(id, member, upload)).toMatchObject({ checksum })
  })

  test('leaves the image as it says once its bytes have begun to come, and untouched before', async () => {
    const { data, log } = setUp()
    const failing = (changes: Partial<Upload>) => data.upload(id, member, anUpload({ failsAs: 'killed', ...changes }))
    await expect(failing({ declaredSize: 1001 })).rejects.toEqual(problem('declaredTooLarge'))
    expect(log).toStrictEqual([])
    await expect(failing({ declaredSize: 1 })).rejects.toEqual(problem('sizeMismatch'))
    expect(log).toStrictEqual(['begin', 'put', 'abandon as killed', 'remove'])
  })

  test.for([
    { name: 'its formats are not known', image: { diskFormat: null }, code: 'formatsMissing' },
    { name: 'it says that it is over the cap', upload: { declaredSize: 1001 }, code: 'declaredTooLarge' },
    { name: 'its checksum is none', upload: { checksum: 'x' }, code: 'attributeInvalid' },
    { name: 'there is no such store', upload: { store: 'tape' }, code: 'storeUnknown' },
  ])('can be refused before there is an image: $name', ({ image, upload, code }) => {
    const { data } = setUp()
    const given = { declaredSize: undefined, ...upload }
    expect(() => data.assertTakes(anImage(image), given)).toThrow(problem(code))
    expect(() => data.assertTakes(anImage(), { declaredSize: 1000, store: 'file' })).not.toThrow()
  })

  describe('that settles what is said of its image', () => {
    const settling = (log: string[]) => async () => void log.push('settle')

    test('does so once the image is its own, and before its first byte is asked for', async () => {
      const { data, log } = setUp()
      async function* reading() {
        log.push('read')
        yield bytes
      }
      await data.uploadSettled(id, anUpload({ bytes: reading() }), settling(log))
      expect(log).toStrictEqual(['begin', 'settle', 'put', 'read', 'complete'])
    })

    test('is held against what is said then', async () => {
      const { data, state } = setUp()
      const settle = async () => {
        state.image = anImage({ diskFormat: 'qcow2' })
      }
      await expect(data.uploadSettled(id, anUpload(), settle)).rejects.toEqual(problem('formatMismatch'))
    })

    test.for([
      { name: 'another was faster', beginUpload: async () => false, code: 'statusConflict' },
      {
        name: 'there is no room',
        beginUpload: () => Promise.reject(new Problem('quotaExceeded', 'no room')),
        code: 'quotaExceeded',
      },
    ])('does not when it does not get the image: $name', async ({ beginUpload, code }) => {
      const { data, log } = setUp({ catalog: { beginUpload } })
      await expect(data.uploadSettled(id, anUpload(), settling(log))).rejects.toEqual(problem(code))
      expect(log).toStrictEqual([])
    })

    test('leaves the image queued when that is refused, whatever it fails as after that', async () => {
      const { data, log } = setUp()
      const refusal = new Problem('attributeInvalid', 'no')
      const upload = anUpload({ failsAs: 'killed' })
      await expect(data.uploadSettled(id, upload, () => Promise.reject(refusal))).rejects.toBe(refusal)
      expect(log).toStrictEqual(['begin', 'abandon', 'remove'])
    })
  })

  test('that cannot be undone tells both reasons', async () => {
    const broken = new Error('the catalogue is gone')
    const { data } = setUp({ catalog: { abandonUpload: () => Promise.reject(broken) } })
    const failure = await data.upload(id, member, anUpload({ declaredSize: 1 })).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(AggregateError)
    expect((failure as AggregateError).errors).toEqual([problem('sizeMismatch'), broken])
  })

  test('over the cap without a declared size is abandoned (S50)', async () => {
    const { data, log } = setUp()
    const upload = anUpload({ bytes: once(Buffer.alloc(1001)) })
    await expect(data.upload(id, member, upload)).rejects.toEqual(problem('imageTooLarge'))
    expect(log).toStrictEqual(['begin', 'put', 'abandon', 'remove'])
  })

  test.for([
    { name: 'goes away', code: 'uploadAborted', id: 'R10' },
    { name: 'falls silent', code: 'uploadIdle', id: 'S57' },
  ] as const)('whose sender $name is abandoned ($id)', async ({ code }) => {
    const { data, log } = setUp()
    const failure = new Problem(code, 'as the sender did')
    async function* failing() {
      yield bytes
      throw failure
    }
    await expect(data.upload(id, member, anUpload({ bytes: failing() }))).rejects.toBe(failure)
    expect(log).toStrictEqual(['begin', 'put', 'abandon', 'remove'])
  })

  test('of something else than its image declares is abandoned', async () => {
    const { data, log } = setUp({ image: anImage({ diskFormat: 'qcow2' }) })
    await expect(data.upload(id, member, anUpload())).rejects.toEqual(problem('formatMismatch'))
    expect(log).toStrictEqual(['begin', 'put', 'abandon', 'remove'])
  })

  test('is held against what the image declares once nobody can change that any more (S43)', async () => {
    const { data, state } = setUp({
      catalog: {
        async beginUpload() {
          state.image = anImage({ diskFormat: 'qcow2' })
          return true
        },
      },
    })
    await expect(data.upload(id, member, anUpload())).rejects.toEqual(problem('formatMismatch'))
  })

  test('is abandoned when its formats were taken away just before nobody could any more (S43)', async () => {
    const { data, state, log } = setUp({
      catalog: {
        async beginUpload() {
          state.image = anImage({ containerFormat: null })
          return true
        },
      },
    })
    await expect(data.upload(id, member, anUpload())).rejects.toEqual(problem('formatsMissing'))
    expect(log).not.toContain('complete')
  })

  test('of something else is taken with a warning where that is not required to match', async () => {
    const { data, log } = setUp({ image: anImage({ diskFormat: 'qcow2' }), formats: { requireMatch: false } })
    expect(await data.upload(id, member, anUpload())).toMatchObject({ virtualSize: null })
    expect(log).toStrictEqual(['begin', 'put', expect.stringMatching(`^warning of ${id}: .*qcow2`), 'complete'])
  })

  test('reserves its declared size, within what the project may have', async () => {
    const reserved: unknown[] = []
    const { data } = setUp({
      limits: { bytes: 500 },
      catalog: {
        async beginUpload(...[, , , reservation]) {
          reserved.push(reservation)
          return true
        },
      },
    })
    await data.upload(id, member, anUpload({ declaredSize: bytes.length }))
    expect(reserved).toStrictEqual([{ size: bytes.length, limits: { ...UNLIMITED, bytes: 500 } }])
  })

  test('of unknown size is abandoned when there is no room for what arrived', async () => {
    const full = new Problem('quotaExceeded', 'no room')
    const asked: number[] = []
    const { data, log } = setUp({
      limits: { bytes: 5 },
      catalog: {
        async reserve(_, { size }) {
          asked.push(size)
          throw full
        },
      },
    })
    await expect(data.upload(id, member, anUpload())).rejects.toBe(full)
    expect(asked.at(-1)).toBe(bytes.length)
    expect(log).toStrictEqual(['begin', 'put', 'abandon', 'remove'])
  })

  test('goes to the store that it names, and is refused before anything happens when there is none', async () => {
    const { data, log } = setUp()
    expect(await data.upload(id, member, anUpload({ store: 'file' }))).toMatchObject({ locations: [{ store: 'file' }] })
    log.length = 0
    await expect(data.upload(id, member, anUpload({ store: 'tape' }))).rejects.toEqual(problem('storeUnknown'))
    expect(log).toStrictEqual([])
  })

  test('that the store refuses is abandoned', async () => {
    const full = new Problem('storeFull', 'no space')
    const { data, log } = setUp({ store: { put: () => Promise.reject(full) } })
    await expect(data.upload(id, member, anUpload())).rejects.toBe(full)
    expect(log).toStrictEqual(['begin', 'abandon', 'remove'])
  })

  test('that the catalogue cannot record is abandoned', async () => {
    const away = new Error('catalogue is away')
    const { data, log } = setUp({ catalog: { completeUpload: () => Promise.reject(away) } })
    await expect(data.upload(id, member, anUpload())).rejects.toBe(away)
    expect(log).toStrictEqual(['begin', 'put', 'abandon', 'remove'])
  })

  test('that the catalogue recorded without being heard keeps its bytes', async () => {
    const away = new Error('catalogue is away')
    const { data, log } = setUp({
      catalog: { completeUpload: () => Promise.reject(away), abandonUpload: async () => false },
    })
    await expect(data.upload(id, member, anUpload())).rejects.toBe(away)
    expect(log).toStrictEqual(['begin', 'put'])
  })

  test('ends when the service stops, and is abandoned', async () => {
    const { put, started } = waitingPut()
    const { data, log } = setUp({ store: { put } })
    const stop = new AbortController()
    const upload = data.upload(id, member, anUpload({ signal: stop.signal }))
    await started
    const reason = new Error('stopping')
    stop.abort(reason)
    await expect(upload).rejects.toBe(reason)
    expect(log).toStrictEqual(['begin', 'abandon', 'remove'])
  })
})

describe('deleting an image during its upload', () => {
  test('ends the upload at once, and its key is abandoned (S51)', async () => {
    const { put, started } = waitingPut()
    const { data, log, state } = setUp({ store: { put } })
    const upload = data.upload(id, member, anUpload())
    await started
    state.image = undefined
    data.stopUpload(id)
    await expect(upload).rejects.toEqual(problem('imageGone'))
    expect(log).toStrictEqual(['begin', 'abandon', 'remove'])
  })

  test('is noticed at the end when another process did it (S51)', async () => {
    const { data, log } = setUp({ catalog: { completeUpload: async () => false } })
    await expect(data.upload(id, member, anUpload())).rejects.toEqual(problem('imageGone'))
    expect(log).toStrictEqual(['begin', 'put', 'abandon', 'remove'])
  })

  test('is what the sender is told of, whatever the store says of bytes that another process removed', async () => {
    const failure = new Problem('storeUnavailable', 'the file is not there any more')
    const { data, state } = setUp({
      store: {
        async put() {
          state.image = undefined
          throw failure
        },
      },
    })
    await expect(data.upload(id, member, anUpload())).rejects.toEqual(
      expect.objectContaining({ code: 'imageGone', cause: failure }),
    )
  })

  test('leaves uploads of other images alone', async () => {
    const { data } = setUp()
    data.stopUpload(id)
    await expect(data.upload(id, member, anUpload())).resolves.toMatchObject({ size: bytes.length })
  })

  test('ends a second upload that began while the first was being cleaned up', async () => {
    const cleaning = Promise.withResolvers<void>()
    const cleanedUp = Promise.withResolvers<void>()
    const { put, started } = waitingPut()
    const puts: Array<ImageStore['put']> = [() => Promise.reject(new Error('disk gone')), put]
    const { data } = setUp({
      store: { put: (...of) => puts.shift()?.(...of) ?? Promise.reject(new Error('one too many')) },
      remove() {
        cleaning.resolve()
        return cleanedUp.promise
      },
    })
    const first = data.upload(id, member, anUpload())
    await cleaning.promise
    const second = data.upload(id, member, anUpload())
    await started
    cleanedUp.resolve()
    await expect(first).rejects.toThrow('disk gone')
    data.stopUpload(id)
    await expect(second).rejects.toEqual(problem('imageGone'))
  })
})

describe('a download', () => {
  const stored: ImageData = {
    locations: [{ store: 'file', key: 'key', metadata: {} }],
    size: 10,
    checksum: 'md5',
    hashAlgorithm: 'sha512',
    hashValue: 'hash',
    virtualSize: null,
  }
  const active = anImage({ status: 'active', data: stored })
  const download = { image: active, data: stored, preferred: [] }

  test('is described by the image and its data', async () => {
    expect(await setUp({ image: active }).data.describe(id, member)).toStrictEqual(download)
  })

  test.for(['queued', 'saving', 'uploading', 'importing'] as const)(
    'has nothing while the image is %s',
    async (status) => {
      expect(await setUp({ image: anImage({ status }) }).data.describe(id, member)).toBeUndefined()
    },
  )

  test.for([
    { name: 'an invisible image', image: active, caller: stranger, code: 'imageNotFound' },
    { name: 'an own image, to readers', image: active, caller: reader, code: 'forbidden' },
    {
      name: 'a public image, to readers',
      image: { ...active, visibility: 'public' as const },
      caller: reader,
      code: 'forbidden',
    },
    {
      name: 'a deactivated image',
      image: { ...active, status: 'deactivated' as const },
      caller: member,
      code: 'forbidden',
    },
  ])('is refused: $name', async ({ image, caller, code }) => {
    await expect(setUp({ image }).data.describe(id, caller)).rejects.toEqual(problem(code))
  })

  test('can prefer stores that there are, also those that do not have it', async () => {
    const { data } = setUp({ image: active, others: ['fast'] })
    expect(await data.describe(id, member, ['fast', 'file'])).toMatchObject({ preferred: ['fast', 'file'] })
  })

  test.for([
    {
      name: 'a store that there is not',
      given: { others: ['fast'] },
      preferred: ['fast', 'slow'],
      code: 'storeUnknown',
    },
    { name: 'no store', given: { others: ['fast'] }, preferred: [''], code: 'storeUnknown' },
    { name: 'the only store', given: {}, preferred: ['file'], code: 'storeUnknown' },
    {
      name: 'a store, by who may not choose (C29)',
      given: { others: ['fast'], rules: { download_from_store: '!' } },
      preferred: ['fast'],
      code: 'forbidden',
    },
  ])('cannot prefer $name', async ({ given, preferred, code }) => {
    const { data } = setUp({ image: active, ...given })
    await expect(data.describe(id, member, preferred)).rejects.toEqual(problem(code))
  })

  test('of a deactivated image is left to administrators', async () => {
    const image = { ...active, status: 'deactivated' as const }
    expect(await setUp({ image }).data.describe(id, admin)).toMatchObject({ data: stored })
  })

  test.for([
    { name: 'all bytes', range: undefined, want: { start: 0, end: 9 } },
    { name: 'a range', range: { start: 2, end: 5 }, want: { start: 2, end: 5 } },
  ])('asks the store for exactly what was recorded: $name', async ({ range, want }) => {
    const asked: unknown[] = []
    const { data } = setUp({
      store: {
        async open(...of) {
          asked.push(of)
          return once(bytes)
        },
      },
    })
    await data.open(download, range)
    expect(asked).toStrictEqual([['key', want]])
  })

  test('of an empty image needs no store', async () => {
    const empty = { ...stored, locations: [], size: 0 }
    expect(await collect(await setUp().data.open({ ...download, data: empty }))).toStrictEqual([])
  })

  test('of lost bytes is refused before the first one (R21)', async () => {
    const lost = new Problem('imageDataLost', 'gone')
    const { data } = setUp({ store: { open: () => Promise.reject(lost) } })
    await expect(data.open(download)).rejects.toBe(lost)
  })
})

describe('recovery', () => {
  test('abandons what a stopped process left behind, then removes the bytes (R8)', async () => {
    const { data, log } = setUp({ catalog: { abandonAllUploads: async () => ['image-1', 'image-2'] } })
    expect(await data.recover()).toStrictEqual(['image-1', 'image-2'])
    expect(log).toStrictEqual(['reap'])
  })
})
