import { expect, test } from 'vitest'
import { aCaller, anImage, stub } from '../../test/builders.ts'
import { createPolicy } from '../policy/policy.ts'
import type { ImageCatalog } from '../ports/image-catalog.ts'
import { createImageAccess } from './access.ts'
import type { Image } from './image.ts'
import { createLocationImport } from './location-import.ts'
import type { LocationSource } from './location-source.ts'

const location = { url: 'http://images.example/debian' }

function setUp(start: () => Promise<never>) {
  const statuses: string[] = []
  let others = 1
  let current: Image = anImage()
  const catalog = stub<ImageCatalog>({
    find: async () => current,
    async update(_id, revision, _attributes, _at, content) {
      if (revision !== current.revision) return undefined
      current = { ...current, ...content, revision: revision + 1 }
      statuses.push(current.status)
      return current
    },
    async moveStatus(_id, from, to) {
      if (current.status === from) statuses.push(to)
      return current.status === from
    },
  })
  const access = createImageAccess({ catalog, policy: createPolicy() })
  const source = stub<LocationSource>({
    async check() {
      // Somebody changes the image while the address of the host is looked up, once.
      current = { ...current, revision: current.revision + others }
      others = 0
    },
  })
  return { statuses, ...createLocationImport({ access, catalog, source, runner: { start }, now: () => new Date() }) }
}

test('an image is free again when the task that is to look at its location cannot be stored', async () => {
  const failure = new Error('the disk is full')
  const { add, statuses } = setUp(() => Promise.reject(failure))
  await expect(add(anImage().id, location, 'req-1', aCaller())).rejects.toBe(failure)
  expect(statuses).toStrictEqual(['importing', 'queued'])
})
