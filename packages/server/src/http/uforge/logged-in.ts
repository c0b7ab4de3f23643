import type { LoggedIn } from '@vitrine/core'
import type { HandlerContext } from '../dispatch.ts'

/** Who calls an operation that nobody calls without a login: `authenticateAccount` has seen to that. */
export function loggedIn({ login, caller }: Pick<HandlerContext, 'login' | 'caller'>): LoggedIn {
  if (login === undefined) throw new Error('The operation was called without a login')
  return { login, caller }
}
