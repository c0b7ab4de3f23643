import { MEMBER_STATUSES } from '@vitrine/core'
import { expect, test } from 'vitest'
import { buildNewImage } from '../builders.ts'
import { type ConnectCatalog, LATER, MUCH_LATER, times, useCatalog } from './connect.ts'

const NO_LIMIT = -1

export function describeMembers(connect: ConnectCatalog): void {
  const context = useCatalog(connect)
  const shared = async () => (await context.catalog.insert(buildNewImage())).id
  const add = (imageId: string, memberId: string, at = LATER, limit = NO_LIMIT) =>
    context.catalog.addMember(imageId, { memberId }, at, limit)

  test('a new member is pending, and found and listed as it was answered', async () => {
    const imageId = await shared()
    const member = await add(imageId, 'theirs')
    expect(member).toStrictEqual({
      imageId,
      memberId: 'theirs',
      status: 'pending',
      canShare: false,
      createdAt: LATER,
      updatedAt: LATER,
    })
    expect(await context.catalog.findMember(imageId, 'theirs')).toStrictEqual(member)
    expect(await context.catalog.listMembers(imageId)).toStrictEqual([member])
  })

  test('members are listed in the order in which they came', async () => {
    const imageId = await shared()
    await add(imageId, 'b', MUCH_LATER)
    await add(imageId, 'c', LATER)
    await add(imageId, 'a', MUCH_LATER)
    const members = await context.catalog.listMembers(imageId)
    expect(members.map(({ memberId }) => memberId)).toStrictEqual(['c', 'a', 'b'])
  })

  test('a member is one of its image only, and its id compares exactly', async () => {
    const [imageId, otherId] = [await shared(), await shared()]
    await add(imageId, 'theirs')
    expect(await context.catalog.findMember(otherId, 'theirs')).toBeUndefined()
    expect(await context.catalog.findMember(imageId, 'THEIRS')).toBeUndefined()
    expect(await context.catalog.listMembers(otherId)).toStrictEqual([])
  })

  test.each(['x'.repeat(255), ' ', `'; drop table image_members; --`, 'e\u0301', '𝒜😀'])(
    'keeps the member %j',
    async (memberId) => {
      const imageId = await shared()
      const member = await add(imageId, memberId)
      expect(member.memberId).toBe(memberId)
      expect(await context.catalog.findMember(imageId, memberId)).toStrictEqual(member)
    },
  )

  test.each([true, false])('a new member may share the image as is wanted: %s', async (canShare) => {
    const imageId = await shared()
    const member = await context.catalog.addMember(imageId, { memberId: 'theirs', canShare }, LATER, NO_LIMIT)
    expect(member.canShare).toBe(canShare)
    expect(await context.catalog.findMember(imageId, 'theirs')).toStrictEqual(member)
  })

  test('a project that is a member already is refused, and stays as it was, whatever is wanted', async () => {
    const imageId = await shared()
    await add(imageId, 'theirs')
    const accepted = await context.catalog.updateMember(imageId, 'theirs', 'accepted', LATER)
    for (const canShare of [undefined, true, false]) {
      const again = context.catalog.addMember(imageId, { memberId: 'theirs', canShare }, MUCH_LATER, NO_LIMIT)
      await expect(again).rejects.toMatchObject({ code: 'memberExists' })
    }
    expect(await context.catalog.listMembers(imageId)).toStrictEqual([accepted])
  })

  test('of 50 that add one project at once, exactly one does', async () => {
    const imageId = await shared()
    const answers = await Promise.allSettled(times(50, () => add(imageId, 'theirs')))
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await context.catalog.listMembers(imageId)).toHaveLength(1)
  })

  test('an image gets no more members than its limit, however many are added at once (S55)', async () => {
    const imageId = await shared()
    const answers = await Promise.allSettled(times(50, (index) => add(imageId, `project-${index}`, LATER, 7)))
    const refusals = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason.code] : []))
    expect(refusals).toStrictEqual(times(43, () => 'quotaExceeded'))
    expect(await context.catalog.listMembers(imageId)).toHaveLength(7)
  })

  test('a limit concerns new members of its image only: those of others do not count, and nobody goes', async () => {
    const [imageId, otherId] = [await shared(), await shared()]
    await add(otherId, 'one')
    await add(imageId, 'one')
    await add(imageId, 'two')
    await expect(add(imageId, 'three', LATER, 1)).rejects.toMatchObject({ code: 'quotaExceeded' })
    await expect(add(imageId, 'one', LATER, 1)).rejects.toMatchObject({ code: 'memberExists' })
    await expect(add(otherId, 'two', LATER, 2)).resolves.toMatchObject({ memberId: 'two' })
    await expect(add(await shared(), 'one', LATER, 0)).rejects.toMatchObject({ code: 'quotaExceeded' })
    expect(await context.catalog.listMembers(imageId)).toHaveLength(2)
  })

  test('a status goes from any to any, of this member only', async () => {
    const imageId = await shared()
    const member = await add(imageId, 'theirs')
    const bystander = await add(imageId, 'bystander')
    for (const from of MEMBER_STATUSES) {
      for (const status of MEMBER_STATUSES) {
        await context.catalog.updateMember(imageId, 'theirs', from, LATER)
        const updated = await context.catalog.updateMember(imageId, 'theirs', status, MUCH_LATER)
        expect(updated).toStrictEqual({ ...member, status, updatedAt: MUCH_LATER })
        expect(await context.catalog.findMember(imageId, 'theirs')).toStrictEqual(updated)
      }
    }
    expect(await context.catalog.findMember(imageId, 'bystander')).toStrictEqual(bystander)
  })

  test('sharing leaves the image itself as it is', async () => {
    const image = await context.catalog.insert(buildNewImage())
    await add(image.id, 'theirs')
    await context.catalog.updateMember(image.id, 'theirs', 'accepted', MUCH_LATER)
    expect(await context.catalog.find(image.id)).toStrictEqual(image)
  })

  test('a removed member is gone, the others stay, and it begins anew', async () => {
    const imageId = await shared()
    await add(imageId, 'theirs')
    await add(imageId, 'bystander')
    await context.catalog.updateMember(imageId, 'theirs', 'accepted', LATER)
    expect(await context.catalog.removeMember(imageId, 'theirs')).toBe(true)
    expect(await context.catalog.findMember(imageId, 'theirs')).toBeUndefined()
    expect(await context.catalog.listMembers(imageId)).toMatchObject([{ memberId: 'bystander' }])
    expect(await add(imageId, 'theirs', MUCH_LATER)).toMatchObject({ status: 'pending', createdAt: MUCH_LATER })
  })

  test('of many that remove one member at once, exactly one does', async () => {
    const imageId = await shared()
    await add(imageId, 'theirs')
    const answers = await Promise.all(times(10, () => context.catalog.removeMember(imageId, 'theirs')))
    expect(answers.filter((removed) => removed)).toHaveLength(1)
  })

  test('what is not there is neither changed nor removed', async () => {
    const imageId = await shared()
    for (const id of [imageId, buildNewImage().id]) {
      expect(await context.catalog.updateMember(id, 'nobody', 'accepted', LATER)).toBeUndefined()
      expect(await context.catalog.removeMember(id, 'nobody')).toBe(false)
      expect(await context.catalog.listMembers(id)).toStrictEqual([])
    }
  })

  test('members of an image that is not shared for a while are kept', async () => {
    const image = await context.catalog.insert(buildNewImage())
    const member = await add(image.id, 'theirs')
    await context.catalog.update(image.id, image.revision, { ...image, visibility: 'private' }, LATER)
    expect(await context.catalog.listMembers(image.id)).toStrictEqual([member])
  })

  test('a deleted image has no members, gets none, and leaves those of others', async () => {
    const [image, other] = [await context.catalog.insert(buildNewImage()), await shared()]
    await add(image.id, 'theirs')
    await add(other, 'theirs')
    await context.catalog.delete(image.id, image.revision, LATER)
    expect(await context.catalog.findMember(image.id, 'theirs')).toBeUndefined()
    for (const id of [image.id, buildNewImage().id]) {
      await expect(add(id, 'theirs')).rejects.toMatchObject({ code: 'imageNotFound' })
    }
    expect(await context.catalog.listMembers(other)).toHaveLength(1)
  })

  test('an image that is deleted while it is shared keeps no member', async () => {
    const image = await context.catalog.insert(buildNewImage())
    await Promise.allSettled([
      ...times(10, (index) => add(image.id, `before-${index}`)),
      context.catalog.delete(image.id, image.revision, LATER),
      ...times(10, (index) => add(image.id, `after-${index}`)),
    ])
    expect(await context.catalog.listMembers(image.id)).toStrictEqual([])
  })
}
