import type { LoginService, Policy } from '@vitrine/core'
import type { LoginAttempt } from '../http/login-attempts.ts'
import { absentIdentityOperations } from './identity-absent.ts'
import { identityDomainOperations } from './identity-domains.ts'
import { identityLoginOperations } from './identity-login.ts'
import { identityProjectOperations } from './identity-projects.ts'
import { identityTokenOperations } from './identity-tokens.ts'
import { identityUserOperations } from './identity-users.ts'
import { identityVersionOperations } from './identity-versions.ts'

export function identityOperations({
  login,
  policy,
  attemptLogin,
}: {
  readonly login?: LoginService | undefined
  readonly policy: Policy
  readonly attemptLogin: LoginAttempt
}) {
  if (!login) return absentIdentityOperations
  return {
    ...identityVersionOperations(),
    ...identityLoginOperations({ login, attemptLogin }),
    ...identityTokenOperations({ login, policy }),
    ...identityProjectOperations({ login, policy }),
    ...identityUserOperations({ login, policy }),
    ...identityDomainOperations(),
  }
}
