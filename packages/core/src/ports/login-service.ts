import type { Project, User } from './identity-directory.ts'

/** The built-in identity as its own HTTP API needs it: tokens are given, looked into and taken back here. */
export interface LoginService {
  /**
   * Rejects with `loginRefused`, in the same words and after the same time, for whatever is wrong with the credentials;
   * with `loginRefused` too for a project in which the user has no role.
   */
  login(request: LoginRequest): Promise<IssuedToken>
  /** Rejects with `unauthenticated` for a token that is not valid (any more), whatever the reason. */
  inspect(token: string): Promise<TokenFacts>
  /** From now on the token is not valid. */
  revoke(token: string): Promise<void>

  findUser(by: { readonly id: string } | { readonly name: string }): Promise<User | undefined>
  listUsers(): Promise<User[]>
  findProject(by: { readonly id: string } | { readonly name: string }): Promise<Project | undefined>
  listProjects(): Promise<Project[]>
  /** Enabled projects in which the user has a role. */
  projectsOf(userId: string): Promise<Project[]>
}

/** The one domain there is, as Keystone's bootstrap calls it. */
export const DEFAULT_DOMAIN = { id: 'default', name: 'Default' } as const

/** A name counts in its domain, so a name without the default domain is unknown. */
export type Reference =
  | { readonly id: string }
  | { readonly name: string; readonly domain: { readonly id: string } | { readonly name: string } }

export type LoginMethod =
  | { readonly method: 'password'; readonly user: Reference; readonly password: string }
  | { readonly method: 'token'; readonly token: string }
  | {
      readonly method: 'application_credential'
      readonly credential: { readonly id: string } | { readonly name: string; readonly user: Reference }
      readonly secret: string
    }

export interface LoginRequest {
  readonly by: LoginMethod
  /** `unscoped` even where there is a default project; undefined: the default project, if there is one. */
  readonly scope: { readonly project: Reference } | 'unscoped' | undefined
}

export interface TokenFacts {
  /** Names the token where the token itself would be a secret. */
  readonly auditId: string
  readonly methods: readonly string[]
  readonly user: User
  /** Undefined for an unscoped token, which then has no roles. */
  readonly project: Project | undefined
  /** Implied ones included, in the order of their names. */
  readonly roles: ReadonlyArray<{ readonly id: string; readonly name: string }>
  readonly applicationCredentialId: string | undefined
  readonly issuedAt: Date
  readonly expiresAt: Date
}

export interface IssuedToken extends TokenFacts {
  readonly token: string
}
