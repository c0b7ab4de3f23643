import { describe, expect, test } from 'vitest'
import { aCaller, anImage, aTask, stub } from '../../test/builders.ts'
import { closableBytes } from '../../test/closable-bytes.ts'
import { createMemoryTasks } from '../../test/memory-tasks.ts'
import type { Image } from '../images/image.ts'
import type { Upload } from '../images/image-data-service.ts'
import type { ImageCatalog } from '../ports/image-catalog.ts'
import { Problem } from '../problem.ts'
import { createImportTask } from './import-task.ts'
import type { Task } from './task.ts'

const now = new Date('2026-02-03T04:05:06Z')
const caller = aCaller()
const image = anImage()
const url = 'http://images.example/debian'
const data = { locations: [], size: 7, checksum: null, hashAlgorithm: null, hashValue: null, virtualSize: null }
const { signal } = new AbortController()

const anImport = (changes: Partial<Task> = {}) => aTask({ input: { import_from: url }, ...changes })

/** An import of one image whose parts write down what they are told. */
function setUp(
  given: { found?: Image | undefined; create?: () => Promise<Image>; upload?: () => Promise<never> } = {},
) {
  const log: unknown[] = []
  const tasks = createMemoryTasks()
  const bytes = closableBytes(() => log.push('closed'))
  const { work, undo } = createImportTask({
    images: {
      async create(wanted, by) {
        log.push(['create', wanted, by])
        return given.create ? given.create() : image
      },
      async show(id) {
        if (!given.found) throw new Problem('imageNotFound', `No image with id '${id}'`)
        return given.found
      },
    },
    imageData: {
      async upload(id, by, { declaredSize, ...upload }: Upload) {
        log.push(['upload', id, by, declaredSize, upload.signal === signal])
        if (given.upload) await given.upload()
        return data
      },
    },
    catalog: stub<ImageCatalog>({
      find: async () => given.found,
      async delete(id, revision, at) {
        log.push(['delete', id, revision, at])
        return true
      },
    }),
    tasks,
    source: {
      async fetch(from) {
        log.push(['fetch', from])
        return { size: 7, bytes }
      },
    },
    readImport: ({ import_from }) => ({
      url: String(import_from),
      image: { tags: [], properties: { of: 'the input' } },
    }),
    now: () => now,
  })
  return { work, undo, log, tasks }
}

describe('an import', () => {
  const created = ['create', { tags: [], properties: { of: 'the input' } }, caller]
  const filled = [['fetch', url], ['upload', image.id, caller, 7, true], 'closed']

  test('creates the image and uploads its data as the caller, in this order (S10, S12)', async () => {
    const { work, log, tasks } = setUp()
    await tasks.insert(anImport())
    expect(await work(anImport(), { signal })).toStrictEqual({ image_id: image.id })
    expect(log).toStrictEqual([created, ...filled])
    expect(await tasks.find('task-1')).toMatchObject({ imageId: image.id, updatedAt: now })
  })

  test('that may not create the image asks nobody for data', async () => {
    const refusal = new Problem('quotaExceeded', 'Project project-a may have 3 images')
    const { work, log } = setUp({ create: () => Promise.reject(refusal) })
    await expect(work(anImport(), { signal })).rejects.toBe(refusal)
    expect(log).toStrictEqual([created])
  })

  test('whose upload is refused hangs up', async () => {
    const refusal = new Problem('imageTooLarge', 'The data is larger than the 5 bytes allowed')
    const { work, log } = setUp({ upload: () => Promise.reject(refusal) })
    await expect(work(anImport(), { signal })).rejects.toBe(refusal)
    expect(log).toStrictEqual([created, ...filled])
  })

  test('that was begun before goes on with the image that it has made', async () => {
    const { work, log } = setUp({ found: image })
    expect(await work(anImport({ imageId: image.id }), { signal })).toStrictEqual({ image_id: image.id })
    expect(log).toStrictEqual(filled)
  })

  test('that could only not say that it was done is done', async () => {
    const { work, log } = setUp({ found: anImage({ status: 'active', data }) })
    expect(await work(anImport({ imageId: image.id }), { signal })).toStrictEqual({ image_id: image.id })
    expect(log).toStrictEqual([])
  })

  test('whose image was deleted meanwhile fails', async () => {
    const { work } = setUp()
    await expect(work(anImport({ imageId: image.id }), { signal })).rejects.toMatchObject({ code: 'imageNotFound' })
  })
})

describe('a failed import', () => {
  test('takes its image along, protected as it may be', async () => {
    const { undo, log } = setUp({ found: anImage({ protected: true }) })
    await undo(anImport({ imageId: image.id }))
    expect(log).toStrictEqual([['delete', image.id, image.revision, now]])
  })

  test('leaves an image alone that has, or is getting, data all the same', async () => {
    for (const status of ['active', 'saving', 'deactivated'] as const) {
      const { undo, log } = setUp({ found: anImage({ status }) })
      await undo(anImport({ imageId: image.id }))
      expect(log).toStrictEqual([])
    }
  })

  test('has nothing to take along when there is no image, or none any more', async () => {
    for (const imageId of [null, image.id]) {
      const { undo, log } = setUp()
      await undo(anImport({ imageId }))
      expect(log).toStrictEqual([])
    }
  })
})
