import type { Login } from '../machine-images/appliance.ts'
import type { Caller } from './identity.ts'
import type { IdOrName } from './identity-directory.ts'

/** Somebody with a login, and what it is worth now. */
export interface Account {
  readonly login: Login
  readonly caller: Caller
}

/**
 * The users of an identity, for an API that knows them by name and has no tokens, and for what is done for them later. They
 * are in their default project, unless another is named. One that they cannot use is none: then the caller is of no
 * project, and has no roles.
 */
export interface Accounts {
  /**
   * A token for the default project. Rejects with `loginRefused`, in the same words whatever is wrong, and with
   * `identityUnavailable` when that cannot be found out now.
   */
  logInByPassword(name: string, password: string): Promise<{ readonly token: string; readonly login: Login }>
  /**
   * Wants no proof: for users whom somebody else acts for, or an API key stands for. Undefined for nobody, and for who may
   * not log in now; rejects with `identityUnavailable`.
   */
  findAccount(by: IdOrName, projectId?: string): Promise<Account | undefined>
}
