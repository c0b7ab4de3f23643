import type { WantedMember } from '@vitrine/core'
import { expect, test } from 'vitest'
import { buildNewImage } from '../builders.ts'
import { type ConnectCatalog, LATER, MUCH_LATER, times, useCatalog } from './connect.ts'

const NO_LIMIT = -1

export function describeReplaceMembers(connect: ConnectCatalog): void {
  const context = useCatalog(connect)
  const overQuota = expect.objectContaining({ code: 'quotaExceeded' })
  const shared = async () => (await context.catalog.insert(buildNewImage())).id
  const put = (imageId: string, memberId: string, limit = NO_LIMIT) =>
    context.catalog.putMember(imageId, { memberId }, LATER, limit)
  const replace = (imageId: string, wanted: readonly WantedMember[], at = LATER, limit = NO_LIMIT) =>
    context.catalog.replaceMembers(imageId, wanted, at, limit)
  const membersOf = async (imageId: string) =>
    (await context.catalog.listMembers(imageId)).map(({ memberId }) => memberId).sort()

  test('who replaces members puts those that are wanted, and removes all others of the image', async () => {
    const [imageId, otherId] = [await shared(), await shared()]
    for (const memberId of ['gone', 'kept', 'widened']) await put(imageId, memberId)
    const bystander = await put(otherId, 'gone')
    const kept = await context.catalog.updateMember(imageId, 'kept', 'accepted', LATER)
    const widened = await context.catalog.updateMember(imageId, 'widened', 'rejected', LATER)
    await replace(
      imageId,
      [{ memberId: 'kept' }, { memberId: 'widened', canShare: true }, { memberId: 'new', canShare: true }],
      MUCH_LATER,
    )
    const fresh = { imageId, memberId: 'new', status: 'pending', createdAt: MUCH_LATER }
    expect(await context.catalog.listMembers(imageId)).toStrictEqual([
      kept,
      { ...widened, canShare: true, updatedAt: MUCH_LATER },
      { ...fresh, canShare: true, updatedAt: MUCH_LATER },
    ])
    expect(await context.catalog.listMembers(otherId)).toStrictEqual([bystander])
  })

  test('replaced by nobody, an image has no members', async () => {
    const imageId = await shared()
    await put(imageId, 'theirs')
    await replace(imageId, [], LATER, 0)
    expect(await context.catalog.listMembers(imageId)).toStrictEqual([])
  })

  test('a project that is wanted twice is one member, as was said last', async () => {
    const imageId = await shared()
    await replace(imageId, [{ memberId: 'theirs', canShare: true }, { memberId: 'theirs' }], LATER, 1)
    expect(await context.catalog.listMembers(imageId)).toMatchObject([{ memberId: 'theirs', canShare: true }])
    await replace(imageId, [{ memberId: 'theirs' }, { memberId: 'theirs', canShare: false }], LATER, 1)
    expect(await context.catalog.listMembers(imageId)).toMatchObject([{ memberId: 'theirs', canShare: false }])
  })

  test('more than the limit replace nobody', async () => {
    const imageId = await shared()
    const member = await put(imageId, 'theirs')
    const wanted = times(3, (index) => ({ memberId: `project-${index}` }))
    await expect(replace(imageId, wanted, MUCH_LATER, 2)).rejects.toEqual(overQuota)
    expect(await context.catalog.listMembers(imageId)).toStrictEqual([member])
    await replace(imageId, wanted, MUCH_LATER, 3)
    expect(await membersOf(imageId)).toStrictEqual(['project-0', 'project-1', 'project-2'])
  })

  test('as many are replaced as there are, where there is no limit', async () => {
    const imageId = await shared()
    const memberIds = times(300, (index) => `project-${1000 + index}`)
    await replace(
      imageId,
      memberIds.map((memberId) => ({ memberId })),
    )
    expect(await membersOf(imageId)).toStrictEqual(memberIds)
    await replace(imageId, [{ memberId: 'last' }])
    expect(await membersOf(imageId)).toStrictEqual(['last'])
  })

  test('of many that replace at once one is the last, all of it', async () => {
    const imageId = await shared()
    const wishes = times(20, (index) => times(4, (member) => `wish-${index}-${member}`))
    await Promise.all(
      wishes.map((wish) =>
        replace(
          imageId,
          wish.map((memberId) => ({ memberId })),
        ),
      ),
    )
    expect(wishes).toContainEqual(await membersOf(imageId))
  })

  test('those who come while others are replaced stay or go, within the limit; those who replaced them stay', async () => {
    const imageId = await shared()
    await put(imageId, 'old')
    const come = (index: number) =>
      index % 2 === 0
        ? put(imageId, `late-${index}`, 6)
        : context.catalog.addMember(imageId, { memberId: `late-${index}` }, LATER, 6)
    const [replaced] = await Promise.allSettled([
      replace(imageId, [{ memberId: 'new-1' }, { memberId: 'new-2' }], LATER, 6),
      ...times(20, come),
    ])
    expect(replaced).toMatchObject({ status: 'fulfilled' })
    const members = await membersOf(imageId)
    expect(members.filter((memberId) => !memberId.startsWith('late-'))).toStrictEqual(['new-1', 'new-2'])
    expect(members.length).toBeLessThanOrEqual(6)
  })

  test('an image that is unknown or deleted gets none, and the image itself stays as it was', async () => {
    const [image, deleted] = [
      await context.catalog.insert(buildNewImage()),
      await context.catalog.insert(buildNewImage()),
    ]
    await context.catalog.delete(deleted.id, deleted.revision, LATER)
    for (const id of [deleted.id, buildNewImage().id]) {
      await expect(replace(id, [{ memberId: 'theirs' }])).rejects.toMatchObject({ code: 'imageNotFound' })
      expect(await context.catalog.listMembers(id)).toStrictEqual([])
    }
    await replace(image.id, [{ memberId: 'theirs' }])
    expect(await context.catalog.find(image.id)).toStrictEqual(image)
  })
}
