import { describe, expect, test } from 'vitest'
import { anImage, aTask, stub } from '../../test/builders.ts'
import { createMemoryImages } from '../../test/memory-images.ts'
import type { LocationSource } from '../images/location-source.ts'
import { writeLocationOrder } from './location-order.ts'
import { createLocationTask } from './location-task.ts'

const url = 'http://images.example/debian'
const { id } = anImage()
const { signal } = new AbortController()
const task = aTask(writeLocationOrder({ imageId: id, url }))

/** The task of an image that is in use, with the checksum that was said of it. */
function setUp(checksum: string | null) {
  const locations = [{ store: 'http', key: url, metadata: {} }]
  const data = { locations, size: 7, checksum, hashAlgorithm: null, hashValue: null, virtualSize: null }
  const { catalog, kept } = createMemoryImages(anImage({ status: 'active', data }))
  const source = stub<LocationSource>({ digests: async () => ['md5', 'sha256'] })
  const now = () => new Date()
  const { work, undo } = createLocationTask({ catalog, source, hashAlgorithm: 'sha256', secureHash: true, now })
  if (!work) throw new Error('There is a source, and so there is work')
  return { data, kept, undo, done: work(task, { signal }) }
}

describe('digests of data that is in use already', () => {
  test.for([null, 'md5'])('are added to what is known of it: %s', async (checksum) => {
    const { data, kept, done } = setUp(checksum)
    await done
    const digests = { checksum: 'md5', hashAlgorithm: 'sha256', hashValue: 'sha256' }
    expect(kept.get(id)).toMatchObject({ status: 'active', data: { ...data, ...digests } })
  })

  test('change nothing that was said of it: the image keeps a checksum that other data does not have (S6)', async () => {
    const { data, kept, undo, done } = setUp('another')
    await expect(done).rejects.toMatchObject({ code: 'digestConflict', message: expect.stringContaining(`'checksum'`) })
    await undo(task)
    expect(kept.get(id)).toMatchObject({ status: 'active', data })
  })
})
