import { expect, it } from 'vitest'
import { matchesPattern } from './selection.ts'

it.each([
  ['image-data', true],
  ['upload', true],
  ['image-data.*.race', true],
  ['*.race', true],
  ['uploadImageData', true],
  ['upload*Data', true],
  ['image-data.*.ra', false],
  ['image.data', false],
  ['downloadImageData', false],
] as const)('%s selects the case: %s', (pattern, want) => {
  expect(matchesPattern({ id: 'image-data.upload.race', operation: 'uploadImageData' }, pattern)).toBe(want)
})
