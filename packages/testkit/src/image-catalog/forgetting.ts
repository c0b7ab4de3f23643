import { type NewImage, VISIBILITIES } from '@vitrine/core'
import { expect, test } from 'vitest'
import { buildImageDataAt, buildNewImage } from '../builders.ts'
import {
  buildQuery,
  type ConnectCatalog,
  doomedKeys,
  insertActive,
  LATER,
  MUCH_LATER,
  removed,
  useCatalog,
} from './connect.ts'

export function describeForgetting(connect: ConnectCatalog): void {
  const context = useCatalog(connect)
  const insert = (overrides: Partial<NewImage> = {}) => context.catalog.insert(buildNewImage(overrides))
  const insertDeleted = async (overrides: Partial<NewImage> = {}, at = LATER) =>
    removed(context.catalog, await insert(overrides), at)
  const listDeleted = () => context.catalog.list(buildQuery({ deleted: 'only' }))

  test('of an image that was deleted before, nobody finds more than that its id is taken (S7)', async () => {
    const { catalog } = context
    const { id } = await insertDeleted()
    await catalog.forgetDeleted(MUCH_LATER)
    expect(await catalog.findDeleted(id)).toBeUndefined()
    expect(await listDeleted()).toStrictEqual([])
    expect(await catalog.list(buildQuery({ deleted: 'too' }))).toStrictEqual([])
    const after = catalog.list(buildQuery({ deleted: 'only', marker: id }))
    await expect(after).rejects.toMatchObject({ code: 'queryInvalid' })
    await expect(insert({ id })).rejects.toMatchObject({ code: 'imageIdTaken' })
    expect(await catalog.find(id)).toBeUndefined()
  })

  test('of all that were deleted before, whoever had them and saw them', async () => {
    for (const visibility of VISIBILITIES) {
      for (const hidden of [true, false]) {
        for (const owner of ['project-1', null]) await insertDeleted({ visibility, hidden, owner })
      }
    }
    expect(await listDeleted()).toHaveLength(4 * VISIBILITIES.length)
    await context.catalog.forgetDeleted(MUCH_LATER)
    expect(await listDeleted()).toStrictEqual([])
  })

  test('an image that was deleted at that very time, or later, is remembered as it was', async () => {
    const { catalog } = context
    await insertDeleted({}, new Date(LATER.getTime() - 1))
    const remembered = [await insertDeleted({ createdAt: LATER }, LATER), await insertDeleted({}, MUCH_LATER)]
    await catalog.forgetDeleted(LATER)
    expect(await listDeleted()).toStrictEqual(remembered)
    for (const image of remembered) expect(await catalog.findDeleted(image.id)).toStrictEqual(image)
  })

  test('an image that is there stays as it is, however old', async () => {
    const image = await insertActive(context.catalog)
    await context.catalog.forgetDeleted(new Date('2999-01-01T00:00:00Z'))
    expect(await context.catalog.find(image.id)).toStrictEqual(image)
    expect(await context.catalog.list(buildQuery())).toStrictEqual([image])
  })

  test('bytes stay doomed, and what projects use stays as it was', async () => {
    const { catalog } = context
    await removed(catalog, await insertActive(catalog, { data: buildImageDataAt('key-1') }), LATER)
    await insert()
    const usage = await catalog.usageOf('project-1')
    await catalog.forgetDeleted(MUCH_LATER)
    expect(await doomedKeys(catalog, 10)).toStrictEqual(['key-1'])
    expect(await catalog.usageOf('project-1')).toStrictEqual(usage)
  })

  test('an abort ends it early', async () => {
    const deleted = await insertDeleted()
    await context.catalog.forgetDeleted(MUCH_LATER, AbortSignal.abort())
    expect(await listDeleted()).toStrictEqual([deleted])
  })
}
