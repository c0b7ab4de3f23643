import { type ApiKey, type ApiKeyCatalog, Problem } from '../src/index.ts'

/** API keys in memory. */
export function createMemoryApiKeys(): ApiKeyCatalog {
  const kept = new Map<number, ApiKey>()
  let lastId = 0
  const find = (userName: string, id: number) => {
    const key = kept.get(id)
    return key?.user.name === userName ? key : undefined
  }

  return {
    async insertApiKey(wanted, limit) {
      if (kept.size >= limit) throw new Problem('quotaExceeded', `No more than ${limit} API keys`)
      const key = { ...wanted, id: ++lastId, updatedAt: wanted.createdAt }
      kept.set(key.id, key)
      return key
    },
    listApiKeys: async (userName) => [...kept.values()].filter(({ user }) => user.name === userName),
    findApiKey: async (publicKey) => [...kept.values()].find((key) => key.publicKey === publicKey),
    async updateApiKey(userName, id, changes, updatedAt) {
      const key = find(userName, id)
      if (key) kept.set(id, { ...key, ...changes, updatedAt })
      return find(userName, id)
    },
    deleteApiKey: async (userName, id) => find(userName, id) !== undefined && kept.delete(id),
  }
}
