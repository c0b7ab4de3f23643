/** Everything the domain can refuse, as a closed set: `server/http/error-handler.ts` gives each a status. */
export type ProblemCode =
  | 'apiKeyNotFound'
  | 'applianceNotFound'
  | 'attributeInvalid'
  | 'attributeReadOnly'
  | 'attributeReserved'
  | 'checksumMismatch'
  | 'conversionFailed'
  | 'converterMissing'
  | 'declaredTooLarge'
  | 'digestConflict'
  | 'downloadLinkInvalid'
  | 'downloadLinkNotFound'
  | 'forbidden'
  | 'formatMismatch'
  | 'formatsMissing'
  | 'generationCancelled'
  | 'generationFailed'
  | 'generationOver'
  | 'generationUnfinished'
  | 'identityNotFound'
  | 'identityUnavailable'
  | 'imageDataLost'
  | 'imageGone'
  | 'imageIdTaken'
  | 'imageNotFound'
  | 'imageProtected'
  | 'imageTooLarge'
  | 'locationInvalid'
  | 'loginRefused'
  | 'machineImageNotFound'
  | 'machineImageNotPacked'
  | 'memberExists'
  | 'memberNotFound'
  | 'nameTaken'
  | 'osProfileMissing'
  | 'patchInvalid'
  | 'propertyConflict'
  | 'queryInvalid'
  | 'quotaExceeded'
  | 'rangeInvalid'
  | 'rangeUnsatisfiable'
  | 'singleStore'
  | 'sizeMismatch'
  | 'sourceImageUnusable'
  | 'sourceUnavailable'
  | 'statusConflict'
  | 'storeFull'
  | 'storeReadOnly'
  | 'storeUnknown'
  | 'storeUnavailable'
  | 'tagNotFound'
  | 'targetFormatMissing'
  | 'targetFormatUnknown'
  | 'taskGivenUp'
  | 'taskNotFound'
  | 'unauthenticated'
  | 'updateConflict'
  | 'uploadAborted'
  | 'uploadIdle'
  | 'urlRefused'

/** A refusal that a caller can act on. The message names the offender and the way out, and holds no secret. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: ProblemCode

  constructor(code: ProblemCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** Whether it is a refusal, and one of these. */
export function isProblem(error: unknown, ...codes: readonly ProblemCode[]): error is Problem {
  return error instanceof Problem && codes.includes(error.code)
}
