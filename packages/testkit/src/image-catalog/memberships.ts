import type { Visibility } from '@vitrine/core'
import { expect, test } from 'vitest'
import { buildNewImage } from '../builders.ts'
import { type ConnectCatalog, known, LATER, MUCH_LATER, useCatalog } from './connect.ts'

export function describeMemberships(connect: ConnectCatalog): void {
  const context = useCatalog(connect)

  async function share(createdAt: Date, memberId = 'theirs', id = buildNewImage().id) {
    await context.catalog.insert(buildNewImage({ id, createdAt }))
    return context.catalog.putMember(id, { memberId, canShare: true }, LATER, -1)
  }

  async function moveTo(visibility: Visibility, id: string) {
    const image = await known(context.catalog, id)
    await context.catalog.update(id, image.revision, { ...image, visibility }, MUCH_LATER)
  }

  test('are those of one project, whatever it answered, the newest image first', async () => {
    const old = await share(LATER)
    const [a, b] = [await share(MUCH_LATER, 'theirs', 'id-a'), await share(MUCH_LATER, 'theirs', 'id-b')]
    await share(MUCH_LATER, 'others')
    const rejected = await context.catalog.updateMember(old.imageId, 'theirs', 'rejected', MUCH_LATER)
    expect(await context.catalog.listMemberships('theirs')).toStrictEqual([b, a, rejected])
    expect(await context.catalog.listMemberships('THEIRS')).toStrictEqual([])
  })

  test('are not told of while their image is private', async () => {
    const member = await share(LATER)
    for (const [visibility, want] of [
      ['private', []],
      ['public', [member]],
      ['private', []],
      ['community', [member]],
      ['shared', [member]],
    ] as const) {
      await moveTo(visibility, member.imageId)
      expect(await context.catalog.listMemberships('theirs'), visibility).toStrictEqual(want)
    }
  })

  test('end with the image, and with the member', async () => {
    const [deleted, removed, kept] = [await share(LATER), await share(LATER), await share(LATER)]
    await context.catalog.delete(deleted.imageId, 1, MUCH_LATER)
    await context.catalog.removeMember(removed.imageId, 'theirs')
    expect(await context.catalog.listMemberships('theirs')).toStrictEqual([kept])
  })
}
