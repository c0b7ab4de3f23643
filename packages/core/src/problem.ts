/** Everything the domain can refuse, as a closed set: `server/http/error-handler.ts` gives each a status. */
export type ProblemCode =
  | 'attributeInvalid'
  | 'attributeReadOnly'
  | 'attributeReserved'
  | 'forbidden'
  | 'formatsMissing'
  | 'identityNotFound'
  | 'identityUnavailable'
  | 'imageDataLost'
  | 'imageGone'
  | 'imageIdTaken'
  | 'imageNotFound'
  | 'imageProtected'
  | 'imageTooLarge'
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
  | 'sizeMismatch'
  | 'statusConflict'
  | 'storeFull'
  | 'storeUnknown'
  | 'storeUnavailable'
  | 'unauthenticated'
  | 'updateConflict'
  | 'uploadAborted'
  | 'uploadIdle'

/** A refusal that a caller can act on. The message names the offender and the way out, and holds no secret. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly code: ProblemCode

  constructor(code: ProblemCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
