import type { Policy } from '../policy/policy.ts'
import type { Caller } from '../ports/identity.ts'
import { Problem } from '../problem.ts'
import type { Login } from './appliance.ts'

/** Whoever calls, and the login it came by. */
export interface LoggedIn {
  readonly login: Login
  readonly caller: Caller
}

/** Who gets to what users have: themselves, by the name in the path, and administrators. */
export interface UserAccess {
  /** Throws `forbidden`, in the same words whether there is such a user or not. */
  assertMayAct(userName: string, who: LoggedIn): void
  /** What was left by somebody who had the name before is not there, except for administrators. */
  isTheirs(thing: { readonly user: Login }, who: LoggedIn): boolean
}

export function createUserAccess({ isAdmin }: Pick<Policy, 'isAdmin'>): UserAccess {
  return {
    assertMayAct(userName, { login, caller }) {
      if (userName !== login.name && !isAdmin(caller)) throw forbidden(userName, 'the user and administrators have')
    },
    isTheirs: ({ user }, { login, caller }) => user.id === login.id || isAdmin(caller),
  }
}

/** For what is made in a user's name, or shows a secret of the user. Throws `forbidden`. */
export function assertOneself(userName: string, { login }: LoggedIn): void {
  if (userName !== login.name) throw forbidden(userName, 'only the user has')
}

function forbidden(userName: string, who: string): Problem {
  return new Problem('forbidden', `Below 'users/${userName}' ${who} access to this`)
}
