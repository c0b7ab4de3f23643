import { withDigest } from '../../wire/uforge/digest.ts'
import { endAnswer } from '../end-answer.ts'
import { isFresh } from '../is-fresh.ts'
import { contextOf } from '../request-context.ts'
import { begin, type WriteReply } from '../write-reply.ts'
import { answerDocument, codec, type DocumentName, JSON_TYPE, XML } from './documents.ts'
import { acceptedType } from './negotiate.ts'

/** What documents say of themselves. */
interface Dated {
  readonly digest?: string
  readonly lastModified?: string
}

/** A document that changes twice in a second must not look the same: before this has passed, its date tells nothing. */
const RESOLUTION_MS = 1000

const READING = new Set(['GET', 'HEAD'])

/** Signed requests have no header that would keep shared caches from storing what they get. */
const SECRET = new Set<DocumentName>(['UForgeApiKeyPair', 'UForgeApiKeyPairs'])

/** Documents as XML or JSON, by what the client accepts, and not at all to those who have them; other bodies as `write` does. */
export function writeDocuments(write: WriteReply): WriteReply {
  return async (request, response, reply) => {
    const { operation } = contextOf(request)
    const name = operation && answerDocument(operation, reply.status)
    if (name === undefined) return write(request, response, reply)
    begin(response, reply)
    const body = reply.body as Dated
    // That of a list is over everything in it: whatever is removed, changed or in another order makes another one.
    const { digest = withDigest(body).digest, lastModified } = body
    response.vary('Accept')
    response.setHeader('Cache-Control', SECRET.has(name) ? 'private, no-store' : 'private, no-cache')
    const known = { etag: `"${digest}"`, modified: lastModified && dateOf(lastModified) }
    response.setHeader('ETag', known.etag)
    if (known.modified) response.setHeader('Last-Modified', known.modified)
    if (READING.has(request.method) && isFresh(request.headers, known)) {
      response.status(304)
      return endAnswer(request, response)
    }
    const type = acceptedType(request) ?? XML
    // Exactly, without a charset: clients compare the whole value.
    response.setHeader('Content-Type', type)
    response.setHeader('Content-Language', 'en')
    endAnswer(request, response, Buffer.from(writeAs(type, name, body)))
  }
}

function dateOf(lastModified: string): string | undefined {
  return Date.now() - Date.parse(lastModified) < RESOLUTION_MS ? undefined : new Date(lastModified).toUTCString()
}

/** The reply is typed by the same spec as the codec. */
export function writeAs(type: string, name: DocumentName, body: unknown): string {
  return type === JSON_TYPE ? JSON.stringify(codec.toJson(name, body as never)) : codec.toXml(name, body as never)
}
