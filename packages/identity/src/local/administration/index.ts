import type { IdentityDirectory } from '@vitrine/core'
import type { Passwords } from '../passwords.ts'
import { createCredentialAdministration } from './credentials.ts'
import { createLookups } from './lookups.ts'
import { createProjectAdministration } from './projects.ts'
import { createRoleAdministration } from './roles.ts'
import { createUserAdministration } from './users.ts'

export type Administration = ReturnType<typeof createAdministration>

/**
 * Users, projects, roles and application credentials, for whoever runs the server. Everything is named by its id or its
 * name; rejects with `identityNotFound`, `nameTaken` or `attributeInvalid`, and never tells a hash.
 */
export function createAdministration(deps: { directory: IdentityDirectory; passwords: Passwords; now: () => Date }) {
  const { directory, passwords, now } = deps
  const lookups = createLookups(directory)
  return {
    ...createUserAdministration({ directory, lookups, passwords, now }),
    ...createProjectAdministration({ directory, lookups }),
    ...createRoleAdministration({ directory, lookups }),
    ...createCredentialAdministration({ directory, lookups, passwords, now }),
  }
}
