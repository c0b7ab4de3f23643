import type { Handlers } from '@vitrine/api-types'
import type { HandlerContext } from '../http/dispatch.ts'
import { loggedIn } from '../http/uforge/logged-in.ts'
import type { UForgeApi } from '../http/uforge/uforge-api.ts'
import { toApiKeyLabel, toApiKeyPair } from '../wire/uforge/api-key.ts'
import { locationOf, toId } from '../wire/uforge/uris.ts'

type ApiKeyOperationId = 'listApiKeyPairs' | 'createApiKeyPair' | 'updateApiKeyPair' | 'deleteApiKeyPair'

export const uforgeApiKeyOperations = ({ apiKeys }: Pick<UForgeApi, 'apiKeys'>) =>
  ({
    listApiKeyPairs: async ({ path, ...request }) => {
      const apiKeyPair = (await apiKeys.list(path.uid, loggedIn(request))).map(toApiKeyPair)
      return { status: 200, body: { total: apiKeyPair.length, apiKeyPairs: { apiKeyPair } } }
    },

    createApiKeyPair: async ({ path, body, baseUrl, ...request }) => {
      const pair = toApiKeyPair(await apiKeys.create(path.uid, toApiKeyLabel(body), loggedIn(request)))
      return { status: 201, headers: { Location: locationOf(pair.uri, baseUrl) }, body: pair }
    },

    updateApiKeyPair: async ({ path, body, ...request }) => {
      const key = await apiKeys.update(path.uid, toId(path.akid), toApiKeyLabel(body), loggedIn(request))
      return { status: 200, body: toApiKeyPair(key) }
    },

    deleteApiKeyPair: async ({ path, ...request }) => {
      await apiKeys.delete(path.uid, toId(path.akid), loggedIn(request))
      return { status: 204 }
    },
  }) satisfies Pick<Handlers<HandlerContext>, ApiKeyOperationId>
