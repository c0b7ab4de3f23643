import type { QueryParams, ServiceCatalog, Token } from '@vitrine/api-types'
import { DEFAULT_DOMAIN, type TokenFacts } from '@vitrine/core'

/** A token for no project has neither roles nor services. Without `catalog` the services are left out anyway. */
export function tokenToWire(facts: TokenFacts, catalog: ServiceCatalog | undefined): Token {
  const { user, project, roles, applicationCredentialId: credentialId } = facts
  return {
    methods: [...facts.methods],
    user: { domain: DEFAULT_DOMAIN, id: user.id, name: user.name, password_expires_at: null },
    audit_ids: [facts.auditId],
    expires_at: microseconds(facts.expiresAt),
    issued_at: microseconds(facts.issuedAt),
    ...(project && {
      project: { domain: DEFAULT_DOMAIN, id: project.id, name: project.name },
      is_domain: false,
      roles: roles.map(({ id, name }) => ({ id, name })),
      ...(catalog && { catalog }),
    }),
    ...(credentialId !== undefined && { application_credential: { id: credentialId, restricted: true } }),
  }
}

/** Clients parse exactly this many digits. */
function microseconds(time: Date): string {
  return time.toISOString().replace('Z', '000Z')
}

/** The region that clients take, and installers make, when nobody says otherwise. */
const REGION = 'RegionOne'
const INTERFACES = ['public', 'internal', 'admin'] as const

/** Both services are this server, so where they are is how the client reached it. */
export function catalogAt(baseUrl: string): ServiceCatalog {
  return [
    // Clients find the version by themselves, and some add it to what stands here.
    service('image', 'vitrine', baseUrl),
    service('identity', 'vitrine-identity', `${baseUrl}/identity/v3`),
  ]
}

function service(type: string, name: string, url: string): ServiceCatalog[number] {
  const endpoints = INTERFACES.map((kind) => ({
    id: `${type}-${kind}`,
    interface: kind,
    region: REGION,
    region_id: REGION,
    url,
  }))
  return { id: type, type, name, endpoints }
}

/** A token with what it is good for; nobody on the way may keep it. */
export function tokenReply(token: string, facts: TokenFacts, { nocatalog }: QueryParams<'showToken'>, baseUrl: string) {
  const catalog = nocatalog === undefined ? catalogAt(baseUrl) : undefined
  return {
    headers: { 'X-Subject-Token': token, 'Cache-Control': 'no-store' },
    body: { token: tokenToWire(facts, catalog) },
  }
}
