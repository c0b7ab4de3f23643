import { type OperationId, operations } from '@vitrine/api-types'
import type { Request, RequestHandler } from 'express'
import express from 'express'
import { HttpError } from './http-error.ts'
import { contextOf } from './request-context.ts'

/** 128 properties and as many tags fit many times over; more is an attack on memory (fault S56). */
const JSON_LIMIT = '1mb'

const parseJson = express.json({ limit: JSON_LIMIT, strict: true, type: () => true })

/** Does with a body what the spec says of the operation (`x-request-body`), before anything looks at it. */
export const readBody: RequestHandler = (request, response, next) => {
  const { operation } = contextOf(request)
  const kind = operation ? operations[operation].requestBody : 'ignored'
  switch (kind) {
    case 'json':
    case 'json-patch': {
      if (!hasBody(request)) throw new HttpError(400, 'This operation needs a JSON body, and there is none')
      // JSON is read as JSON whatever it is called; only patches have media types that mean something.
      if (kind === 'json') request.headers['content-type'] = 'application/json'
      else request.headers['content-type'] = patchType(request, operation)
      parseJson(request, response, next)
      return
    }
    case 'bytes':
      request.headers['content-type'] = mediaType(request)
      next()
      return
    case 'refused':
      if (hasBody(request)) throw new HttpError(400, `A ${request.method} of this path takes no body`)
  }
  // Clients type even requests without a body. The validator would keep a compiled copy of itself for every type.
  delete request.headers['content-type']
  next()
}

/** Chunked counts only with the methods that usually have a body. */
function hasBody({ method, headers }: Request): boolean {
  if (Number(headers['content-length'] ?? 0) > 0) return true
  return headers['transfer-encoding'] !== undefined && ['POST', 'PUT', 'PATCH'].includes(method)
}

/** Bare and in lower case: parameters are allowed and mean nothing here. */
function mediaType(request: Request): string {
  return request.headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() ?? ''
}

function patchType(request: Request, operation: OperationId | undefined): string {
  const type = mediaType(request)
  const known: readonly string[] = operation ? operations[operation].requestTypes : []
  if (!known.includes(type)) throw new HttpError(415, `A patch cannot be of type '${type}': use ${known.join(' or ')}`)
  return type
}
