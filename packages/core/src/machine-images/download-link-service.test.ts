import { afterAll, describe, expect, test } from 'vitest'
import { aCaller, admin, stranger } from '../../test/builders.ts'
import { bob, digests, startWorkshop } from '../../test/workshop.ts'
import type { Image } from '../images/image.ts'
import type { Caller } from '../ports/identity.ts'

afterAll(() => digests.close())

const { caller } = bob
const HOUR = 3_600_000
const problem = (code: string) => expect.objectContaining({ code })

/** Links to an active image of project-a. */
async function setUp(changes: Partial<Image> = {}, given: Parameters<typeof startWorkshop>[0] = {}) {
  const workshop = startWorkshop(given)
  const { id } = await workshop.anActiveImage('raw', changes)
  const change = (more: Partial<Image>) => {
    const image = workshop.shared.images.kept.get(id)
    if (image) workshop.shared.images.kept.set(id, { ...image, ...more })
  }
  return {
    ...workshop,
    id,
    change,
    at: (hours: number) => new Date(workshop.clock.now.getTime() + hours * HOUR),
  }
}

describe('a link', () => {
  test('has a key that nobody guesses, and expires in a day unless it is said otherwise', async () => {
    const { links, id, at } = await setUp()
    const made = [await links.create(id, {}, caller), await links.create(id, { lifetimeMs: 48 * HOUR }, caller)]
    expect(made).toMatchObject([
      { imageId: id, key: expect.stringMatching(/^[\da-f]{32}$/), createdAt: at(0), expiresAt: at(24), offered: false },
      { imageId: id, expiresAt: at(48), claimedAt: null, delivered: 0 },
    ])
    expect(new Set(made.flatMap(({ id: linkId, key }) => [linkId, key])).size).toBe(4)
    expect(await links.list(id, caller)).toStrictEqual(made.toReversed())
  })

  test('remembers who made it, and no end of a token', async () => {
    const { links, id } = await setUp()
    const link = await links.create(id, {}, { ...caller, expiresAt: new Date() })
    expect(link.caller).toStrictEqual({ ...caller, expiresAt: null })
  })

  test.for([-1, 0, 7 * 24 + 0.001])('does not expire %d hours from now', async (hours) => {
    const { links, id, at } = await setUp()
    const message = expect.stringContaining('in 168 hours at the latest')
    const creating = links.create(id, { lifetimeMs: hours * HOUR }, caller)
    await expect(creating).rejects.toMatchObject({ code: 'attributeInvalid', message })
    const longest = await links.create(id, { lifetimeMs: 7 * 24 * HOUR }, caller)
    expect(longest).toMatchObject({ expiresAt: at(7 * 24) })
  })

  test.for<[string, Partial<Image>, Caller, string]>([
    ['is not there', { deletedAt: new Date() }, caller, 'imageNotFound'],
    ['is not theirs to see', {}, stranger, 'imageNotFound'],
    ['is not theirs to download', {}, aCaller({ roles: ['reader'] }), 'forbidden'],
    ['is deactivated', { status: 'deactivated' }, caller, 'forbidden'],
    ['is deactivated, also for administrators', { status: 'deactivated' }, admin, 'statusConflict'],
    ['has no data yet', { status: 'queued', data: null }, caller, 'statusConflict'],
  ])('is not made to an image that %s', async ([_, changes, by, code]) => {
    const { links, id, shared } = await setUp(changes)
    await expect(links.create(id, {}, by)).rejects.toEqual(problem(code))
    expect(await shared.links.list(id)).toStrictEqual([])
  })

  test('is one of a hundred unused ones that a user may have to an image', async () => {
    const { links, id, shared, clock, at } = await setUp({ visibility: 'public' })
    const first = await links.create(id, {}, caller)
    for (let count = 1; count < 100; count++) await links.create(id, {}, caller)
    await expect(links.create(id, {}, caller)).rejects.toEqual(problem('quotaExceeded'))
    await links.create(id, {}, stranger)
    await shared.links.spend(first.key, clock.now)
    await links.create(id, {}, caller)
    await expect(links.create(id, {}, caller)).rejects.toEqual(problem('quotaExceeded'))
    clock.now = at(24)
    await links.create(id, {}, caller)
  })
})

describe('links', () => {
  /** To a public image of project-a, made by its owner, and by a stranger. */
  async function twoLinks() {
    const workshop = await setUp({ visibility: 'public' })
    const own = await workshop.links.create(workshop.id, {}, caller)
    const others = await workshop.links.create(workshop.id, {}, stranger)
    return { ...workshop, own, others }
  }

  test('are seen by who may change the image; others see those they made', async () => {
    const { links, id, own, others } = await twoLinks()
    const colleague = aCaller({ userId: 'user-c' })
    for (const by of [caller, colleague, admin]) expect(await links.list(id, by)).toStrictEqual([others, own])
    expect(await links.list(id, stranger)).toStrictEqual([others])
    expect(await links.list(id, aCaller({ userId: 'user-c', roles: ['reader'] }))).toStrictEqual([])
  })

  test('are revoked by those who see them, and gone then', async () => {
    const { links, id, own, others, shared } = await twoLinks()
    await expect(links.revoke(id, own.id, stranger)).rejects.toEqual(problem('downloadLinkNotFound'))
    await links.revoke(id, others.id, caller)
    await links.revoke(id, own.id, caller)
    expect([await shared.links.findByKey(own.key), await links.list(id, caller)]).toStrictEqual([undefined, []])
    await expect(links.revoke(id, own.id, caller)).rejects.toEqual(problem('downloadLinkNotFound'))
    await expect(links.revoke(id, own.key, caller)).rejects.toEqual(problem('downloadLinkNotFound'))
  })

  test('of an image that is not seen are not there', async () => {
    const { links, id, own, change } = await twoLinks()
    change({ visibility: 'private' })
    await expect(links.list(id, stranger)).rejects.toEqual(problem('imageNotFound'))
    await expect(links.revoke(id, own.id, stranger)).rejects.toEqual(problem('imageNotFound'))
  })

  test('are forgotten when they have expired', async () => {
    const { links, id, at, clock } = await setUp()
    await links.create(id, { lifetimeMs: HOUR }, caller)
    const kept = await links.create(id, { lifetimeMs: 3 * HOUR }, caller)
    clock.now = at(2)
    await links.forgetExpired()
    expect(await links.list(id, caller)).toStrictEqual([kept])
  })
})

describe('the link that a machine image is shown with', () => {
  test('stays the same until it is used or expires', async () => {
    const { links, id, shared, clock, at } = await setUp()
    const first = await links.offer(id, caller)
    expect(first).toMatchObject({ offered: true, expiresAt: at(24) })
    expect(await links.offer(id, caller)).toStrictEqual(first)
    await shared.links.claim(first?.key ?? '', clock.now, null)
    const second = await links.offer(id, caller)
    expect(second?.key).not.toBe(first?.key)
    clock.now = at(24)
    expect([first?.key, second?.key]).not.toContain((await links.offer(id, caller))?.key)
  })

  test('is none that another user was offered: it goes by the rights of who made it', async () => {
    const { links, id } = await setUp()
    const theirs = await links.offer(id, admin)
    const own = await links.offer(id, caller)
    expect([theirs?.caller, own?.caller]).toMatchObject([{ userId: admin.userId }, { userId: caller.userId }])
    expect(await links.offer(id, admin)).toStrictEqual(theirs)
  })

  test('is none that somebody has asked for, and given away', async () => {
    const { links, id } = await setUp()
    const asked = await links.create(id, {}, caller)
    expect((await links.offer(id, caller))?.key).not.toBe(asked.key)
  })

  test.for<[string, Partial<Image>, Caller]>([
    ['that is gone', { deletedAt: new Date() }, caller],
    ['that is deactivated', { status: 'deactivated' }, caller],
    ['without data', { status: 'queued', data: null }, caller],
    ['that the reader may not download', {}, stranger],
  ])('is none to an image %s', async ([_, changes, by]) => {
    const { links, id, shared } = await setUp(changes)
    expect(await links.offer(id, by)).toBeUndefined()
    expect(await shared.links.list(id)).toStrictEqual([])
  })

  test('is none any more when the image is gone, though it was not used', async () => {
    const { links, id, shared } = await setUp()
    await links.offer(id, caller)
    const image = shared.images.kept.get(id)
    if (image) shared.images.kept.set(id, { ...image, deletedAt: new Date() })
    expect(await links.offer(id, caller)).toBeUndefined()
  })

  test('is an error where that cannot be found out', async () => {
    const away = new Error('The catalogue is away')
    const { links, id } = await setUp({}, { imageCatalog: { find: () => Promise.reject(away) } })
    await expect(links.offer(id, caller)).rejects.toBe(away)
  })
})
