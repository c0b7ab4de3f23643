/** The parts of a bundled document that generation reads. */
export interface Document {
  security: Record<string, unknown>[]
  paths: Record<string, Record<string, unknown>>
  components: Record<string, Record<string, unknown>>
  'x-api-versions': ApiVersion[]
  'x-common-responses': Record<string, Response>
}

interface ApiVersion {
  id: string
  release: string
  status?: string
  path?: string
  adds: string[]
  fields?: string[]
  behaviour?: string
}

export interface Operation {
  operationId: string
  summary: string
  tags: [string]
  externalDocs: { url: string }
  security?: Record<string, unknown>[]
  requestBody?: { content: Record<string, unknown> }
  responses: Record<string, Response | Reference>
  'x-since': string
  'x-needs'?: string[]
  'x-request-body': string
  'x-vitrine'?: boolean
}

export interface Response {
  description: string
  headers?: Record<string, unknown>
  content?: Record<string, unknown>
  'x-vitrine'?: boolean
}

export interface Reference {
  $ref: string
  description?: string
}

export interface Route {
  method: string
  path: string
  operation: Operation
}

const METHODS = ['get', 'head', 'put', 'post', 'delete', 'patch']

export const routes = (document: Document): Route[] =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    METHODS.filter((method) => method in item).map((method) => ({
      method: method.toUpperCase(),
      path,
      operation: item[method] as Operation,
    })),
  )

const isReference = (value: unknown): value is Reference =>
  typeof value === 'object' && value !== null && '$ref' in value && typeof value.$ref === 'string'

/** Follows a `$ref`; what stands beside it wins, as OpenAPI 3.1 has it for descriptions. */
export const resolve = <T extends object>(document: Document, value: T | Reference): T => {
  if (!isReference(value)) return value
  const { $ref, ...beside } = value
  const [, , section, name] = $ref.split('/')
  return { ...(document.components[section ?? '']?.[name ?? ''] as T), ...beside }
}

/**
 * The document with response headers written out in place. openapi-typescript takes every referenced header for a
 * required one, because a type alias cannot say that a property is optional.
 */
export const withInlineHeaders = (document: Document): Document => {
  const copy = structuredClone(document)
  const responses = [
    ...Object.values(copy.components.responses ?? {}),
    ...routes(copy).flatMap(({ operation }) => Object.values(operation.responses)),
  ]
  for (const response of responses as Response[]) {
    for (const [name, header] of Object.entries(response.headers ?? {})) {
      Object.assign(response.headers ?? {}, { [name]: resolve(copy, header as Reference) })
    }
  }
  return copy
}
