import { describe, expect, test } from 'vitest'
import { admin, anImage, aTask } from '../../test/builders.ts'
import { closableBytes } from '../../test/closable-bytes.ts'
import { createMemoryImages } from '../../test/memory-images.ts'
import type { Image, ImageData } from '../images/image.ts'
import type { Upload } from '../images/image-data-service.ts'
import { Problem } from '../problem.ts'
import { type CopyOrder, writeCopyOrder } from './copy-order.ts'
import { createCopyTask } from './copy-task.ts'

const url = 'http://images.example/debian'
const { id } = anImage()
const data: ImageData = {
  locations: [{ store: 'file', key: 'key', metadata: {} }],
  size: 7,
  checksum: null,
  hashAlgorithm: null,
  hashValue: null,
  virtualSize: null,
}
const { signal } = new AbortController()
const copying = (order: Partial<CopyOrder> = {}) =>
  aTask({ caller: admin, ...writeCopyOrder({ imageId: id, url, ...order }) })

/** A copy into an image, as it is found; its parts write down what they are told. */
function setUp(found: Image | undefined, refusal?: Problem) {
  const log: unknown[] = []
  const { catalog, kept } = createMemoryImages(...(found ? [found] : []))
  const bytes = closableBytes(() => log.push('closed'))
  const task = createCopyTask({
    images: {
      async show(imageId) {
        if (!found) throw new Problem('imageNotFound', `No image with id '${imageId}'`)
        return found
      },
    },
    imageData: {
      async upload(imageId, by, upload: Upload) {
        log.push([
          'upload',
          imageId,
          by,
          { ...upload, bytes: upload.bytes === bytes, signal: upload.signal === signal },
        ])
        if (refusal) throw refusal
        return data
      },
    },
    source: {
      async fetch(from) {
        log.push(['fetch', from])
        return { size: 7, bytes }
      },
    },
    catalog,
    now: () => new Date(),
  })
  return { ...task, log, statusNow: () => kept.get(id)?.status }
}

const filled = (said: Partial<Upload> = {}) => [
  ['fetch', url],
  // Queued when it is cut short by a stop: then the next process goes on.
  ['upload', id, admin, { bytes: true, declaredSize: 7, checksum: undefined, store: undefined, signal: true, ...said }],
  'closed',
]

describe('a copy', () => {
  test.for<{ name: string; order: Partial<CopyOrder>; upload: Partial<Upload> }>([
    { name: 'without a word', order: {}, upload: {} },
    { name: 'into a store', order: { store: 'file' }, upload: { store: 'file' } },
    { name: 'of a checksum', order: { checksum: 'ab' }, upload: { checksum: 'ab' } },
    { name: 'of a size, whatever the source says by now', order: { size: 8 }, upload: { declaredSize: 8 } },
  ])('uploads what is at the URL as its caller (S12): $name', async ({ order, upload }) => {
    const { work, log } = setUp(anImage())
    expect(await work(copying(order), { signal })).toStrictEqual({ image_id: id })
    expect(log).toStrictEqual(filled(upload))
  })

  test('that could only not say that it was done is done', async () => {
    const { work, log } = setUp(anImage({ status: 'active', data }))
    expect(await work(copying(), { signal })).toStrictEqual({ image_id: id })
    expect(log).toStrictEqual([])
  })

  test.for(['saving', 'killed'] as const)(
    'asks nobody for data, and touches nothing, when the image is %s by somebody else',
    async (status) => {
      const { work, undo, log, statusNow } = setUp(anImage({ status }))
      await expect(work(copying(), { signal })).rejects.toMatchObject({ code: 'statusConflict' })
      await undo(copying())
      expect([log, statusNow()]).toStrictEqual([[], status])
    },
  )

  test('of which nobody is left to profit fails', async () => {
    const { work, undo } = setUp(undefined)
    await expect(work(copying(), { signal })).rejects.toMatchObject({ code: 'imageNotFound' })
    await expect(undo(copying())).resolves.toBeUndefined()
  })

  test('that fails hangs up, and leaves a killed image', async () => {
    const refusal = new Problem('formatMismatch', 'The disk format is declared qcow2, but the data is raw')
    const { work, undo, log, statusNow } = setUp(anImage(), refusal)
    await expect(work(copying(), { signal })).rejects.toBe(refusal)
    expect([log, statusNow()]).toStrictEqual([filled(), 'queued'])
    await undo(copying())
    expect(statusNow()).toBe('killed')
  })
})
