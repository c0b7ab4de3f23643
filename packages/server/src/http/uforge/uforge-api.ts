import type { Accounts, Login } from '@vitrine/core'
import type { RequestHandler } from 'express'

/** What the UForge API needs besides what the others do. */
export interface UForgeApi {
  /** Of the platform that clients take this for: some work with their own version alone. */
  readonly version: string
  readonly accounts: Accounts
  readonly apiKeys: SignatureCheck
  /** Whether names and passwords may come without the base64 that HTTP Basic has. */
  readonly unencodedBasic: boolean
}

/** Whose key has signed a text; rejects with `unauthenticated`. */
export interface SignatureCheck {
  verify(publicKey: string, text: string, signature: string): Promise<Login>
}

export const tellVersion =
  ({ version }: Pick<UForgeApi, 'version'>): RequestHandler =>
  (_request, response, next) => {
    response.setHeader('version', version)
    next()
  }
