import type { ApplicationCredential, IdentityDirectory, IssuedToken, LoginRequest, Reference } from '@vitrine/core'
import { loginRefused } from '../login-refused.ts'
import type { Proof, Prove } from './proof.ts'
import { inDefaultDomain } from './reference.ts'
import { findScope, type Scope } from './scope.ts'
import { newAuditId, type Tokens } from './tokens.ts'

type WantedScope = LoginRequest['scope']

export function createLogin(deps: {
  directory: IdentityDirectory
  prove: Prove
  tokens: Tokens
  now: () => Date
  tokenLifeMs: number
}) {
  const { directory, prove, tokens, now, tokenLifeMs } = deps

  return async function login({ by, scope: wanted }: LoginRequest): Promise<IssuedToken> {
    // Taken first: a token must not seem younger than a change of the password that comes in between.
    const issuedAt = now()
    const proof = (await prove(by, issuedAt)) ?? refuse()
    const scope = await scopeOf(proof, wanted)
    return issue(proof, scope, issuedAt)
  }

  /** Undefined for a token of no project. */
  async function scopeOf({ user, credential }: Proof, wanted: WantedScope): Promise<Scope | undefined> {
    const find = async (projectId: string | null | undefined) =>
      projectId ? findScope(directory, { userId: user.id, projectId, credential }) : undefined
    if (credential) {
      return ((await isFor(credential, wanted)) ? await find(credential.projectId) : undefined) ?? refuse()
    }
    if (wanted === 'unscoped') return undefined
    // A default project that cannot be used is none.
    if (wanted === undefined) return find(user.defaultProjectId)
    return (await find(await idOf(wanted.project))) ?? refuse()
  }

  /** A credential is for its own project, whatever else its user may use. */
  async function isFor(credential: ApplicationCredential, wanted: WantedScope): Promise<boolean> {
    if (wanted === undefined) return true
    return wanted !== 'unscoped' && (await idOf(wanted.project)) === credential.projectId
  }

  async function idOf(reference: Reference): Promise<string | undefined> {
    const by = inDefaultDomain(reference)
    const project = by && (await directory.findProject(by))
    return project?.id
  }

  async function issue(proof: Proof, scope: Scope | undefined, issuedAt: Date): Promise<IssuedToken> {
    const { user, methods, credential } = proof
    const shared = {
      auditId: newAuditId(),
      methods,
      issuedAt,
      expiresAt: earlier(new Date(issuedAt.getTime() + tokenLifeMs), proof.expiresAt),
    }
    const claims = { ...shared, userId: user.id, projectId: scope?.project.id, credentialId: credential?.id }
    return {
      ...shared,
      token: await tokens.sign(claims),
      user,
      project: scope?.project,
      roles: scope?.roles ?? [],
      applicationCredentialId: credential?.id,
    }
  }
}

function earlier(date: Date, other: Date | null | undefined): Date {
  return other && other < date ? other : date
}

function refuse(): never {
  throw loginRefused()
}
