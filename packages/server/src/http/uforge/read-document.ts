import { DocumentRefused } from '@vitrine/uforge-xml'
import express, { type RequestHandler } from 'express'
import { HttpError } from '../http-error.ts'
import { inTime } from '../in-time.ts'
import { jsonFault } from '../json-fault.ts'
import { bareType } from '../media-type.ts'
import { contextOf } from '../request-context.ts'
import { codec, DOCUMENT_LIMIT, type DocumentName, JSON_TYPE, requestDocument, XML } from './documents.ts'

const readBytes = express.raw({ limit: DOCUMENT_LIMIT, inflate: false, type: () => true })
const utf8 = new TextDecoder('utf-8', { fatal: true })

const PARSERS = new Map<string, (name: DocumentName, bytes: Buffer) => unknown>([
  [XML, (name, bytes) => codec.fromXml(name, bytes)],
  [JSON_TYPE, (name, bytes) => codec.fromJson(name, parseJson(bytes))],
])

/** Reads the document that the operation takes, in the type that the request says it has. */
export function readDocument({ idleMs }: { readonly idleMs: number }): RequestHandler {
  const read = inTime(readBytes, idleMs)

  return (request, response, next) => {
    const { operation } = contextOf(request)
    const name = operation && requestDocument(operation)
    const parse = PARSERS.get(bareType(request))
    if (!name || !parse) throw new HttpError(415, `The body must be of type ${XML} or ${JSON_TYPE}`)
    read(request, response, (error?: unknown) => {
      if (error) return next(isTooLarge(error) ? tooLarge() : error)
      try {
        request.body = parse(name, request.body)
      } catch (refusal) {
        return next(refusal)
      }
      // The validator goes by the schema of the XML, whichever it was: the JSON has lost the name around it.
      request.headers['content-type'] = XML
      next()
    })
  }
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(utf8.decode(bytes))
  } catch (error) {
    const fault = error instanceof SyntaxError ? `not JSON: ${jsonFault(error)}` : 'not in UTF-8'
    throw new DocumentRefused('malformed', `the document is ${fault}`)
  }
}

function isTooLarge(error: unknown): boolean {
  return error instanceof Error && 'type' in error && error.type === 'entity.too.large'
}

function tooLarge(): DocumentRefused {
  return new DocumentRefused('tooLarge', `the document has more than ${DOCUMENT_LIMIT} bytes`)
}
