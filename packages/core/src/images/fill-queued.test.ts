import { describe, expect, test } from 'vitest'
import { anImage } from '../../test/builders.ts'
import { createMemoryImages } from '../../test/memory-images.ts'
import { NO_DIGESTS } from './claimed-digests.ts'
import { fillQueued } from './fill-queued.ts'
import type { Image } from './image.ts'

const { id } = anImage()
const data = { locations: [], size: 0, ...NO_DIGESTS, virtualSize: null }
const content = { status: 'active', data } as const
const now = new Date('2026-02-03T04:05:06Z')

describe('data that needs no upload', () => {
  test('makes a queued image active, and keeps what others say of it meanwhile', async () => {
    const { catalog, kept } = createMemoryImages(anImage())
    let others = 1
    const find = async (): Promise<Image | undefined> => {
      const image = await catalog.find(id)
      if (image && others-- > 0) await catalog.update(id, image.revision, { ...image, name: 'b' }, now)
      return image
    }
    const image = await fillQueued({ find, update: catalog.update }, id, content, now)
    expect(image).toMatchObject({ name: 'b', status: 'active', data, updatedAt: now })
    expect(kept.get(id)).toBe(image)
  })

  test.for([
    {
      name: 'is being uploaded to by who was faster (S6)',
      image: anImage({ status: 'saving' }),
      code: 'statusConflict',
    },
    { name: 'was deleted (S51)', image: anImage({ status: 'deleted', deletedAt: now }), code: 'imageGone' },
  ])('is none for an image that $name', async ({ image, code }) => {
    const { catalog, kept } = createMemoryImages(image)
    await expect(fillQueued(catalog, id, content, now)).rejects.toMatchObject({ code })
    expect(kept.get(id)).toBe(image)
  })
})
