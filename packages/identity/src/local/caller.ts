import { type Caller, DEFAULT_DOMAIN, type TokenFacts } from '@vitrine/core'

type CallerFacts = Pick<TokenFacts, 'user' | 'project' | 'roles'> & Pick<Caller, 'expiresAt'>

export function toCaller({ user, project, roles, expiresAt }: CallerFacts): Caller {
  return {
    userId: user.id,
    userDomainId: DEFAULT_DOMAIN.id,
    projectId: project?.id ?? null,
    projectDomainId: project ? DEFAULT_DOMAIN.id : null,
    domainId: null,
    isSystem: false,
    roles: [...new Set(roles.map(({ name }) => name.toLowerCase()))],
    serviceRoles: [],
    expiresAt,
  }
}
