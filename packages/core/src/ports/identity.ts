/** Who is calling: what the identity service vouches for, and nothing that a client says of itself. */
export interface Caller {
  readonly userId: string | null
  readonly userDomainId: string | null
  /** The project whose images are "own"; null only for callers that act outside any project. */
  readonly projectId: string | null
  readonly projectDomainId: string | null
  /** Set for a token that is scoped to a domain, and then there is no project. */
  readonly domainId: string | null
  /** Whether the token is scoped to the whole deployment, and then there is no project. */
  readonly isSystem: boolean
  /** In lower case, implied ones included. */
  readonly roles: readonly string[]
  /** Roles of the service that calls for the user; empty when the user calls by itself. */
  readonly serviceRoles: readonly string[]
  /** When the token ends; null: never. */
  readonly expiresAt: Date | null
}

export interface Credentials {
  readonly token: string | undefined
  /** Of a service that calls for a user, `X-Service-Token`: an invalid one gives no rights, and refuses nothing. */
  readonly serviceToken: string | undefined
}

export interface Identity {
  /**
   * The caller whose tokens `authenticate` found valid a moment ago: from memory alone, so it costs next to nothing and
   * cannot be made to ask anybody. Undefined says nothing against the tokens.
   */
  recognise(credentials: Credentials): Caller | undefined
  /**
   * Whether the token shows by itself that it was issued here, or was found good earlier: then it is no guess, though it
   * may have ended or been revoked since. Asks nobody.
   */
  seemsGood(credentials: Credentials): Promise<boolean>
  /**
   * Rejects with `unauthenticated` when the token is missing where one is needed, or not valid; with
   * `identityUnavailable` when that cannot be found out now.
   */
  authenticate(credentials: Credentials): Promise<Caller>
  /** What a 401 answer tells the client about where to log in (`WWW-Authenticate`); `baseUrl` is how it reached us. */
  challenge(baseUrl: string): string
  close(): Promise<void>
}

/** A caller that said nothing of itself: for operations that need no token. */
export const ANONYMOUS: Caller = {
  userId: null,
  userDomainId: null,
  projectId: null,
  projectDomainId: null,
  domainId: null,
  isSystem: false,
  roles: [],
  serviceRoles: [],
  expiresAt: null,
}
