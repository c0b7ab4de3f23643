import { describe, expect, test } from 'vitest'
import { anImage } from '../../test/builders.ts'
import { IMAGE_STATUSES } from './image.ts'
import { assertQueued, assertReadyForUpload, hasReadableData } from './lifecycle.ts'

describe('readable data', () => {
  test.for(IMAGE_STATUSES.map((status) => ({ status, want: ['active', 'deactivated'].includes(status) })))(
    'of an image that is $status: $want',
    ({ status, want }) => {
      expect(hasReadableData(status)).toBe(want)
    },
  )
})

describe('an upload', () => {
  test('is welcome in a queued image whose formats are known', () => {
    expect(() => assertReadyForUpload(anImage())).not.toThrow()
  })

  test.for(IMAGE_STATUSES.filter((status) => status !== 'queued'))('is refused while the image is %s', (status) => {
    expect(() => assertReadyForUpload(anImage({ status }))).toThrow(
      expect.objectContaining({ code: 'statusConflict', message: expect.stringContaining(` is ${status}`) }),
    )
  })

  test.for([
    { name: 'disk_format', changes: { diskFormat: null }, message: 'Set disk_format of' },
    { name: 'container_format', changes: { containerFormat: null }, message: 'Set container_format of' },
    {
      name: 'both formats',
      changes: { diskFormat: null, containerFormat: null },
      message: 'Set disk_format and container_format of',
    },
  ])('is refused while the image lacks $name', ({ changes, message }) => {
    expect(() => assertReadyForUpload(anImage(changes))).toThrow(
      expect.objectContaining({ code: 'formatsMissing', message: expect.stringContaining(message) }),
    )
  })

  test('is refused by another name where the API has one', () => {
    expect(() => assertQueued(anImage(), 'locationInvalid')).not.toThrow()
    expect(() => assertQueued(anImage({ status: 'active' }), 'locationInvalid')).toThrow(
      expect.objectContaining({ code: 'locationInvalid' }),
    )
  })

  test('is told of the status first', () => {
    expect(() => assertReadyForUpload(anImage({ status: 'active', diskFormat: null }))).toThrow(
      expect.objectContaining({ code: 'statusConflict' }),
    )
  })
})
