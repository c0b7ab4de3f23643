import type { LoginRequest, Reference } from '@vitrine/core'
import { type AttemptLimit, limitAttempts } from './attempts.ts'
import type { Client } from './client.ts'
import { HttpError } from './http-error.ts'

export interface LoginLimits {
  /** For all that comes from one address. */
  readonly logins: AttemptLimit
  /** For one user, from one address: others cannot lock a user out. */
  readonly loginsOfUser: AttemptLimit
}

export type LoginAttempt = <T>(client: Client, login: LoginRequest, work: () => Promise<T>) => Promise<T>

/** characters; longer names are told apart by their beginnings. */
const NAME_LENGTH = 255

/** Logs in for clients that do not guess. Work for one who has gone meanwhile is not begun. */
export function limitLogins({ logins, loginsOfUser }: LoginLimits): LoginAttempt {
  const attempt = limitAttempts(logins)
  const attemptOfUser = limitAttempts(loginsOfUser)

  return (client, login, work) => {
    const name = nameOf(login)
    const begin = () => {
      if (client.isGone()) throw new HttpError(400, 'The client has gone')
      return work()
    }
    return attempt(client.address(), () =>
      name === undefined ? begin() : attemptOfUser(`${client.address()} ${name.slice(0, NAME_LENGTH)}`, begin),
    )
  }
}

/** Whose secret it takes; undefined for a token, which nobody guesses. */
function nameOf({ by }: LoginRequest): string | undefined {
  switch (by.method) {
    case 'password':
      return idOrName(by.user)
    case 'application_credential':
      return 'id' in by.credential ? by.credential.id : idOrName(by.credential.user)
    case 'token':
      return undefined
  }
}

const idOrName = (reference: Reference): string => ('id' in reference ? reference.id : reference.name)
