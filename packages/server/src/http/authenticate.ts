import { operations } from '@vitrine/api-types'
import { type Caller, type Credentials, type Identity, Problem } from '@vitrine/core'
import type { Request, RequestHandler } from 'express'
import { clientAddress } from './client-address.ts'
import { createRefusalLimiter, type RefusalLimit } from './refusal-limiter.ts'
import { contextOf } from './request-context.ts'

/**
 * Everything below `/v2` wants a caller, also what does not exist there: strangers learn nothing from 404s and 405s.
 * Tokens are the only thing a client says of itself that counts. Clients that keep coming with bad ones have to wait
 * (429); tokens that are known to be good are never held up by what else comes from the same address.
 */
export function authenticate({ identity, refusals }: { identity: Identity; refusals: RefusalLimit }): RequestHandler {
  const limiter = createRefusalLimiter(refusals)

  async function find(request: Request, credentials: Credentials): Promise<Caller> {
    const client = clientAddress(request)
    await limiter.check(client)
    return identity.authenticate(credentials).catch(async (error: unknown) => {
      if (error instanceof Problem && error.code === 'unauthenticated') await limiter.count(client)
      throw error
    })
  }

  return async (request, _response, next) => {
    const context = contextOf(request)
    const { operation } = context
    if (operation === undefined ? request.path.startsWith('/v2/') : operations[operation].authenticated) {
      const credentials = {
        token: single(request.headers['x-auth-token']),
        serviceToken: single(request.headers['x-service-token']),
      }
      context.caller = identity.recognise(credentials) ?? (await find(request, credentials))
    }
    next()
  }
}

/** An empty header is none. */
function single(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' && header !== '' ? header : undefined
}
