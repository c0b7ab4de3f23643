import type { UForgeApiKeyPair, UForgeApiKeyPairCreate } from '@vitrine/api-types'
import type { ApiKey } from '@vitrine/core'
import { withDigest } from './digest.ts'
import { userUri } from './uris.ts'

export function toApiKeyPair(key: ApiKey): UForgeApiKeyPair {
  const { id, user, name, description, publicKey, secretKey, createdAt, updatedAt } = key
  return withDigest({
    created: createdAt.toISOString(),
    dbId: id,
    lastModified: updatedAt.toISOString(),
    name,
    ...(description !== null && { description }),
    publicKey,
    secretKey,
    uri: `${userUri(user.name)}/apikeys/${id}`,
  })
}

/** What a request calls a pair of keys; it may say nothing. */
export function toApiKeyLabel({ name, description }: UForgeApiKeyPairCreate = {}) {
  return { name: name ?? '', description: description ?? null }
}
