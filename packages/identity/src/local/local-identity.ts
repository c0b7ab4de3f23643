import type { Accounts, Caller, Identity, IdentityDirectory, LoginService } from '@vitrine/core'
import { unauthenticated } from '../unauthenticated.ts'
import { createAccounts } from './accounts.ts'
import { createLogin } from './login.ts'
import type { Passwords } from './passwords.ts'
import { createProve } from './proof.ts'
import { createStandings, type Standing } from './standing.ts'
import { createTokens } from './tokens.ts'

export interface LocalIdentityOptions {
  readonly directory: IdentityDirectory
  readonly passwords: Passwords
  /** Signs the tokens: see `loadSigningKey`. */
  readonly key: Uint8Array
  readonly now: () => Date
  readonly tokenLifeMs: number
  /** For so long a token may go on working after another process changed what it is worth. */
  readonly cacheLifeMs: number
  /** tokens */
  readonly cacheSize: number
}

/** Clocks of processes differ; a revocation is forgotten when the token has ended for all of them. */
const MAX_SKEW_MS = 3_600_000

/** Keeps its users in the catalogue, and needs no other service. */
export function createLocalIdentity(options: LocalIdentityOptions): Identity & LoginService & Accounts {
  const { directory, passwords, key, now, tokenLifeMs, cacheLifeMs, cacheSize } = options
  const tokens = createTokens({ key, now, cacheSize })
  const standings = createStandings({ directory, now, lifeMs: cacheLifeMs, cacheSize })
  const prove = createProve({ directory, passwords, tokens, standings })
  const login = createLogin({ directory, prove, tokens, now, tokenLifeMs })

  function recall(token: string | undefined): Standing | undefined {
    const claims = token === undefined ? undefined : tokens.recall(token)
    return claims && standings.recall(claims)
  }

  async function find(token: string | undefined): Promise<Standing | undefined> {
    const claims = token === undefined ? undefined : await tokens.read(token)
    return claims && standings.find(claims)
  }

  return {
    recognise({ token, serviceToken }) {
      const service = recall(serviceToken)
      if (serviceToken !== undefined && !service) return undefined
      return together(recall(token), service)
    },

    seemsGood: async ({ token }) => token !== undefined && (await tokens.read(token)) !== undefined,

    async authenticate({ token, serviceToken }) {
      const caller = together(await find(token), await find(serviceToken))
      if (!caller) throw unauthenticated()
      return caller
    },

    challenge: (baseUrl) => `Keystone uri="${baseUrl}/identity/v3"`,
    close: async () => undefined,

    login,
    ...createAccounts({ directory, login }),

    async inspect(token) {
      const standing = await find(token)
      if (!standing) throw unauthenticated()
      return standing.facts
    },

    async revoke(token) {
      const claims = await tokens.read(token)
      if (!claims) throw unauthenticated()
      await directory.revokeToken(claims.auditId, claims.expiresAt)
      standings.forget(claims)
      await directory.forgetRevocations(new Date(now().getTime() - MAX_SKEW_MS))
    },

    findUser: (by) => directory.findUser(by),
    listUsers: () => directory.listUsers(),
    findProject: (by) => directory.findProject(by),
    listProjects: () => directory.listProjects(),
    async projectsOf(userId) {
      const projects = await directory.projectsOf(userId)
      return projects.filter(({ enabled }) => enabled)
    },
  }
}

function together(user: Standing | undefined, service: Standing | undefined): Caller | undefined {
  return user && service ? { ...user.caller, serviceRoles: service.caller.roles } : user?.caller
}
