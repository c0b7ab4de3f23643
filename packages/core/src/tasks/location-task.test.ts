import { describe, expect, test } from 'vitest'
import { anImage, aTask, stub } from '../../test/builders.ts'
import { createMemoryImages } from '../../test/memory-images.ts'
import { NO_DIGESTS } from '../images/claimed-digests.ts'
import type { Image } from '../images/image.ts'
import type { LocationSource } from '../images/location-source.ts'
import { writeLocationOrder } from './location-order.ts'
import { createLocationTask } from './location-task.ts'

const url = 'http://images.example/debian'
const { id } = anImage()
const { signal } = new AbortController()
const task = aTask(writeLocationOrder({ imageId: id, url }))
const saying = (checksum: string) => aTask(writeLocationOrder({ imageId: id, url, checksum }))
const locations = [{ store: 'http', key: url, metadata: {} }]
const data = { locations, size: 7, ...NO_DIGESTS, virtualSize: null }
const FOUND = { checksum: 'md5', hashAlgorithm: 'sha256', hashValue: 'sha256' }

/** The task of an image whose data has these digests. */
function setUp(image: Image, { secureHash = true } = {}) {
  const { catalog, kept } = createMemoryImages(image)
  const source = stub<LocationSource>({ store: 'http', size: async () => 7, digests: async () => ['md5', 'sha256'] })
  const now = () => new Date()
  const { work, undo } = createLocationTask({ catalog, source, hashAlgorithm: 'sha256', secureHash, now })
  if (!work) throw new Error('There is a source, and so there is work')
  return { work, undo, left: () => kept.get(id) }
}

describe('digests of data that is in use already', () => {
  test.for([null, 'believed'])('are those that it has, whatever was believed of it: %s', async (checksum) => {
    const { work, left } = setUp(anImage({ status: 'active', data: { ...data, checksum } }))
    await work(task, { signal })
    expect(left()).toMatchObject({ status: 'active', data: { ...data, ...FOUND } })
  })
})

describe('data that is said to have a checksum', () => {
  test('is there for everybody once that was found right', async () => {
    const { work, left } = setUp(anImage({ status: 'importing' }))
    await work(saying('md5'), { signal })
    expect(left()).toMatchObject({ status: 'active', data: { ...data, ...FOUND } })
  })

  test('is never there when it is another, and its image is killed', async () => {
    const { work, undo, left } = setUp(anImage({ status: 'importing' }))
    const another = saying('another')
    await expect(work(another, { signal })).rejects.toMatchObject({
      code: 'digestConflict',
      message: expect.stringContaining(`'checksum'`),
    })
    expect(left()).toMatchObject({ status: 'importing', data: null })
    await undo(another)
    expect(left()).toMatchObject({ status: 'killed', data: null })
  })

  test('is believed by a server that is set up to since', async () => {
    const { work, left } = setUp(anImage({ status: 'importing' }), { secureHash: false })
    await work(saying('another'), { signal })
    expect(left()).toMatchObject({ status: 'active', data: { ...data, checksum: 'another' } })
  })
})

test('an image at a location that version 2 has named waits again when that is not taken', async () => {
  const { undo, left } = setUp(anImage({ status: 'importing' }))
  await undo(task)
  expect(left()).toMatchObject({ status: 'queued', data: null })
})
