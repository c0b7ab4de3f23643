import type { Request, RequestHandler } from 'express'
import { clientAddress } from './client-address.ts'
import { createRefusalLimiter, type RefusalLimit } from './refusal-limiter.ts'
import { contextOf } from './request-context.ts'

export interface LoginLimits {
  /** For all that comes from one address. */
  readonly perClient: RefusalLimit
  /** For one user, from one address: others cannot lock a user out. */
  readonly perUser: RefusalLimit
}

const NAME_LENGTH = 255

/** Refuses logins of clients that guess (429). Counted before the outcome is known, so that guesses made at once count. */
export function limitLogins({ perClient, perUser }: LoginLimits): RequestHandler {
  const clients = createRefusalLimiter(perClient)
  const users = createRefusalLimiter(perUser)

  return async (request, response, next) => {
    if (contextOf(request).operation !== 'createToken') return next()
    const client = clientAddress(request)
    const user = `${client} ${loginName(request).slice(0, NAME_LENGTH)}`
    await clients.count(client)
    await users.count(user)
    response.once('close', () => {
      if (response.statusCode === 401) return
      void clients.forgive(client)
      void users.forgive(user)
    })
    next()
  }
}

/** Whom a login is for, as the body tells it: the validator has seen that body. */
function loginName({ body }: Request): string {
  const { password, application_credential: credential } = body.auth.identity
  const { id, name } = password?.user ?? credential?.user ?? credential ?? {}
  return id ?? name ?? ''
}
