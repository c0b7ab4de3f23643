import { expect, test } from 'vitest'
import { useFresh } from '../fresh.ts'
import { countTrue, times } from '../image-catalog/connect.ts'
import { ALICE, BOB, idsOf, LATER_BOB } from '../machine-image-catalog/connect.ts'
import { at } from '../task-catalog/connect.ts'
import { buildApiKey, type ConnectApiKeys, insertApiKey, MANY } from './connect.ts'

export function describeApiKeyRecords(connect: ConnectApiKeys): void {
  const fresh = useFresh(connect)
  const apiKeys = () => fresh.catalog.apiKeys

  test.for([{}, { description: null }])('a key is found as it was inserted, with an id: %o', async (overrides) => {
    const wanted = buildApiKey(overrides)
    const key = await apiKeys().insertApiKey(wanted, MANY)
    expect(key).toStrictEqual({ ...wanted, id: expect.any(Number), updatedAt: wanted.createdAt })
    expect(await apiKeys().findApiKey(wanted.publicKey)).toStrictEqual(key)
    expect(await apiKeys().listApiKeys('bob')).toStrictEqual([key])
  })

  test('nothing but its public key finds a key', async () => {
    const key = await insertApiKey(apiKeys(), { publicKey: 'public-one' })
    for (const text of ['', key.secretKey, 'PUBLIC-ONE', 'public-on', 'public-one ', '%']) {
      expect(await apiKeys().findApiKey(text)).toBeUndefined()
    }
  })

  test('a public key is given once', async () => {
    const key = await insertApiKey(apiKeys())
    await expect(insertApiKey(apiKeys(), { user: ALICE, publicKey: key.publicKey })).rejects.toThrow()
    expect(await apiKeys().findApiKey(key.publicKey)).toStrictEqual(key)
    expect(await apiKeys().listApiKeys('alice')).toStrictEqual([])
  })

  test('ids count up, and none is given twice, however many come at once, or are deleted', async () => {
    const ids = idsOf(await Promise.all(times(20, () => insertApiKey(apiKeys()))))
    expect(new Set(ids).size).toBe(20)
    const last = Math.max(...ids)
    await apiKeys().deleteApiKey('bob', last)
    expect((await insertApiKey(apiKeys())).id).toBeGreaterThan(last)
  })

  test('keys of a user are listed in the order of their ids, and no others', async () => {
    const first = await insertApiKey(apiKeys(), { name: 'b', createdAt: at(2) })
    const alices = await insertApiKey(apiKeys(), { user: ALICE })
    const second = await insertApiKey(apiKeys(), { name: 'a', createdAt: at(1) })
    expect(await apiKeys().listApiKeys('bob')).toStrictEqual([first, second])
    expect(await apiKeys().listApiKeys('alice')).toStrictEqual([alices])
    expect(await apiKeys().listApiKeys('user-1')).toStrictEqual([])
  })

  test('users that had a name one after the other are told apart by their ids', async () => {
    for (const user of [BOB, LATER_BOB]) await insertApiKey(apiKeys(), { user })
    const users = (await apiKeys().listApiKeys('bob')).map(({ user }) => user)
    expect(users).toStrictEqual([BOB, LATER_BOB])
  })

  test('a key changes in its name and description, and in nothing else', async () => {
    const [key, other] = [await insertApiKey(apiKeys()), await insertApiKey(apiKeys())]
    for (const changes of [
      { name: 'desktop', description: null },
      { name: 'laptop', description: 'At home' },
    ]) {
      const changed = { ...key, ...changes, updatedAt: at(5) }
      expect(await apiKeys().updateApiKey('bob', key.id, changes, at(5))).toStrictEqual(changed)
      expect(await apiKeys().findApiKey(key.publicKey)).toStrictEqual(changed)
    }
    expect(await apiKeys().findApiKey(other.publicKey)).toStrictEqual(other)
  })

  test('a key of somebody else, or of nobody, is neither changed nor deleted', async () => {
    const key = await insertApiKey(apiKeys())
    for (const [userName, id] of [
      ['alice', key.id],
      ['bob', key.id + 1],
    ] as const) {
      expect(await apiKeys().updateApiKey(userName, id, { name: 'x', description: null }, at(5))).toBeUndefined()
      expect(await apiKeys().deleteApiKey(userName, id)).toBe(false)
    }
    expect(await apiKeys().findApiKey(key.publicKey)).toStrictEqual(key)
  })

  test('a key is deleted once, and alone, and then finds nobody', async () => {
    const [doomed, other] = [await insertApiKey(apiKeys()), await insertApiKey(apiKeys())]
    expect(countTrue(await Promise.all(times(20, () => apiKeys().deleteApiKey('bob', doomed.id))))).toBe(1)
    expect(await apiKeys().findApiKey(doomed.publicKey)).toBeUndefined()
    expect(await apiKeys().listApiKeys('bob')).toStrictEqual([other])
  })
}
