import { describe, expect, test } from 'vitest'
import { aCaller, admin, anImage, stranger } from '../../test/builders.ts'
import { assertMayChange, assertMayDownload, canSee, owns } from './access.ts'
import type { ImageStatus, Visibility } from './image.ts'
import { IMAGE_STATUSES } from './image.ts'

const owner = aCaller()
const unscoped = aCaller({ projectId: null })
const forbidden = expect.objectContaining({ code: 'forbidden' })

describe('owning an image', () => {
  test.for([
    { name: 'the same project', caller: owner, image: { owner: 'project-a' }, want: true },
    { name: 'another project', caller: stranger, image: { owner: 'project-a' }, want: false },
    { name: 'an administrator of another project', caller: admin, image: { owner: 'project-a' }, want: false },
    { name: 'no project and no owner', caller: unscoped, image: { owner: null }, want: false },
  ])('takes the same project: $name', ({ caller, image, want }) => {
    expect(owns(caller, image)).toBe(want)
  })
})

describe('seeing an image', () => {
  const CALLERS = { owner, stranger, unscoped, admin }
  type Sight = Record<keyof typeof CALLERS, boolean>
  const ROWS: Array<{ visibility: Visibility; owner: string | null; want: Sight }> = [
    { visibility: 'private', owner: 'project-a', want: { owner: true, stranger: false, unscoped: false, admin: true } },
    { visibility: 'shared', owner: 'project-a', want: { owner: true, stranger: false, unscoped: false, admin: true } },
    { visibility: 'community', owner: 'project-a', want: { owner: true, stranger: true, unscoped: true, admin: true } },
    { visibility: 'public', owner: 'project-a', want: { owner: true, stranger: true, unscoped: true, admin: true } },
    { visibility: 'private', owner: null, want: { owner: false, stranger: false, unscoped: false, admin: true } },
    { visibility: 'shared', owner: null, want: { owner: false, stranger: false, unscoped: false, admin: true } },
    { visibility: 'community', owner: null, want: { owner: true, stranger: true, unscoped: true, admin: true } },
    { visibility: 'public', owner: null, want: { owner: true, stranger: true, unscoped: true, admin: true } },
  ]

  test.for(ROWS)('follows the visibility matrix: $visibility image of $owner (S18)', ({ want, ...image }) => {
    const seen = Object.entries(CALLERS).map(([name, caller]) => [name, canSee(caller, image)])
    expect(Object.fromEntries(seen)).toStrictEqual(want)
  })
})

describe('changing an image', () => {
  test.for([
    { name: 'its owner', caller: owner, image: anImage() },
    { name: 'an administrator', caller: admin, image: anImage() },
    { name: 'an administrator, when nobody owns it', caller: admin, image: anImage({ owner: null }) },
  ])('is allowed to $name', ({ caller, image }) => {
    expect(() => assertMayChange(caller, image)).not.toThrow()
  })

  test.for([
    { name: 'another project', caller: stranger, image: anImage({ visibility: 'public' }) },
    { name: 'a caller without project, when nobody owns it', caller: unscoped, image: anImage({ owner: null }) },
  ])('is forbidden to $name', ({ caller, image }) => {
    expect(() => assertMayChange(caller, image)).toThrow(forbidden)
  })
})

describe('downloading an image', () => {
  test.for(IMAGE_STATUSES.filter((status) => status !== 'deactivated'))(
    'is no question of rights when it is %s',
    (status) => {
      expect(() => assertMayDownload(owner, anImage({ status }))).not.toThrow()
    },
  )

  const deactivated = { id: anImage().id, status: 'deactivated' satisfies ImageStatus } as const
  test('is forbidden while it is deactivated, also to its owner', () => {
    expect(() => assertMayDownload(owner, deactivated)).toThrow(forbidden)
  })

  test('is left to administrators while it is deactivated', () => {
    expect(() => assertMayDownload(admin, deactivated)).not.toThrow()
  })
})
