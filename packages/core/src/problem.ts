/** Everything the domain can refuse, as a closed set: `server/http/error-handler.ts` gives each a status. */
export type ProblemCode =
  | 'attributeInvalid'
  | 'attributeReadOnly'
  | 'attributeReserved'
  | 'checksumMismatch'
  | 'conversionFailed'
  | 'converterMissing'
  | 'declaredTooLarge'
  | 'digestConflict'
  | 'forbidden'
  | 'formatMismatch'
  | 'formatsMissing'
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
  | 'memberExists'
  | 'memberNotFound'
  | 'nameTaken'
  | 'patchInvalid'
  | 'propertyConflict'
  | 'queryInvalid'
  | 'quotaExceeded'
  | 'rangeInvalid'
  | 'rangeUnsatisfiable'
  | 'singleStore'
  | 'sizeMismatch'
  | 'sourceUnavailable'
  | 'statusConflict'
  | 'storeFull'
  | 'storeReadOnly'
  | 'storeUnknown'
  | 'storeUnavailable'
  | 'tagNotFound'
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
