import type { Caller, Credentials, Identity } from '@vitrine/core'
import { afterEach, beforeEach, expect } from 'vitest'

/** An identity, and the service that gives its tokens. */
export interface ConnectedIdentity {
  readonly identity: Identity
  /** A token of a new user, who has exactly these roles in a new project, or one for no project. */
  issueToken(scope: { readonly roles: readonly string[] } | 'unscoped'): Promise<GivenToken>
  revokeToken(token: string): Promise<void>
  /** Lets the time pass for which the identity may go by what it found out earlier; tokens stay valid. */
  letAnswersAge(): void | Promise<void>
  letTokensExpire(): void | Promise<void>
  disconnect(): Promise<void>
}

export interface GivenToken {
  readonly token: string
  readonly userId: string
  readonly projectId: string | null
}

export type ConnectIdentity = () => Promise<ConnectedIdentity>

/** A header as long as servers take hardly any. */
export const LONG_AND_WRONG = 'gAAAAABm-wrong_'.repeat(7_000)

const NO_TOKENS: Credentials = { token: undefined, serviceToken: undefined }

/** A fresh identity for each test. */
export function useIdentity(connect: ConnectIdentity) {
  let connected: ConnectedIdentity
  beforeEach(async () => {
    connected = await connect()
  })
  afterEach(() => connected.disconnect())

  const authenticate = (credentials: Partial<Credentials>): Promise<Caller> =>
    connected.identity.authenticate({ ...NO_TOKENS, ...credentials })

  return {
    get connected() {
      return connected
    },
    authenticate,
    recognise: (credentials: Partial<Credentials>): Caller | undefined =>
      connected.identity.recognise({ ...NO_TOKENS, ...credentials }),

    /** Fails unless the credentials are refused as `unauthenticated`; answers in which words. */
    async refusalOf(credentials: Partial<Credentials>): Promise<string> {
      const refusal = await authenticate(credentials).then(() => undefined, asError)
      expect(refusal).toMatchObject({ name: 'Problem', code: 'unauthenticated' })
      return refusal?.message ?? ''
    },
  }
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error(`Rejected with what is no error: ${reason}`)
}
