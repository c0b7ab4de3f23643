import type { Reference } from '@vitrine/core'
import * as v from 'valibot'
import type { KeystoneAnswer, KeystoneClient } from './keystone-client.ts'
import { isoTime } from './token-answer.ts'

/** Who this service is in Keystone: a user who may validate tokens of others. */
export type ServiceLogin =
  | { readonly user: Reference; readonly password: string; readonly project: Reference }
  | { readonly applicationCredential: { readonly id: string }; readonly secret: string }

/** Of a token's life; what is left is for requests that are on their way. */
const USABLE_PART = 0.9

const Login = v.object({ token: v.object({ issued_at: isoTime, expires_at: isoTime }) })

/** The token with which this service asks Keystone: got when first needed, and again before it ends. */
export function createServiceSession(deps: {
  readonly client: KeystoneClient
  readonly login: ServiceLogin
  readonly now: () => Date
}) {
  const { client, login, now } = deps
  let held: { readonly token: string; readonly usableUntil: number } | undefined
  let loggingIn: Promise<string> | undefined

  /** Never answers the token `refused`, which Keystone did not take any more. */
  async function token(refused?: string): Promise<string> {
    if (held && held.token !== refused && now().getTime() < held.usableUntil) return held.token
    loggingIn ??= logIn().finally(() => {
      loggingIn = undefined
    })
    return loggingIn
  }

  async function logIn(): Promise<string> {
    const answer = await client.ask({ method: 'POST', path: '/auth/tokens?nocatalog', body: loginBody(login) })
    const { token, life } = readLogin(answer)
    held = { token, usableUntil: now().getTime() + life * USABLE_PART }
    return token
  }

  function readLogin({ status, headers, body }: KeystoneAnswer): { token: string; life: number } {
    if (status === 401) throw client.unavailable('it refused the login of this service; check user, password, project')
    const token = headers['x-subject-token']
    const login = v.safeParse(Login, body)
    if (status !== 201 || typeof token !== 'string' || !login.success) {
      throw client.unavailable(`it answered ${status} to the login of this service, without a token of Identity v3`)
    }
    const { issued_at, expires_at } = login.output.token
    // The difference is right even where Keystone's clock and ours are not the same.
    return { token, life: expires_at.getTime() - issued_at.getTime() }
  }

  return { token }
}

function loginBody(login: ServiceLogin) {
  if ('password' in login) {
    const { user, password, project } = login
    const identity = { methods: ['password'], password: { user: { ...user, password } } }
    return { auth: { identity, scope: { project } } }
  }
  const { applicationCredential, secret } = login
  const identity = {
    methods: ['application_credential'],
    application_credential: { ...applicationCredential, secret },
  }
  return { auth: { identity } }
}
