import { ANONYMOUS, type Caller } from '@vitrine/core'
import * as v from 'valibot'

export const isoTime = v.pipe(
  v.string(),
  v.isoTimestamp(),
  v.transform((text) => new Date(text)),
)

const Domain = v.object({ id: v.string() })
const InDomain = v.object({ id: v.string(), domain: Domain })

/** What Identity v3 says of a token: one of project, domain and system, or none of them, and then no roles either. */
const TokenAnswer = v.object({
  token: v.object({
    user: InDomain,
    project: v.optional(InDomain),
    domain: v.optional(Domain),
    system: v.optional(v.object({ all: v.boolean() })),
    roles: v.optional(v.array(v.object({ name: v.string() })), []),
    expires_at: isoTime,
  }),
})

/** Undefined for what is no token of Identity v3. */
export function readCaller(body: unknown): Caller | undefined {
  const answer = v.safeParse(TokenAnswer, body)
  if (!answer.success) return undefined
  const { user, project, domain, system, roles, expires_at } = answer.output.token
  return {
    ...ANONYMOUS,
    userId: user.id,
    userDomainId: user.domain.id,
    projectId: project?.id ?? null,
    projectDomainId: project?.domain.id ?? null,
    domainId: domain?.id ?? null,
    isSystem: system?.all ?? false,
    roles: roles.map(({ name }) => name.toLowerCase()),
    expiresAt: expires_at,
  }
}

const Refusal = v.object({ error: v.object({ code: v.literal(404) }) })

/** Keystone's own 404, and not that of a proxy or of another service at the same address. */
export function isNotFound(body: unknown): boolean {
  return v.is(Refusal, body)
}
