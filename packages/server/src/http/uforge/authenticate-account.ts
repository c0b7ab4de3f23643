import { type OperationId, operations } from '@vitrine/api-types'
import { type Account, type Identity, type Policy, Problem } from '@vitrine/core'
import type { Request, RequestHandler } from 'express'
import { clientOf } from '../client.ts'
import type { LoginAttempt } from '../login-attempts.ts'
import { contextOf } from '../request-context.ts'
import { comesByKey, credentialsOf, type Password, type Signature } from './credentials.ts'
import { hasEntitlement } from './entitlements.ts'
import { findAccount } from './find-account.ts'
import { createPasswordLogins } from './password-logins.ts'
import type { UForgeApi } from './uforge-api.ts'

const NO_TOKENS = { token: undefined, serviceToken: undefined }

/**
 * Finds who calls, by name: from a password, or the signature of an API key. Credentials that are there have to be good,
 * also where a request could do without. Signatures are not limited as logins are: to check one costs as little as to refuse
 * it unchecked, and nobody guesses 60 bytes.
 */
export function authenticateAccount(deps: {
  readonly uforge: Pick<UForgeApi, 'accounts' | 'unencodedBasic'> & {
    readonly apiKeys: Pick<UForgeApi['apiKeys'], 'verify'>
  }
  readonly identity: Identity
  readonly policy: Policy
  readonly attemptLogin: LoginAttempt
}): RequestHandler {
  const { identity, policy, attemptLogin } = deps
  const { accounts, apiKeys, unencodedBasic } = deps.uforge
  const logIn = createPasswordLogins({ identity, accounts, attempt: attemptLogin })

  async function find(request: Request): Promise<Account | undefined> {
    const { pathParams: { uid = '' } = {} } = contextOf(request)
    // Where callers are not told apart, each is who the path says; a key is used all the same.
    const everyone = identity.recognise(NO_TOKENS)
    if (everyone) return comesByKey(request) ? undefined : { login: { id: uid, name: uid }, caller: everyone }
    const given = credentialsOf(request, { unencoded: unencodedBasic })
    return given && withProject(await (given.way === 'password' ? byPassword(request, given) : bySignature(given)))
  }

  async function byPassword(request: Request, { actsFor, ...given }: Password): Promise<Account> {
    const account = await logIn(clientOf(request), given)
    return actsFor === undefined ? account : actFor(actsFor, account)
  }

  async function actFor(name: string, { login, caller }: Account): Promise<Account> {
    if (!hasEntitlement(policy, 'supervisor_access', caller)) {
      throw new Problem('forbidden', `'${login.name}' may not act for others: that takes 'supervisor_access'`)
    }
    return findAccount(accounts, name)
  }

  async function bySignature({ publicKey, text, signature }: Signature): Promise<Account> {
    const { id } = await apiKeys.verify(publicKey, text, signature)
    const account = await accounts.findAccount({ id })
    if (!account) throw new Problem('unauthenticated', 'The user of this API key may not log in any more')
    if (hasEntitlement(policy, 'api_key_access', account.caller)) return account
    throw new Problem('forbidden', `'${account.login.name}' may not use API keys: that takes 'api_key_access'`)
  }

  return async (request, _response, next) => {
    const context = contextOf(request)
    if (looksAtCredentials(context.operation)) {
      const account = await find(request)
      if (account) Object.assign(context, account)
      else if (needsAccount(context.operation)) {
        throw new Problem('unauthenticated', 'Log in with a name and a password (HTTP Basic), or sign with an API key')
      }
    }
    next()
  }
}

/** What does not exist wants a caller too: strangers learn nothing from 404s and 405s. */
const looksAtCredentials = (id: OperationId | undefined) => id === undefined || operations[id].credentials.length > 0
const needsAccount = (id: OperationId | undefined) => id === undefined || operations[id].authenticated

function withProject(account: Account): Account {
  if (account.caller.roles.length > 0) return account
  const { name } = account.login
  throw new Problem(
    'forbidden',
    `'${name}' has no default project with a role in it, and this API cannot name another: give the user one`,
  )
}
