import { operations } from '@vitrine/api-types'
import type { Caller, Credentials, Identity } from '@vitrine/core'
import type { Request, RequestHandler } from 'express'
import { type AttemptLimit, limitAttempts } from './attempts.ts'
import { clientOf } from './client.ts'
import { contextOf } from './request-context.ts'

const IMAGE_API = /^\/v[12]\//

/**
 * Everything below `/v1` and `/v2` wants a caller, also what does not exist there: strangers learn nothing from 404s and
 * 405s. Tokens are the only thing a client says of itself that counts. Clients that keep coming with bad ones have to
 * wait (429); good tokens are never held up by what else comes from the same address.
 */
export function authenticate({ identity, tokens }: { identity: Identity; tokens: AttemptLimit }): RequestHandler {
  const attempt = limitAttempts(tokens)

  async function find(request: Request, credentials: Credentials): Promise<Caller> {
    const ask = () => identity.authenticate(credentials)
    return (await identity.seemsGood(credentials)) ? ask() : attempt(clientOf(request).address(), ask)
  }

  return async (request, _response, next) => {
    const context = contextOf(request)
    const { operation } = context
    if (operation === undefined ? IMAGE_API.test(request.path) : operations[operation].authenticated) {
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
