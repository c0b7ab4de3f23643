import { describe, expect, test } from 'vitest'
import { collect, stub } from '../../test/builders.ts'
import type { ImageStore } from '../ports/image-store.ts'
import { Problem } from '../problem.ts'
import { openAnywhere } from './data-places.ts'
import type { ImageData } from './image.ts'
import { createStores } from './stores.ts'

const WHOLE = { start: 0, end: 0 }
const lost = new Problem('imageDataLost', 'gone')

/** Stores that answer with their own name, in the order of configuration; those in `failing` reject. */
function setUp(weights: Record<string, number>, failing: Record<string, Error> = {}) {
  const opened: string[] = []
  const store = (id: string) =>
    stub<ImageStore>({
      async open(key) {
        opened.push(`${id}/${key}`)
        if (failing[id]) throw failing[id]
        return (async function* () {
          yield Buffer.from(id)
        })()
      },
    })
  const stores = createStores(
    Object.entries(weights).map(([id, weight]) => ({ id, weight, properties: {}, readOnly: false, store: store(id) })),
  )
  return { stores, opened }
}

const dataIn = (...ids: string[]): ImageData => ({
  locations: ids.map((store) => ({ store, key: `key-${store}`, metadata: {} })),
  size: 1,
  checksum: null,
  hashAlgorithm: null,
  hashValue: null,
  virtualSize: null,
})

async function readFrom(...args: Parameters<typeof openAnywhere>): Promise<string> {
  return Buffer.concat(await collect(await openAnywhere(...args))).toString()
}

describe('data in several places', () => {
  test('is read from the first of them', async () => {
    const { stores, opened } = setUp({ a: 0, b: 0 })
    expect(await readFrom(stores, dataIn('b', 'a'), WHOLE)).toBe('b')
    expect(opened).toStrictEqual(['b/key-b'])
  })

  test('is read from the store of most weight', async () => {
    const { stores } = setUp({ a: 1, b: 5, c: 3 })
    expect(await readFrom(stores, dataIn('a', 'b', 'c'), WHOLE)).toBe('b')
  })

  test('is read from preferred stores first, in their order, whatever the weights', async () => {
    const { stores } = setUp({ a: 1, b: 5, c: 3 })
    expect(await readFrom(stores, dataIn('a', 'b', 'c'), WHOLE, ['elsewhere', 'c', 'a'])).toBe('c')
  })

  test.for([lost, new Problem('storeUnavailable', 'away')])(
    'is read from the next when one says $code',
    async (error) => {
      const { stores, opened } = setUp({ a: 0, b: 0 }, { a: error })
      expect(await readFrom(stores, dataIn('a', 'b'), WHOLE)).toBe('b')
      expect(opened).toStrictEqual(['a/key-a', 'b/key-b'])
    },
  )

  test('is lost only when no place has it (R21)', async () => {
    const { stores } = setUp({ a: 0, b: 0 }, { a: lost, b: lost })
    await expect(openAnywhere(stores, dataIn('a', 'b'), WHOLE)).rejects.toMatchObject({
      code: 'imageDataLost',
      message: expect.stringContaining('None of the places'),
    })
  })

  test('is only away, not lost, when one of the places cannot be reached', async () => {
    const { stores } = setUp({ a: 0, b: 0 }, { a: new Problem('storeUnavailable', 'away'), b: lost })
    await expect(openAnywhere(stores, dataIn('a', 'b'), WHOLE)).rejects.toMatchObject({ code: 'storeUnavailable' })
  })

  test('is not looked for elsewhere after any other failure', async () => {
    const broken = new Error('a bug')
    const { stores, opened } = setUp({ a: 0, b: 0 }, { a: broken })
    await expect(openAnywhere(stores, dataIn('a', 'b'), WHOLE)).rejects.toBe(broken)
    expect(opened).toStrictEqual(['a/key-a'])
  })

  test('of a store that is not configured any more is told by its name', async () => {
    const { stores } = setUp({ a: 0 })
    await expect(openAnywhere(stores, dataIn('tape'), WHOLE)).rejects.toMatchObject({
      code: 'imageDataLost',
      message: expect.stringContaining("'tape'"),
    })
  })
})
