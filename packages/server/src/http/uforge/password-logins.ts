import { createHmac, randomBytes } from 'node:crypto'
import { type Account, type Accounts, type Caller, DEFAULT_DOMAIN, type Identity, isProblem } from '@vitrine/core'
import { LRUCache } from 'lru-cache'
import type { Client } from '../client.ts'
import type { LoginAttempt } from '../login-attempts.ts'

/** Clients poll every two seconds. In this time a password is not tried again, as long as what it gave stays good. */
const LIFE_MS = 300_000
const SIZE = 1_000

type LogIn = (client: Client, given: { readonly name: string; readonly password: string }) => Promise<Account>

/**
 * Logs in by password at each request, and asks for a token only now and then. A token ends with the rights of its user,
 * and with the password: then the password is tried anew. Passwords are not kept: tokens are found by a hash of name and
 * password under a key that nobody has.
 */
export function createPasswordLogins(deps: {
  readonly identity: Identity
  readonly accounts: Accounts
  readonly attempt: LoginAttempt
}): LogIn {
  const { identity, accounts, attempt } = deps
  const key = randomBytes(32)
  const held = new LRUCache<string, Awaited<ReturnType<Accounts['logInByPassword']>>>({ max: SIZE, ttl: LIFE_MS })

  /** Undefined for a token that is not good any more. */
  async function callerOf(token: string): Promise<Caller | undefined> {
    const credentials = { token, serviceToken: undefined }
    return (
      identity.recognise(credentials) ??
      identity.authenticate(credentials).catch((error: unknown) => {
        if (isProblem(error, 'unauthenticated')) return undefined
        throw error
      })
    )
  }

  return async (client, { name, password }) => {
    const id = createHmac('sha256', key)
      .update(JSON.stringify([name, password]))
      .digest('base64')
    const known = held.get(id)
    const caller = known && (await callerOf(known.token))
    if (caller) return { login: known.login, caller }
    const by = { method: 'password', user: { name, domain: DEFAULT_DOMAIN }, password } as const
    const issued = await attempt(client, { by, scope: undefined }, async () => {
      // Another request may have logged in while this one waited.
      const other = held.get(id)
      return other && other !== known ? other : accounts.logInByPassword(name, password)
    })
    held.set(id, issued)
    return {
      login: issued.login,
      caller: await identity.authenticate({ token: issued.token, serviceToken: undefined }),
    }
  }
}
