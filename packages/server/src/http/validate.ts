import { type OpenApiDocument, type OperationId, openapiDocument, operations } from '@vitrine/api-types'
import { type RequestHandler, Router } from 'express'
import * as OpenApiValidator from 'express-openapi-validator'
import { cachePathPatterns } from './path-regexp-cache.ts'
import { contextOf } from './request-context.ts'

/**
 * Holds requests against the spec, and in tests our answers too. A request that the spec leaves nothing to check of
 * goes straight through: showing an image costs a sixth less.
 */
export function validate({ validateResponses }: { validateResponses: boolean }): RequestHandler {
  const validator = validatorOf(validateResponses)
  return (request, response, next) => {
    const { operation } = contextOf(request)
    if (validateResponses || (operation && CHECKED.has(operation))) validator(request, response, next)
    else next()
  }
}

const validators = new Map<boolean, RequestHandler>()

/** Apps share it: to make of the document what checks an operation takes longer than most tests. */
function validatorOf(validateResponses: boolean): RequestHandler {
  const validator = validators.get(validateResponses) ?? createValidator(validateResponses)
  validators.set(validateResponses, validator)
  return validator
}

function createValidator(validateResponses: boolean): RequestHandler {
  cachePathPatterns()
  return Router().use(
    OpenApiValidator.middleware({
      apiSpec: withOpenAttributes(openapiDocument) as never,
      validateRequests: { allowUnknownQueryParameters: true },
      validateResponses,
      validateSecurity: false,
      validateFormats: true,
      fileUploader: false,
    }),
  )
}

/** Attributes of a new image are held against the operator's document, as those of a patch are: `AttributeSchema`. */
function withOpenAttributes({ components, ...document }: OpenApiDocument): OpenApiDocument {
  const schemas = { ...components.schemas, ImageCreate: { type: 'object' } }
  return { ...document, components: { ...components, schemas } }
}

/** Operations with a body, a query or headers. Path parameters are any text: what they name exists or does not. */
const CHECKED = new Set((Object.keys(operations) as OperationId[]).filter(hasSomethingToCheck))

function hasSomethingToCheck(id: OperationId): boolean {
  const { method, path } = operations[id]
  const { [method.toLowerCase()]: operation } = openapiDocument.paths[path] as Record<string, SpecOperation | undefined>
  return operation?.requestBody !== undefined || (operation?.parameters ?? []).length > 0
}

interface SpecOperation {
  readonly requestBody?: unknown
  /** Those of the path stand beside the operations in this spec. */
  readonly parameters?: readonly unknown[]
}
