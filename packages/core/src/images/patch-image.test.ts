import { expect, test } from 'vitest'
import { anImage } from '../../test/builders.ts'
import { Problem } from '../problem.ts'
import type { Image } from './image.ts'
import type { PatchItem } from './json-patch.ts'
import { patchImage } from './patch-image.ts'

const checkValue = () => undefined
const changeLocations = async (image: Image): Promise<Image> => ({ ...image, status: 'active' })
const format = (value: string): PatchItem => ({ verb: 'replace', path: ['disk_format'], value })
const location: PatchItem = { verb: 'add', path: ['locations', '-'], value: {} }

test('a patch changes attributes and locations in the order of its operations', async () => {
  const rules = { checkValue, changeLocations }
  const patched = await patchImage(anImage(), [format('raw'), location], 'v2.1', rules)
  expect(patched).toStrictEqual(anImage({ diskFormat: 'raw', status: 'active' }))
  // By then the image has its data.
  const refused = patchImage(anImage(), [location, format('raw')], 'v2.1', rules)
  await expect(refused).rejects.toEqual(expect.objectContaining({ code: 'forbidden' }))
})

test('a patch without operations answers the very same image', async () => {
  const image = anImage()
  expect(await patchImage(image, [], 'v2.1', { checkValue, changeLocations })).toBe(image)
})

test('a patch ends at the first operation that is refused', async () => {
  const refusal = new Problem('locationInvalid', 'no')
  const asked: PatchItem[] = []
  const refuse = (_: Image, item: PatchItem) => {
    asked.push(item)
    return Promise.reject(refusal)
  }
  const patched = patchImage(anImage(), [location, location], 'v2.0', { checkValue, changeLocations: refuse })
  await expect(patched).rejects.toBe(refusal)
  expect(asked).toHaveLength(1)
})
