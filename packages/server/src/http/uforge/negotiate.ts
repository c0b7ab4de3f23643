import type { Request, RequestHandler } from 'express'
import { HttpError } from '../http-error.ts'
import { contextOf } from '../request-context.ts'
import { answersDocuments, JSON_TYPE, XML } from './documents.ts'

/** Some clients say which letters they take, and documents have those. */
const OFFERED = [XML, JSON_TYPE, `${XML};charset=utf-8`, `${JSON_TYPE};charset=utf-8`]

/** The type that the client likes best, XML where it does not care; undefined when it takes neither. */
export function acceptedType(request: Request): string | undefined {
  if (!request.headers.accept?.trim()) return XML
  const accepted = request.accepts(OFFERED)
  return accepted ? accepted.split(';')[0] : undefined
}

/** Before anything happens. What has only one type, or no body, is not negotiated: clients download with any `Accept`. */
export const negotiate: RequestHandler = (request, _response, next) => {
  const { operation } = contextOf(request)
  if (operation && answersDocuments(operation) && acceptedType(request) === undefined) {
    throw new HttpError(406, `This is ${XML} or ${JSON_TYPE}: accept one of them`)
  }
  next()
}
