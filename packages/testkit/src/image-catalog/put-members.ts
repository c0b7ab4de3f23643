import { VISIBILITIES, type WantedMember } from '@vitrine/core'
import { expect, test } from 'vitest'
import { buildNewImage } from '../builders.ts'
import { buildQuery, type ConnectCatalog, LATER, MUCH_LATER, times, useCatalog } from './connect.ts'

const NO_LIMIT = -1

export function describePutMembers(connect: ConnectCatalog): void {
  const context = useCatalog(connect)
  const overQuota = expect.objectContaining({ code: 'quotaExceeded' })
  const shared = async () => (await context.catalog.insert(buildNewImage())).id
  const put = (imageId: string, wanted: WantedMember, at = LATER, limit = NO_LIMIT) =>
    context.catalog.putMember(imageId, wanted, at, limit)

  test.each([
    { wanted: {}, canShare: false },
    { wanted: { canShare: false }, canShare: false },
    { wanted: { canShare: true }, canShare: true },
  ])('a member that is put is pending, and found as it was answered: $wanted', async ({ wanted, canShare }) => {
    const imageId = await shared()
    const member = await put(imageId, { memberId: 'theirs', ...wanted })
    expect(member).toStrictEqual({
      imageId,
      memberId: 'theirs',
      status: 'pending',
      canShare,
      createdAt: LATER,
      updatedAt: LATER,
    })
    expect(await context.catalog.findMember(imageId, 'theirs')).toStrictEqual(member)
    expect(await context.catalog.listMembers(imageId)).toStrictEqual([member])
  })

  test('one that is put again may share as was said last, and is otherwise as it was', async () => {
    const imageId = await shared()
    await put(imageId, { memberId: 'theirs' })
    const bystander = await put(imageId, { memberId: 'bystander' })
    const accepted = await context.catalog.updateMember(imageId, 'theirs', 'accepted', LATER)
    for (const canShare of [true, false]) {
      const changed = { ...accepted, canShare, updatedAt: MUCH_LATER }
      expect(await put(imageId, { memberId: 'theirs', canShare }, MUCH_LATER)).toStrictEqual(changed)
      expect(await context.catalog.findMember(imageId, 'theirs')).toStrictEqual(changed)
    }
    expect(await context.catalog.findMember(imageId, 'bystander')).toStrictEqual(bystander)
  })

  test('one that is so already is not changed', async () => {
    const imageId = await shared()
    const member = await put(imageId, { memberId: 'theirs', canShare: true })
    for (const wish of [{}, { canShare: true }, { canShare: undefined }]) {
      expect(await put(imageId, { memberId: 'theirs', ...wish }, MUCH_LATER)).toStrictEqual(member)
    }
  })

  test('a changed status does not change who may share', async () => {
    const imageId = await shared()
    await put(imageId, { memberId: 'theirs', canShare: true })
    const accepted = await context.catalog.updateMember(imageId, 'theirs', 'accepted', LATER)
    expect(accepted).toMatchObject({ status: 'accepted', canShare: true })
  })

  test('a limit concerns those who come, not those who are there', async () => {
    const imageId = await shared()
    await put(imageId, { memberId: 'one' })
    await put(imageId, { memberId: 'two' }, LATER, 2)
    await expect(put(imageId, { memberId: 'three' }, LATER, 2)).rejects.toEqual(overQuota)
    await expect(put(imageId, { memberId: 'one', canShare: true }, LATER, 1)).resolves.toMatchObject({ canShare: true })
    await expect(put(await shared(), { memberId: 'one' }, LATER, 0)).rejects.toEqual(overQuota)
    expect(await context.catalog.listMembers(imageId)).toHaveLength(2)
  })

  test('of 100 that are put at once an image gets as many as it may have, and one project only once', async () => {
    const imageId = await shared()
    const answers = await Promise.allSettled(
      times(100, (index) => put(imageId, { memberId: `project-${index % 50}` }, LATER, 7)),
    )
    const refusals = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []))
    expect(refusals).toStrictEqual(times(86, () => overQuota))
    expect(await context.catalog.listMembers(imageId)).toHaveLength(7)
  })

  test('the image is in the lists of the project, and is itself as it was', async () => {
    const image = await context.catalog.insert(buildNewImage())
    await put(image.id, { memberId: 'theirs' })
    const member = { projectId: 'theirs', everyone: false, othersCommunity: false, visibilities: VISIBILITIES }
    const scope = { ...member, memberStatuses: ['pending'] as const }
    expect(await context.catalog.list(buildQuery({ scope }))).toStrictEqual([image])
  })

  test('an image that is unknown or deleted gets none', async () => {
    const deleted = await context.catalog.insert(buildNewImage())
    await context.catalog.delete(deleted.id, deleted.revision, LATER)
    for (const id of [deleted.id, buildNewImage().id]) {
      await expect(put(id, { memberId: 'theirs' })).rejects.toMatchObject({ code: 'imageNotFound' })
      expect(await context.catalog.listMembers(id)).toStrictEqual([])
    }
  })
}
