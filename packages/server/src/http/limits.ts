import type { AttemptLimit } from './attempts.ts'
import type { LoginLimits } from './login-attempts.ts'

/** What a client may get wrong in a while, before it has to wait. */
export interface RefusalLimits extends LoginLimits {
  /** Missing and bad tokens, for all that comes from one address. */
  readonly tokens: AttemptLimit
}

export const LIMITS: RefusalLimits = {
  tokens: { refusals: 600, seconds: 60, atOnce: 16, waiting: 10_000 },
  logins: { refusals: 60, seconds: 60, atOnce: 4, waiting: 100 },
  loginsOfUser: { refusals: 10, seconds: 60, atOnce: 4, waiting: 100 },
}
