import { toTokenRequest } from '@vitrine/client'
import { type Cloud, openCloud } from '@vitrine/client/clouds'
import type { Auth } from './identity.ts'

/** One of each in a thread, whose cases share its login. */
const opened = new Map<string, Promise<Cloud>>()

const cloudOf = (name: string): Promise<Cloud> => {
  // npm changes the directory before it runs anything.
  const cloud = opened.get(name) ?? openCloud(name, { directory: process.env.INIT_CWD })
  opened.set(name, cloud)
  return cloud
}

/** Where and how the caller of a cloud logs in; undefined for one who has a token already, or needs none. */
export const readLogin = async (name: string): Promise<{ authUrl: string; auth: Auth } | undefined> => {
  const { loginOptions } = await cloudOf(name)
  if (loginOptions === undefined || 'token' in loginOptions) return undefined
  return { authUrl: loginOptions.authUrl, auth: toTokenRequest(loginOptions).auth }
}

/** Longer than the longest case. */
const LEAST_LIFE = 5 * 60_000

/** The token of a caller; of one who logs in, a token that will not expire in the middle of a case. */
export const callerToken = async (
  cloud: string | undefined,
  token: string | undefined,
): Promise<string | undefined> => {
  if (cloud === undefined) return token
  const { login } = await cloudOf(cloud)
  if (login === undefined) return undefined
  const { id, expires_at } = await login.session()
  return Date.parse(expires_at) - Date.now() > LEAST_LIFE ? id : login.token(id)
}
