import type { UForgeApiKeyPair, UForgeApiKeyPairCreate } from '@vitrine/api-types'
import type { CallOptions } from '../call.ts'
import type { DbId, UForgeAccess } from './access.ts'

/** Pairs of keys that sign requests in place of a password. */
export interface ApiKeys {
  create(pair?: UForgeApiKeyPairCreate, options?: CallOptions): Promise<UForgeApiKeyPair>
  /** With their secrets. */
  list(options?: CallOptions): Promise<UForgeApiKeyPair[]>
  /** Says what a pair is called; the keys stay. */
  update(id: DbId, pair: UForgeApiKeyPairCreate, options?: CallOptions): Promise<UForgeApiKeyPair>
  delete(id: DbId, options?: CallOptions): Promise<void>
}

const KEYS = '/api/users/{uid}/apikeys'
const KEY = '/api/users/{uid}/apikeys/{akid}'

export function createApiKeys({ api, call, ask, uid }: UForgeAccess): ApiKeys {
  const own = { params: { path: { uid } } }
  const at = (id: DbId) => ({ params: { path: { uid, akid: String(id) } } })

  return {
    create: (apiKeyPair, options = {}) =>
      ask('createApiKeyPair', 'apiKeyPair', options, (init) =>
        api.POST(KEYS, { ...own, ...(apiKeyPair && { body: { apiKeyPair } }), ...init }),
      ),
    async list(options = {}) {
      const { apiKeyPairs } = await ask('listApiKeyPairs', 'apiKeyPairs', options, (init) =>
        api.GET(KEYS, { ...own, ...init }),
      )
      return apiKeyPairs.apiKeyPair
    },
    update: (id, apiKeyPair, options = {}) =>
      ask('updateApiKeyPair', 'apiKeyPair', options, (init) =>
        api.PUT(KEY, { ...at(id), body: { apiKeyPair }, ...init }),
      ),
    delete: (id, options = {}) =>
      call<void>('deleteApiKeyPair', options, (init) => api.DELETE(KEY, { ...at(id), ...init })),
  }
}
