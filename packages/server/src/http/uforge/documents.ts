import { type components, type OperationId, openapiDocument, operations } from '@vitrine/api-types'
import { createXmlCodec } from '@vitrine/uforge-xml'

type Schemas = components['schemas']
export type DocumentName = Extract<keyof Schemas, `UForge${string}`>

/** Longest document of a request; real ones have a few hundred bytes. */
export const DOCUMENT_LIMIT = 64 * 1024

export const XML = 'application/xml'
export const JSON_TYPE = 'application/json'

export const codec = createXmlCodec<Schemas>(openapiDocument, { maxBytes: DOCUMENT_LIMIT })

/** What a request to the operation brings; undefined where that is no document. */
export const requestDocument = (id: OperationId): DocumentName | undefined => DOCUMENTS[id].request

/** What the operation answers with a status; undefined where that is no document. */
export const answerDocument = (id: OperationId, status: number): DocumentName | undefined =>
  DOCUMENTS[id].answers.get(status)

/** Whether the operation answers documents, and so in one of two types. */
export const answersDocuments = (id: OperationId): boolean => DOCUMENTS[id].answers.size > 0

/** A request body, or a response. */
interface Body {
  readonly content?: Readonly<Record<string, { readonly schema?: { readonly $ref?: string } }>>
}

const DOCUMENTS = Object.fromEntries(
  (Object.keys(operations) as OperationId[]).map((id) => {
    const { path, method } = operations[id]
    const { [method.toLowerCase()]: operation } = openapiDocument.paths[path] as Record<string, SpecOperation>
    return [id, documentsOf(operation)]
  }),
) as Record<OperationId, ReturnType<typeof documentsOf>>

interface SpecOperation {
  readonly requestBody?: Body
  /** Those that are refusals refer to what they share. */
  readonly responses: Readonly<Record<string, Body>>
}

function documentsOf(operation: SpecOperation | undefined) {
  const answers = Object.entries(operation?.responses ?? {}).flatMap(([status, response]): [number, DocumentName][] => {
    const name = nameOf(response)
    return name ? [[Number(status), name]] : []
  })
  return { request: nameOf(operation?.requestBody), answers: new Map(answers) }
}

/** What can be XML is a document. */
function nameOf(body: Body | undefined): DocumentName | undefined {
  return body?.content?.[XML]?.schema?.$ref?.split('/').at(-1) as DocumentName | undefined
}
