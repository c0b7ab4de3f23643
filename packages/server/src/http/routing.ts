import { type OperationId, operations } from '@vitrine/api-types'
import { type RequestHandler, Router } from 'express'
import { HttpError } from './http-error.ts'
import { contextOf } from './request-context.ts'

const entries = Object.entries(operations) as Array<[OperationId, (typeof operations)[OperationId]]>

/** Tags: load balancers ask discovery with HEAD, and the Identity API and UForge have it for every GET. */
const SERVE_HEAD = /^(Discovery|Identity|UForge .*)$/

/** Finds the operation of a request, from the same table that types the handlers. */
export function routeOperations(): Router {
  const router = Router({ strict: true, caseSensitive: true })
  for (const [template, methods] of byPath()) {
    const allow = [...methods]
      .filter(([, id]) => isServed(id))
      .map(([method]) => method)
      .join(', ')
    // `{image_id}` is `:image_id` to Express.
    router.all(template.replaceAll(/\{(\w+)\}/g, ':$1'), (request, _response, next) => {
      const context = contextOf(request)
      // `/v1/images/detail` is no image: the spec has paths without placeholders before those with them.
      if (context.allow !== undefined) return next()
      context.allow = allow
      const operation = methods.get(request.method)
      if (operation) {
        const { method } = operations[operation]
        context.operation = operation
        context.isHead = request.method !== method
        request.method = method
      }
      context.pathParams = { ...request.params } as Record<string, string>
      next()
    })
  }
  return router
}

/** There is one that is only documented as refused: nobody is to be told of it (fault C31). */
function isServed(id: OperationId): boolean {
  return Object.keys(operations[id].statuses).some((status) => Number(status) < 400)
}

function byPath(): Map<string, Map<string, OperationId>> {
  const paths = new Map<string, Map<string, OperationId>>()
  for (const [id, { path, method, tag }] of entries) {
    const methods = paths.get(path) ?? new Map<string, OperationId>()
    paths.set(path, methods.set(method, id))
    // The answer to HEAD is that to GET, and Node leaves its body out. Elsewhere HEAD is an operation, or not served.
    if (method === 'GET' && SERVE_HEAD.test(tag)) methods.set('HEAD', id)
  }
  return paths
}

/** After authentication: what exists here is no business of strangers. */
export const refuseUnknown: RequestHandler = (request, _response, next) => {
  const { operation, allow } = contextOf(request)
  if (allow === undefined) throw new HttpError(404, `There is nothing at ${request.path}`)
  if (operation === undefined) {
    throw new HttpError(405, `${request.method} is not allowed here: use ${allow}`, { Allow: allow })
  }
  next()
}
