/** Who is calling, as far as rules about images care. */
export interface Caller {
  readonly userId: string | null
  /** The project whose images are "own"; null only for callers that act outside any project. */
  readonly projectId: string | null
  readonly roles: readonly string[]
  readonly isAdmin: boolean
}

export interface Identity {
  /** Rejects with `unauthenticated` when the token is missing where one is needed, or not valid. */
  authenticate(credentials: { readonly token: string | undefined }): Promise<Caller>
  /** What a 401 answer tells the client about where to log in (`WWW-Authenticate`). */
  readonly challenge: string
}
