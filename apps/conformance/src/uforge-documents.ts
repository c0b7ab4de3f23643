import type { components } from '@vitrine/api-types'
import { openapiDocument } from '@vitrine/api-types'
import { createXmlCodec, DocumentRefused } from '@vitrine/uforge-xml'
import { ServerFailure } from './status.ts'
import type { Answer, RequestOptions } from './target.ts'

type Schemas = components['schemas']
/** A document of UForge, by the name of its schema. */
export type DocumentName = Extract<keyof Schemas, `UForge${string}`>

export const XML = 'application/xml'
export const JSON_TYPE = 'application/json'
/** What documents are written in. */
export const REPRESENTATIONS = [
  ['xml', XML],
  ['json', JSON_TYPE],
] as const
export type Representation = (typeof REPRESENTATIONS)[number][1]

/** A server that has much may answer long lists. */
const LONGEST = 64 * 1024 * 1024
const codec = createXmlCodec<Schemas>(openapiDocument, { maxBytes: LONGEST })

/** A request with a document, as XML unless told otherwise. */
export const documentOf = <Name extends DocumentName>(
  name: Name,
  value: Schemas[Name],
  type: Representation = XML,
): RequestOptions => ({
  headers: { 'Content-Type': type },
  body: type === XML ? codec.toXml(name, value) : JSON.stringify(codec.toJson(name, value)),
})

/** What an answer says, whichever representation it came in; that it cannot be read is the server's fault. */
export const readDocument = <Name extends DocumentName>(name: Name, answer: Answer): Schemas[Name] => {
  try {
    return answer.header('content-type') === JSON_TYPE
      ? codec.fromJson(name, answer.json())
      : codec.fromXml(name, answer.body)
  } catch (error) {
    if (!(error instanceof DocumentRefused)) throw error
    throw new ServerFailure(
      `the ${answer.status} answer is not ${name}: ${error.message}`,
      name,
      answer.text.slice(0, 200),
    )
  }
}
