import type { Project } from '@vitrine/api-types'
import { createFetch } from '#platform/fetch'
import type { Credentials } from './credentials.ts'
import { type EndpointQuery, endpointOf } from './endpoint.ts'
import { findProjects } from './projects.ts'
import { createTokens } from './token.ts'
import { requestToken, type Session, serviceOf } from './token-request.ts'
import type { TlsOptions } from './transport.ts'

export type LoginOptions = Credentials & {
  /** Where the identity service is, with or without `/v3`. */
  readonly authUrl: string
  readonly tls?: TlsOptions | undefined
  /** Instead of the global one. */
  readonly fetch?: typeof globalThis.fetch | undefined
  /** Ends a login that is under way, and every later one. */
  readonly signal?: AbortSignal | undefined
}

/** A way to log in, and the session it leads to: begun when somebody first asks, and shared by all who ask. */
export interface Login {
  /** The token of the session, or of a new one if that is the refused one. Suits `token` of an image client. */
  token(refused?: string): Promise<string>
  /** Where a service is, as the catalogue of the session says. */
  endpoint(query?: EndpointQuery): Promise<string>
  session(): Promise<Session>
  /**
   * The project of this id, or else those of this name: each domain can have one. Rejects with an `ApiError`, of status
   * 403 where the user may not look others up.
   */
  findProjects(idOrName: string): Promise<Project[]>
}

/** Whatever goes wrong with the login itself is a `LoginError`. */
export function createLogin({ authUrl, tls, fetch = createFetch(tls), signal, ...credentials }: LoginOptions): Login {
  let latest: Session | undefined
  const tokens = createTokens(async () => {
    latest = await requestToken({ authUrl, credentials, fetch, signal })
    return latest.id
  })
  const session = async (refused?: string) => {
    await (refused === undefined ? tokens.current() : tokens.renew(refused))
    return latest as Session
  }
  return {
    token: async (refused) => (await session(refused)).id,
    endpoint: async (query) => endpointOf(await session(), query),
    session: () => session(),
    findProjects: async (idOrName) =>
      findProjects({ url: serviceOf(authUrl), token: (await session()).id, fetch, signal }, idOrName),
  }
}
