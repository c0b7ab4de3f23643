import { describe, expect, test } from 'vitest'
import { aCaller, admin, anImage, stub } from '../../test/builders.ts'
import { createPolicy } from '../policy/policy.ts'
import type { ImageCatalog } from '../ports/image-catalog.ts'
import type { ImageStore } from '../ports/image-store.ts'
import { createImageAccess } from './access.ts'
import type { Image, ImageLocation } from './image.ts'
import { createLocationChanges } from './location-changes.ts'
import type { LocationChange } from './location-patch.ts'
import type { LocationSource } from './location-source.ts'
import { createStores } from './stores.ts'

const DIGESTS = { checksum: 'c'.repeat(32), hashAlgorithm: 'sha256', hashValue: 'a'.repeat(64) }
const NO_DIGESTS = { checksum: null, hashAlgorithm: null, hashValue: null }

const at = (store: string, key: string): ImageLocation => ({ store, key, metadata: {} })
const proposal = (url: string) => ({ url, metadata: {} })
const adding = (url: string, position = '-'): LocationChange => ({ verb: 'add', position, proposal: proposal(url) })
const problem = (code: string) => expect.objectContaining({ code })

function anActive(
  locations: readonly ImageLocation[],
  digests: typeof DIGESTS | typeof NO_DIGESTS = NO_DIGESTS,
): Image {
  return anImage({ status: 'active', data: { locations, size: 1, virtualSize: null, ...digests } })
}

/** Changes of one request, in a service with the stores `file` and `http`; `asked` notes what the second was asked. */
function setUp({
  size = 1,
  digest = 'a'.repeat(64),
  caller = aCaller(),
  ...deps
}: object &
  Partial<{
    size: number
    digest: string
    caller: ReturnType<typeof aCaller>
    quota: number
    display: { all: boolean; direct: boolean }
    source: undefined
  }> = {}) {
  const asked: string[] = []
  const source = stub<LocationSource>({
    store: 'http',
    async size(url) {
      asked.push(`size of ${url}`)
      return size
    },
    async digests(url, { algorithms }) {
      asked.push(`${algorithms} of ${url}`)
      return [digest]
    },
  })
  const store = (id: string, readOnly: boolean) => {
    const locate = (key: string) => (id === 'http' ? key : `${id}:${key}`)
    return { id, weight: 0, properties: {}, readOnly, store: stub<ImageStore>({ locate }) } as const
  }
  const { changer } = createLocationChanges({
    access: createImageAccess({ catalog: stub<ImageCatalog>({}), policy: createPolicy() }),
    stores: createStores([store('file', false), store('http', true)]),
    source,
    display: { all: true, direct: false },
    quota: 3,
    hashAlgorithm: 'sha256',
    ...deps,
  })
  const change = changer(caller, new AbortController().signal)
  const keysAfter = async (image: Image, wanted: LocationChange) =>
    (await change(image, wanted)).data?.locations.map(({ key }) => key)
  return { change, keysAfter, asked }
}

describe('a change of locations', () => {
  test.for<{ name: string; given?: Parameters<typeof setUp>[0]; image: Image; change: LocationChange; code: string }>([
    { name: 'an empty list', image: anImage(), change: { verb: 'replace', proposals: [] }, code: 'forbidden' },
    {
      name: 'any, where they are invisible',
      given: { display: { all: false, direct: true } },
      image: anImage(),
      change: adding('a'),
      code: 'forbidden',
    },
    {
      name: 'of a stranger',
      given: { caller: aCaller({ projectId: 'b' }) },
      image: anImage(),
      change: adding('a'),
      code: 'forbidden',
    },
    { name: 'in a wrong status', image: anImage({ status: 'importing' }), change: adding('a'), code: 'statusConflict' },
    {
      name: 'with the wrong hash',
      image: anActive([at('http', 'a')], DIGESTS),
      change: {
        verb: 'add',
        position: '-',
        proposal: { ...proposal('b'), digests: { hashAlgorithm: 'sha256', hashValue: 'b'.repeat(64) } },
      },
      code: 'digestConflict',
    },
    {
      name: 'without a hash',
      image: anActive([at('http', 'a')], DIGESTS),
      change: adding('b'),
      code: 'digestConflict',
    },
    { name: 'without formats', image: anImage({ diskFormat: null }), change: adding('a'), code: 'formatsMissing' },
    { name: 'at no position', image: anImage(), change: adding('a', '1'), code: 'locationInvalid' },
    { name: 'that is there', image: anActive([at('http', 'a')]), change: adding('a'), code: 'locationInvalid' },
    {
      name: 'over the quota',
      given: { quota: 1 },
      image: anActive([at('http', 'a')]),
      change: adding('b'),
      code: 'quotaExceeded',
    },
    {
      name: 'without a store for it',
      given: { source: undefined },
      image: anImage(),
      change: adding('a'),
      code: 'urlRefused',
    },
  ])('is refused before anybody is asked: $name', async ({ given, image, change, code }) => {
    const { change: decide, asked } = setUp(given)
    await expect(decide(image, change)).rejects.toEqual(problem(code))
    expect(asked).toStrictEqual([])
  })

  test('asks once, however often it is decided anew', async () => {
    const { change, asked } = setUp()
    const image = anActive([at('file', 'key')], DIGESTS)
    const results = [await change(image, adding('a')), await change({ ...image, name: 'b' }, adding('a'))]
    expect(results.map(({ name, data }) => [name, data?.locations.length])).toStrictEqual([
      ['debian', 2],
      ['b', 2],
    ])
    expect(asked).toStrictEqual(['size of a', 'sha256 of a'])
  })

  test('compares all bytes with those that we keep ourselves (S6, S9)', async () => {
    const image = anActive([at('file', 'key')], DIGESTS)
    await expect(setUp({ digest: 'b'.repeat(64) }).change(image, adding('a'))).rejects.toEqual(
      problem('digestConflict'),
    )
    await expect(setUp({ size: 2 }).change(image, adding('a'))).rejects.toEqual(problem('digestConflict'))
    expect((await setUp().change(image, adding('a'))).data).toMatchObject(DIGESTS)
  })
})

describe('an image that has no bytes by its own wish', () => {
  test.for<LocationChange>([adding('a'), { verb: 'replace', proposals: [proposal('a')] }])(
    'gets none from elsewhere: $verb (S6)',
    async (change) => {
      const empty = anImage({ status: 'active', data: { locations: [], size: 0, virtualSize: null, ...NO_DIGESTS } })
      await expect(setUp().change(empty, change)).rejects.toEqual(problem('digestConflict'))
    },
  )
})

describe('a place in a store that is not configured any more', () => {
  const image = anActive([at('old', 'x'), at('http', 'a'), at('old', 'y'), at('http', 'b')])

  test.for([
    ['0', ['x', 'new', 'a', 'y', 'b']],
    ['1', ['x', 'a', 'y', 'new', 'b']],
    ['2', ['x', 'a', 'y', 'b', 'new']],
    ['-', ['x', 'a', 'y', 'b', 'new']],
  ] as const)('does not count when one is added at %s, as nobody is shown it', async ([position, keys]) => {
    expect(await setUp({ quota: -1 }).keysAfter(image, adding('new', position))).toStrictEqual(keys)
  })

  test('stays when others are removed or described', async () => {
    const { keysAfter } = setUp({ caller: admin })
    expect(await keysAfter(image, { verb: 'remove', position: '1' })).toStrictEqual(['x', 'a', 'y'])
    const replacing: LocationChange = { verb: 'replace', proposals: [proposal('b'), proposal('a')] }
    expect(await keysAfter(image, replacing)).toStrictEqual(['b', 'a', 'x', 'y'])
  })

  test('is no reason to remove the last one that can be read', async () => {
    const { change } = setUp({ caller: admin })
    const almost = anActive([at('old', 'x'), at('http', 'a')])
    await expect(change(almost, { verb: 'remove', position: '0' })).rejects.toEqual(problem('forbidden'))
  })
})
