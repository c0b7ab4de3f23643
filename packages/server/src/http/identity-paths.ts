import type { LoginService } from '@vitrine/core'
import type { RequestHandler } from 'express'
import { HttpError } from './http-error.ts'

const IDENTITY_PATH = /^\/identity(\/|$)/

/** Keeps requests for the built-in identity away from other layers where it is not in use, and says so. */
export function admitIdentity({ login }: { login?: LoginService | undefined }): RequestHandler {
  return (request, response, next) => {
    if (IDENTITY_PATH.test(request.path)) {
      response.vary('X-Auth-Token')
      if (!login) {
        throw new HttpError(
          404,
          'The built-in identity is not in use here: where tokens are needed, a 401 names another',
        )
      }
    }
    next()
  }
}
