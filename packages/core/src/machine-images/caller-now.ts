import type { Accounts } from '../ports/accounts.ts'
import type { Caller } from '../ports/identity.ts'
import { isProblem } from '../problem.ts'

/** Undefined for a user who is gone, or may do nothing in that project any more. */
export type CallerNow = (recorded: Caller) => Promise<Caller | undefined>

/**
 * What is left of the rights of a caller who asked for something a while ago. Never more than there were then: a token may
 * have had less than its user. Outside a project, and where the identity cannot say, the rights are those of then.
 */
export function createCallerNow(accounts: Pick<Accounts, 'findAccount'>): CallerNow {
  return async (recorded) => {
    const { userId, projectId } = recorded
    // Nobody in particular, where callers are not told apart.
    if (userId === null) return recorded
    try {
      const account = await accounts.findAccount({ id: userId }, projectId ?? undefined)
      if (account === undefined || projectId === null) return account && recorded
      const roles = recorded.roles.filter((role) => account.caller.roles.includes(role))
      return roles.length > 0 ? { ...recorded, roles } : undefined
    } catch (error) {
      if (isProblem(error, 'identityUnavailable')) return recorded
      throw error
    }
  }
}
