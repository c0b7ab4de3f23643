import { randomBytes } from 'node:crypto'
import type { Policy } from '../policy/policy.ts'
import type { ApiKey, ApiKeyCatalog } from '../ports/api-key-catalog.ts'
import { Problem } from '../problem.ts'
import { isSignature } from './api-key-signature.ts'
import type { Login } from './appliance.ts'
import { assertOneself, createUserAccess, type LoggedIn } from './user-access.ts'

export type ApiKeyService = ReturnType<typeof createApiKeyService>

export type ApiKeyLabel = Pick<ApiKey, 'name' | 'description'>

/** As long as those that clients know: 80 characters. */
const KEY_BYTES = 60

/** API keys of users, with which requests are signed. Secrets are for the user alone; administrators may take keys away. */
export function createApiKeyService(deps: {
  readonly catalog: ApiKeyCatalog
  readonly policy: Pick<Policy, 'isAdmin'>
  /** How many keys a user may have. */
  readonly quota: number
  readonly now: () => Date
}) {
  const { catalog, policy, quota, now } = deps
  const users = createUserAccess(policy)
  /** Stands in for the secret of a key that there is not: to try one takes as long as to try a real one. */
  const nobodysSecret = newKey()

  async function assertTheirs(userName: string, id: number, who: LoggedIn): Promise<void> {
    const keys = await catalog.listApiKeys(userName)
    if (!keys.some((key) => key.id === id && users.isTheirs(key, who))) throw notFound(id)
  }

  return {
    /** How many keys each user may have. */
    quota,

    async create(userName: string, { name, description }: ApiKeyLabel, who: LoggedIn): Promise<ApiKey> {
      assertOneself(userName, who)
      const pair = { publicKey: newKey(), secretKey: newKey() }
      return catalog.insertApiKey({ user: who.login, name, description, ...pair, createdAt: now() }, quota)
    },

    async list(userName: string, who: LoggedIn): Promise<ApiKey[]> {
      assertOneself(userName, who)
      return (await catalog.listApiKeys(userName)).filter(({ user }) => user.id === who.login.id)
    },

    async update(userName: string, id: number, label: ApiKeyLabel, who: LoggedIn): Promise<ApiKey> {
      assertOneself(userName, who)
      await assertTheirs(userName, id, who)
      const updated = await catalog.updateApiKey(userName, id, label, now())
      if (updated) return updated
      throw notFound(id)
    },

    async delete(userName: string, id: number, who: LoggedIn): Promise<void> {
      users.assertMayAct(userName, who)
      await assertTheirs(userName, id, who)
      if (!(await catalog.deleteApiKey(userName, id))) throw notFound(id)
    },

    /**
     * Whose key has signed the text, which is the URL from behind the base up to `&signature=`, as it came. Rejects with
     * `unauthenticated`, in the same words for an unknown key and for a wrong signature.
     */
    async verify(publicKey: string, signedText: string, signature: string): Promise<Login> {
      const key = await catalog.findApiKey(publicKey)
      if (isSignature(signature, signedText, key?.secretKey ?? nobodysSecret) && key) return key.user
      throw new Problem('unauthenticated', 'The API key is not known, or the signature is not that of this request')
    },
  }
}

function newKey(): string {
  return randomBytes(KEY_BYTES).toString('base64url')
}

function notFound(id: number): Problem {
  return new Problem('apiKeyNotFound', `No API key ${id}`)
}
