import type { ImageCondition, ListScope } from '@vitrine/core'
import { expect, test } from 'vitest'
import { buildBlob, buildNewImage } from '../builders.ts'
import { buildQuery, type ConnectCatalog, known, LATER, useCatalog } from './connect.ts'

export function describeListKilled(connect: ConnectCatalog): void {
  const context = useCatalog(connect)

  async function kill() {
    const { id } = await context.catalog.insert(buildNewImage())
    await context.catalog.beginUpload(id, buildBlob('key-1'), LATER)
    await context.catalog.abandonUpload(id, buildBlob('key-1'), LATER, 'killed')
    return known(context.catalog, id)
  }

  test('killed images are in lists that ask for them, and in no other, whatever its conditions', async () => {
    const { catalog } = context
    const other = await catalog.insert(buildNewImage({ createdAt: LATER }))
    const killed = await kill()
    expect(await catalog.list(buildQuery())).toStrictEqual([other])
    expect(await catalog.list(buildQuery({ killed: true }))).toStrictEqual([other, killed])
    const conditions: ImageCondition[] = [{ field: 'status', oneOf: ['killed'] }]
    expect(await catalog.list(buildQuery({ conditions }))).toStrictEqual([])
    expect(await catalog.list(buildQuery({ conditions, killed: true }))).toStrictEqual([killed])
    expect(await catalog.list(buildQuery({ killed: true, deleted: 'only' }))).toStrictEqual([])
  })

  test('a killed image is listed for those it is shared with as for its project', async () => {
    const killed = await kill()
    await context.catalog.addMember(killed.id, { memberId: 'theirs' }, LATER, -1)
    for (const projectId of [killed.owner, 'theirs']) {
      const scope: ListScope = { ...buildQuery().scope, everyone: false, projectId, memberStatuses: ['pending'] }
      expect(await context.catalog.list(buildQuery({ scope }))).toStrictEqual([])
      expect(await context.catalog.list(buildQuery({ scope, killed: true }))).toStrictEqual([killed])
    }
  })

  test('a list goes on after a killed image', async () => {
    const killed = await kill()
    const older = await context.catalog.insert(buildNewImage({ createdAt: new Date(killed.createdAt.getTime() - 1) }))
    for (const query of [buildQuery(), buildQuery({ killed: true })]) {
      expect(await context.catalog.list({ ...query, marker: killed.id })).toStrictEqual([older])
    }
  })
}
