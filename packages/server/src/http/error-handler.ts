import { operations } from '@vitrine/api-types'
import { type Identity, Problem, type ProblemCode } from '@vitrine/core'
import { DocumentRefused } from '@vitrine/uforge-xml'
import type { ErrorRequestHandler, Request } from 'express'
import { error as validation } from 'express-openapi-validator'
import { endAnswer } from './end-answer.ts'
import { type ErrorBodyText, errorBody } from './error-body.ts'
import { HttpError } from './http-error.ts'
import { identityErrorBody } from './identity-error-body.ts'
import { jsonFault } from './json-fault.ts'
import { familyOf } from './per-family.ts'
import { UnsatisfiableRange } from './ranges.ts'
import { baseUrl, contextOf } from './request-context.ts'
import { uforgeErrorBody } from './uforge/error-body.ts'
import { v1ErrorBody } from './v1-error-body.ts'
import { describeViolations } from './violations.ts'

const STATUS = {
  apiKeyNotFound: 404,
  applianceNotFound: 404,
  attributeInvalid: 400,
  attributeReadOnly: 403,
  attributeReserved: 403,
  checksumMismatch: 400,
  conversionFailed: 500,
  converterMissing: 400,
  declaredTooLarge: 413,
  digestConflict: 409,
  downloadLinkInvalid: 404,
  downloadLinkNotFound: 404,
  forbidden: 403,
  formatMismatch: 415,
  formatsMissing: 400,
  generationCancelled: 400,
  generationFailed: 400,
  generationOver: 400,
  generationUnfinished: 400,
  identityNotFound: 404,
  identityUnavailable: 503,
  imageDataLost: 500,
  imageGone: 410,
  imageIdTaken: 409,
  imageNotFound: 404,
  imageProtected: 403,
  imageTooLarge: 413,
  locationInvalid: 400,
  loginRefused: 401,
  machineImageNotFound: 404,
  machineImageNotPacked: 400,
  memberExists: 409,
  memberNotFound: 404,
  nameTaken: 409,
  osProfileMissing: 400,
  patchInvalid: 400,
  propertyConflict: 409,
  queryInvalid: 400,
  quotaExceeded: 413,
  rangeInvalid: 400,
  rangeUnsatisfiable: 416,
  singleStore: 404,
  sizeMismatch: 400,
  sourceImageUnusable: 400,
  sourceUnavailable: 503,
  statusConflict: 409,
  storeFull: 413,
  storeReadOnly: 410,
  storeUnknown: 400,
  storeUnavailable: 503,
  tagNotFound: 404,
  targetFormatMissing: 400,
  targetFormatUnknown: 400,
  // Recorded with a task, and answered to nobody.
  taskGivenUp: 500,
  taskNotFound: 404,
  unauthenticated: 401,
  updateConflict: 409,
  // Nobody is left to read the answer; the status is for the log.
  uploadAborted: 400,
  uploadIdle: 408,
  urlRefused: 400,
} as const satisfies Record<ProblemCode, number>

/** What the Image API v1 answers otherwise. */
const STATUS_V1: Partial<Record<ProblemCode, number>> = {
  declaredTooLarge: 400,
  formatMismatch: 400,
  imageDataLost: 404,
  imageGone: 412,
  sourceUnavailable: 404,
}

/** What the UForge API answers otherwise: who has no good key may log in, and its 413 are about bodies. */
const STATUS_UFORGE: Partial<Record<ProblemCode, number>> = {
  downloadLinkInvalid: 401,
  quotaExceeded: 403,
}

/** How a family of APIs refuses otherwise than the Image API v2. */
interface Family {
  readonly statuses?: Partial<Record<ProblemCode, number>>
  readonly wording: (refused: Refused) => ErrorBodyText
  /** Where callers say who they are otherwise than to the identity in use. */
  readonly challenge?: string
}

/** By the first segment of its paths. */
const FAMILIES = new Map<string, Family>([
  ['api', { statuses: STATUS_UFORGE, wording: uforgeErrorBody, challenge: 'Basic realm="UForge", charset="UTF-8"' }],
  ['identity', { wording: ({ status, message }) => identityErrorBody(status, message) }],
  ['v1', { statuses: STATUS_V1, wording: ({ status, message, request }) => v1ErrorBody(status, message, request) }],
])
const IMAGE_API_V2: Family = {
  wording: ({ status, message, request }) => errorBody(status, message, request.headers.accept),
}

/** What a handler said of a body that is not sent after all, or of the image that it is of. */
const OF_A_BODY = /^(content-(type|length|md5|range|disposition)|etag|last-modified|x-image-meta-.*)$/

interface Refusal {
  readonly status: number
  readonly message: string
  readonly headers?: Readonly<Record<string, string>>
}

/** What an answer can say of a refusal. */
export interface Refused {
  readonly status: number
  readonly message: string
  readonly error: unknown
  readonly request: Request
  /** How the client reached us. */
  readonly baseUrl: string
}

/** The only place that writes an error answer. */
export function handleErrors({
  identity,
  publicUrl,
}: {
  identity: Pick<Identity, 'challenge'>
  publicUrl?: string | undefined
}): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error: unknown, request, response, _next) => {
    const context = contextOf(request)
    const { statuses, wording, challenge } = FAMILIES.get(familyOf(request)) ?? IMAGE_API_V2
    const { status: own, message, headers = {} } = refusalOf(error)
    const base = baseUrl(request, publicUrl)
    // Whatever a family of APIs calls it, what failed here is for the operator to see (fault R21).
    if (own >= 500 || response.headersSent) context.failure = error
    if (response.headersSent) {
      // Part of a body is out: only a broken connection tells the client that the rest is missing.
      response.destroy()
      return
    }
    const status = (error instanceof Problem && statuses?.[error.code]) || own
    response.status(status)
    for (const name of response.getHeaderNames()) if (OF_A_BODY.test(name)) response.removeHeader(name)
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
    if (status === 401) response.setHeader('WWW-Authenticate', challenge ?? identity.challenge(base))
    if (status === 415 && request.method === 'PATCH' && context.operation) {
      response.setHeader('Accept-Patch', [...operations[context.operation].requestTypes].sort().join(', '))
    }
    const { type, text, vary, language } = wording({ status, message, error, request, baseUrl: base })
    response.setHeader('Content-Type', type)
    if (vary) response.vary(vary)
    if (language) response.setHeader('Content-Language', language)
    endAnswer(request, response, Buffer.from(request.method === 'HEAD' ? '' : text))
  }
}

function refusalOf(error: unknown): Refusal {
  if (error instanceof Problem) {
    const headers = error instanceof UnsatisfiableRange ? { 'Content-Range': `bytes */${error.size}` } : {}
    return { status: STATUS[error.code], message: error.message, headers }
  }
  if (error instanceof HttpError) return error
  if (error instanceof DocumentRefused)
    return { status: error.reason === 'tooLarge' ? 413 : 400, message: error.message }
  if (error instanceof validation.BadRequest) return { status: 400, message: describeViolations(error.errors) }
  if (error instanceof URIError) return { status: 400, message: 'The path or the query is not valid UTF-8' }
  return (
    bodyParserRefusal(error) ?? {
      status: 500,
      message: 'The server failed. The log has the reason under the request id.',
    }
  )
}

/** Errors of the JSON body parser, known by their `type`. */
function bodyParserRefusal(error: unknown): Refusal | undefined {
  if (!(error instanceof Error) || !('type' in error)) return undefined
  switch (error.type) {
    case 'entity.empty':
      return { status: 400, message: 'The body has to be JSON, and is empty' }
    case 'entity.not.utf8':
      return { status: 400, message: 'The body is not valid UTF-8' }
    case 'entity.too.large':
      return { status: 413, message: 'The JSON body is too large' }
    case 'entity.parse.failed':
      return { status: 400, message: `The body is not JSON: ${jsonFault(error)}` }
    case 'charset.unsupported':
    case 'encoding.unsupported':
      return { status: 415, message: error.message }
    case 'request.aborted':
    case 'request.size.invalid':
      return { status: 400, message: 'The body ended before its declared length' }
    default:
      return undefined
  }
}
