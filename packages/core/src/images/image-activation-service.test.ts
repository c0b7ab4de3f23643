import { describe, expect, test } from 'vitest'
import { aCaller, anImage, stranger, stub } from '../../test/builders.ts'
import { createPolicy } from '../policy/policy.ts'
import type { ImageCatalog } from '../ports/image-catalog.ts'
import { createImageAccess } from './access.ts'
import { IMAGE_STATUSES, type Image } from './image.ts'
import { createImageActivationService } from './image-activation-service.ts'

const now = new Date('2026-02-03T04:05:06Z')
const owner = aCaller()
const reader = aCaller({ roles: ['reader'] })
const { id } = anImage()

/** One image, and what it has become by the time that its status is to move. */
function createService(image: Image, later: Image | 'deleted' = image, rules = {}) {
  const moves: unknown[] = []
  const found = [image]
  const current = later === 'deleted' ? undefined : later
  const catalog = stub<ImageCatalog>({
    find: async () => (found.length > 0 ? found.shift() : current),
    findMember: async () => undefined,
    async moveStatus(...move) {
      moves.push(move)
      return current?.status === move[1]
    },
  })
  const access = createImageAccess({ catalog, policy: createPolicy(rules) })
  return { activation: createImageActivationService({ catalog, access, now: () => now }), moves }
}

describe.each([
  { action: 'deactivate', from: 'active', to: 'deactivated' },
  { action: 'reactivate', from: 'deactivated', to: 'active' },
] as const)('to $action', ({ action, from, to }) => {
  test(`makes an image that is ${from} ${to}, protected or not`, async () => {
    for (const isProtected of [false, true]) {
      const { activation, moves } = createService(anImage({ status: from, protected: isProtected }))
      await activation[action](id, owner)
      expect(moves).toStrictEqual([[id, from, to, now]])
    }
  })

  test(`changes nothing of one that is ${to} already`, async () => {
    const { activation, moves } = createService(anImage({ status: to }))
    await activation[action](id, owner)
    expect(moves).toStrictEqual([])
  })

  test.each(IMAGE_STATUSES.filter((status) => status !== from && status !== to))(
    'is refused while the image is %s, naming the status',
    async (status) => {
      const { activation, moves } = createService(anImage({ status }))
      await expect(activation[action](id, owner)).rejects.toMatchObject({
        code: 'forbidden',
        message: `Image ${id} is ${status}: only one that is ${from} can be ${action}d`,
      })
      expect(moves).toStrictEqual([])
    },
  )

  test('is done when another one did the same in this moment', async () => {
    const { activation } = createService(anImage({ status: from }), anImage({ status: to }))
    await activation[action](id, owner)
  })

  test('is refused when the image became something else in this moment', async () => {
    const { activation, moves } = createService(anImage({ status: from }), anImage({ status: 'pending_delete' }))
    await expect(activation[action](id, owner)).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('is pending_delete'),
    })
    expect(moves).toHaveLength(1)
  })

  test('is done when the image became something else, and then itself again, in this moment', async () => {
    const outcomes = [false, true]
    const catalog = stub<ImageCatalog>({
      find: async () => anImage({ status: from }),
      moveStatus: async () => outcomes.shift() ?? false,
    })
    const access = createImageAccess({ catalog, policy: createPolicy({}) })
    await createImageActivationService({ catalog, access, now: () => now })[action](id, owner)
    expect(outcomes).toStrictEqual([])
  })

  test('finds the image missing when another one deleted it in this moment', async () => {
    const { activation } = createService(anImage({ status: from }), 'deleted')
    await expect(activation[action](id, owner)).rejects.toMatchObject({ code: 'imageNotFound' })
  })

  test.each([
    { name: 'who does not see the image', visibility: 'private', caller: stranger, code: 'imageNotFound' },
    { name: 'other projects', visibility: 'public', caller: stranger, code: 'forbidden' },
    { name: 'readers', visibility: 'private', caller: reader, code: 'forbidden' },
  ] as const)('is not for $name', async ({ visibility, caller, code }) => {
    const { activation, moves } = createService(anImage({ status: from, visibility }))
    await expect(activation[action](id, caller)).rejects.toMatchObject({ code })
    expect(moves).toStrictEqual([])
  })

  test('asks a rule of its own', async () => {
    const { activation } = createService(anImage({ status: from }), undefined, { [action]: 'role:admin' })
    await expect(activation[action](id, owner)).rejects.toMatchObject({ code: 'forbidden' })
  })
})
