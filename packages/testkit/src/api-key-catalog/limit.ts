import { expect, test } from 'vitest'
import { useFresh } from '../fresh.ts'
import { times } from '../image-catalog/connect.ts'
import { ALICE, LATER_BOB } from '../machine-image-catalog/connect.ts'
import { buildApiKey, type ConnectApiKeys } from './connect.ts'

const OVER_QUOTA = { code: 'quotaExceeded' }

export function describeApiKeyLimit(connect: ConnectApiKeys): void {
  const fresh = useFresh(connect)
  const apiKeys = () => fresh.catalog.apiKeys
  const insert = (limit: number, user = buildApiKey().user) => apiKeys().insertApiKey(buildApiKey({ user }), limit)

  test('of 50 keys that are inserted at once a user gets as many as the limit allows', async () => {
    const inserted = await Promise.allSettled(times(50, () => insert(2)))
    expect(inserted.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    const refusals = inserted.filter((result) => result.status === 'rejected').map(({ reason }) => reason)
    expect(refusals).toStrictEqual(times(48, () => expect.objectContaining(OVER_QUOTA)))
    expect(await apiKeys().listApiKeys('bob')).toHaveLength(2)
  })

  test('a limit of 0 allows none, and a lower one takes none away', async () => {
    await expect(insert(0)).rejects.toMatchObject(OVER_QUOTA)
    await insert(2)
    await insert(2)
    await expect(insert(1)).rejects.toMatchObject(OVER_QUOTA)
    expect(await apiKeys().listApiKeys('bob')).toHaveLength(2)
  })

  test('a refusal names the user and the limit, and no key', async () => {
    await insert(2)
    await insert(2)
    const message = "User 'bob' has 2 API keys, and may have no more than 2"
    await expect(insert(2)).rejects.toMatchObject({ ...OVER_QUOTA, message })
  })

  test('a deleted key makes room for another', async () => {
    const { id } = await insert(1)
    await expect(insert(1)).rejects.toMatchObject(OVER_QUOTA)
    await apiKeys().deleteApiKey('bob', id)
    await insert(1)
  })

  test('keys of others do not count, nor those of somebody who had the name before', async () => {
    await insert(1)
    await insert(1, ALICE)
    await insert(1, LATER_BOB)
    await expect(insert(1, LATER_BOB)).rejects.toMatchObject(OVER_QUOTA)
  })
}
