import { operations } from '@vitrine/api-types'
import type { Identity } from '@vitrine/core'
import type { RequestHandler } from 'express'
import { contextOf } from './request-context.ts'

/** Everything below `/v2` wants a caller, also what does not exist there: strangers learn nothing from 404s and 405s. */
export function authenticate(identity: Identity): RequestHandler {
  return async (request, _response, next) => {
    const context = contextOf(request)
    const { operation } = context
    if (operation === undefined ? request.path.startsWith('/v2/') : operations[operation].authenticated) {
      const token = request.headers['x-auth-token']
      context.caller = await identity.authenticate({ token: typeof token === 'string' ? token : undefined })
    }
    next()
  }
}
