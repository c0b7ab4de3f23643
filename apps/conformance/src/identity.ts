import type { Token, TokenRequest } from '@vitrine/api-types'
import { ServerFailure } from './status.ts'
import type { Answer, RequestOptions, Target } from './target.ts'

/** Where the spec has the Identity API; a real one may be mounted anywhere. */
export const IDENTITY_MOUNT = '/identity'
export const TOKENS = `${IDENTITY_MOUNT}/v3/auth/tokens`

export type Auth = TokenRequest['auth']

/** The identity service behind the callers of a run. */
export interface IdentityAccess {
  /** What is at `IDENTITY_MOUNT` in the spec. */
  readonly url: string
  /** How the caller logs in; undefined for a caller that came with a token. */
  readonly auth: Auth | undefined
  /** Whether it is a part of the server under test. */
  readonly isBuiltIn: boolean
}

/** That of the cloud in use, or the one that the server has built in. */
export const findIdentity = async (
  target: Target,
  cloud: { readonly authUrl: string; readonly auth: Auth } | undefined,
): Promise<IdentityAccess | undefined> => {
  const builtIn = `${target.url}${IDENTITY_MOUNT}`
  if (cloud !== undefined) {
    const url = cloud.authUrl.replace(/\/+$/, '').replace(/\/v3$/, '')
    return { url, auth: cloud.auth, isBuiltIn: url === builtIn }
  }
  const { status } = await target.get(identityPath(''), { token: null })
  return status === 200 ? { url: builtIn, auth: undefined, isBuiltIn: true } : undefined
}

export const identityPath = (path: string): string => `${IDENTITY_MOUNT}/v3/${path}`

/** Needs no token; `auth` may be as wrong as a case wants it. */
export const logIn = (identity: Target, auth: unknown, options: RequestOptions = {}): Promise<Answer> =>
  identity.post(TOKENS, { token: null, json: { auth }, ...options })

export const tokenOf = (answer: Answer): string => {
  const token = answer.header('x-subject-token')
  if (token === undefined) throw new ServerFailure('the answer to a login has no token', 'X-Subject-Token', 'nothing')
  return token
}

/** A token of the same user; `scope` leads away from where the caller is. */
export const anotherToken = async (identity: Target, caller: string, scope?: Auth['scope']): Promise<string> => {
  const by = { identity: { methods: ['token'], token: { id: caller } } }
  const answer = await logIn(identity, { ...by, ...(scope !== undefined && { scope }) })
  if (answer.status !== 201)
    throw new ServerFailure('a token did not lead to another', '201', `${answer.status} ${answer.text}`)
  return tokenOf(answer)
}

export const subject = (token: string): RequestOptions => ({ headers: { 'X-Subject-Token': token } })

/** What the token of a caller says. */
export const factsOf = async (identity: Target, token: string): Promise<Token> => {
  const answer = await identity.get(TOKENS, subject(token))
  if (answer.status !== 200)
    throw new ServerFailure('the own token could not be shown', '200', `${answer.status} ${answer.text}`)
  return answer.json().token
}
