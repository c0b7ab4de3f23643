import type { LoginService } from '@vitrine/core'
import { identityDomainOperations } from './identity-domains.ts'
import { identityProjectOperations } from './identity-projects.ts'
import { identityTokenOperations } from './identity-tokens.ts'
import { identityUserOperations } from './identity-users.ts'
import { identityVersionOperations } from './identity-versions.ts'

export function identityOperations(services: { readonly login?: LoginService | undefined }) {
  // Without the built-in identity no request gets this far: `admitIdentity` refuses it.
  const login = services.login as LoginService
  return {
    ...identityVersionOperations(),
    ...identityTokenOperations({ login }),
    ...identityProjectOperations({ login }),
    ...identityUserOperations({ login }),
    ...identityDomainOperations(),
  }
}
