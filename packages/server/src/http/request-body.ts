import { isUtf8 } from 'node:buffer'
import { type OperationId, operations } from '@vitrine/api-types'
import { Problem } from '@vitrine/core'
import type { NextFunction, Request, RequestHandler, Response } from 'express'
import express from 'express'
import { HttpError } from './http-error.ts'
import { inTime } from './in-time.ts'
import { bareType } from './media-type.ts'
import { contextOf } from './request-context.ts'
import { readDocument } from './uforge/read-document.ts'

/** 128 properties and as many tags fit many times over; more is an attack on memory (fault S56). */
const JSON_LIMIT = '1mb'
/** For those who have not said who they are: a login fits into it many times over. */
const STRANGERS_JSON_LIMIT = '16kb'

/** The deepest body of the API has three levels; code that recurses over more could run out of stack (fault S58). */
const JSON_LEVELS = 32

const parseJson = jsonParser(JSON_LIMIT)
const parseStrangersJson = jsonParser(STRANGERS_JSON_LIMIT)

function jsonParser(limit: string) {
  return express.json({
    limit,
    strict: true,
    inflate: false,
    type: () => true,
    verify: (_request, _response, bytes) => {
      // The parser would take a chunked body without bytes for `{}`, and replace what is not UTF-8 without a word.
      if (bytes.length === 0) throw new UnreadableBody('entity.empty')
      if (!isUtf8(bytes)) throw new UnreadableBody('entity.not.utf8')
    },
  })
}

/** Has a `type` like the errors of the parser, which puts a status of its own on whatever is thrown in `verify`. */
class UnreadableBody extends Error {
  readonly type: string

  constructor(type: string) {
    super(type)
    this.type = type
  }
}

/** Does with a body what the spec says of the operation (`x-request-body`), before anything looks at it. */
export function readBody({ idleMs }: { idleMs: number }): RequestHandler {
  const document = readDocument({ idleMs })

  return (request, response, next) => {
    const context = contextOf(request)
    const { operation } = context
    const kind = operation ? operations[operation].requestBody : 'ignored'
    const isThere = hasBody(request)
    // JSON is read as JSON whatever it is called; only patches and image data have media types that mean something.
    switch (kind) {
      case 'json':
      case 'json-patch':
        if (!isThere) throw new HttpError(400, 'This operation needs a JSON body, and there is none')
        request.headers['content-type'] = kind === 'json' ? 'application/json' : knownType(request, operation)
        return readJson(request, response, next, idleMs)
      case 'optional-json':
        if (!isThere) break
        request.headers['content-type'] = 'application/json'
        return readJson(request, response, next, idleMs)
      case 'document':
        if (!isThere) throw new HttpError(400, 'This operation needs a document, and there is none')
        return document(request, response, next)
      case 'optional-document':
        if (!isThere) break
        return document(request, response, next)
      case 'bytes':
        request.headers['content-type'] = knownType(request, operation)
        context.bytes = {}
        return next()
      case 'optional-bytes':
        if (!isThere) break
        context.bytes = { refusal: refusalOfData(request, operation) }
        if (context.bytes.refusal) break
        request.headers['content-type'] = bareType(request)
        return next()
      case 'refused':
        if (isThere) throw new HttpError(400, `A ${request.method} of this path takes no body`)
    }
    // Clients type even requests without a body. The validator would keep a compiled copy of itself for every type.
    delete request.headers['content-type']
    next()
  }
}

function readJson(request: Request, response: Response, next: NextFunction, idleMs: number): void {
  const parse = contextOf(request).caller ? parseJson : parseStrangersJson
  inTime(parse, idleMs)(request, response, (error?: unknown) => next(error ?? unsoundness(request.body)))
}

/** Why JSON that parsed is still not taken. Says where the fault is and not what stands there: it may be a secret. */
function unsoundness(value: unknown, place = 'The body', level = 0): HttpError | undefined {
  if (typeof value === 'string') {
    // Half of a surrogate pair is no character: stores would keep two different such texts as one.
    return value.isWellFormed() ? undefined : new HttpError(400, `${place} is not valid Unicode`)
  }
  if (typeof value !== 'object' || value === null) return undefined
  if (level === JSON_LEVELS) return new HttpError(400, `The body has more than ${JSON_LEVELS} levels`)
  for (const [name, inner] of Object.entries(value)) {
    const reason = unsoundness(name, 'A property name') ?? unsoundness(inner, `'${name}'`, level + 1)
    if (reason) return reason
  }
  return undefined
}

/** Chunked counts only with the methods that usually have a body. */
function hasBody({ method, headers }: Request): boolean {
  if (Number(headers['content-length'] ?? 0) > 0) return true
  return headers['transfer-encoding'] !== undefined && ['POST', 'PUT', 'PATCH'].includes(method)
}

function knownType(request: Request, operation: OperationId | undefined): string {
  const fault = wrongType(request, operation)
  if (fault !== undefined) throw new HttpError(415, fault)
  return bareType(request)
}

/** Told by the domain, which says what becomes of the image. */
function refusalOfData(request: Request, operation: OperationId | undefined): Problem | undefined {
  const fault = wrongType(request, operation)
  return fault === undefined ? undefined : new Problem('attributeInvalid', fault)
}

/** What is wrong with it. */
function wrongType(request: Request, operation: OperationId | undefined): string | undefined {
  const type = bareType(request)
  const known: readonly string[] = operation ? operations[operation].requestTypes : []
  if (known.includes(type)) return undefined
  return `The body must be of type ${known.join(' or ')}, not ${type ? `'${type}'` : 'untyped'}`
}
