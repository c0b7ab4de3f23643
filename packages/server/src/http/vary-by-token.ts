import type { RequestHandler } from 'express'

/** Refusals too: caches between here and the client are to give none of this to anybody else. */
export const varyByToken: RequestHandler = (_request, response, next) => {
  response.vary('X-Auth-Token')
  next()
}
