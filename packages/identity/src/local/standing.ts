import type { ApplicationCredential, Caller, IdentityDirectory, TokenFacts } from '@vitrine/core'
import { createAnswers } from '../answers.ts'
import { toCaller } from './caller.ts'
import { findScope } from './scope.ts'
import type { Claims } from './tokens.ts'

/** What a token is worth now. */
export interface Standing {
  readonly facts: TokenFacts
  readonly caller: Caller
  readonly credential: ApplicationCredential | undefined
}

/** The cache cannot hold nothing. */
type Answer = { readonly standing: Standing | undefined }

export type Standings = ReturnType<typeof createStandings>

/** What the directory says of tokens, each asked once at a time and remembered for `lifeMs`. */
export function createStandings(deps: {
  directory: IdentityDirectory
  now: () => Date
  lifeMs: number
  cacheSize: number
}) {
  const { directory, now, lifeMs, cacheSize } = deps
  const ask = (claims: Claims): Promise<Standing | undefined> => findStanding(directory, claims)
  const answers = createAnswers<Answer, Claims>({
    size: cacheSize,
    lifeMs,
    now,
    ask: async (_auditId, _stale, { context }) => ({ standing: await ask(context) }),
  })

  return {
    /** Undefined for a token that is not valid any more. */
    async find(claims: Claims): Promise<Standing | undefined> {
      const { standing } = await answers.forceFetch(claims.auditId, { context: claims })
      return standing
    },

    /** What `find` answered a moment ago, if it did. */
    recall: (claims: Claims): Standing | undefined => answers.get(claims.auditId)?.standing,

    /** Without what was remembered, for what outlives it. */
    ask,

    /** Drops what was remembered; an answer that is on its way is not kept either. */
    forget(claims: Claims): void {
      answers.delete(claims.auditId)
    },
  }
}

async function findStanding(directory: IdentityDirectory, claims: Claims): Promise<Standing | undefined> {
  const { userId, projectId, credentialId, ...token } = claims
  const [user, isRevoked, credential] = await Promise.all([
    directory.findUser({ id: userId }),
    directory.isRevoked(token.auditId),
    credentialId === undefined ? undefined : directory.findCredential({ id: credentialId }),
  ])
  if (!user?.enabled || isRevoked || token.issuedAt < user.tokensValidFrom) return undefined
  if (credentialId !== undefined && !credential) return undefined
  const scope = projectId === undefined ? undefined : await findScope(directory, { userId, projectId, credential })
  if (projectId !== undefined && !scope) return undefined
  const { project, roles = [] } = scope ?? { project: undefined }
  const facts = { ...token, user, project, roles, applicationCredentialId: credentialId }
  return { facts, caller: toCaller(facts), credential }
}
