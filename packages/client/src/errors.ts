import type { OperationId, UForgeStatus } from '@vitrine/api-types'
import { type Refusal, readRefusal } from './refusal.ts'

/** The server refused, or answered what is not an answer of this API. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  /** The reason that goes with the status, such as `Not Found`. */
  readonly title: string
  /** What went wrong, in dotted words for programs such as `image.unknown`: of the UForge API alone. */
  readonly messageId: string | undefined
  /** Names the request in the server's log. */
  readonly requestId: string | undefined
  readonly operation: OperationId

  constructor(operation: OperationId, status: number, requestId: string | undefined, refusal: Refusal) {
    super(refusal.message)
    this.operation = operation
    this.status = status
    this.title = refusal.title
    this.messageId = refusal.messageId
    this.requestId = requestId
  }
}

/** The bytes that came are not those that the image has. */
export class DigestMismatchError extends Error {
  override readonly name = 'DigestMismatchError'
  readonly algorithm: string
  readonly expected: string
  readonly actual: string

  constructor(algorithm: string, expected: string, actual: string) {
    super(`The data is damaged: its ${algorithm} is ${actual}, and should be ${expected}`)
    this.algorithm = algorithm
    this.expected = expected
    this.actual = actual
  }
}

/** There is no answer, or not all of it: the connection could not be made, broke, or ended early. */
export class TransferError extends Error {
  override readonly name = 'TransferError'
}

/** There is no token: the identity service refuses, does not answer, or is something else. */
export class LoginError extends Error {
  override readonly name = 'LoginError'
  /** Undefined when there was no answer. */
  readonly status: number | undefined

  constructor(message: string, { status, ...options }: ErrorOptions & { readonly status?: number } = {}) {
    super(message, options)
    this.status = status
  }
}

/** The generation of a machine image ended without one. */
export class GenerationError extends Error {
  override readonly name = 'GenerationError'
  readonly status: 'failed' | 'cancelled'
  /** What exactly went wrong, where the server says more than the message does. */
  readonly detail: string | undefined

  constructor(id: number | string, { error, message, errorMessage = message, detailedErrorMsg }: UForgeStatus) {
    super(`The generation of machine image ${id} ${error ? `failed: ${errorMessage}` : 'was cancelled'}`)
    this.status = error ? 'failed' : 'cancelled'
    this.detail = detailedErrorMsg
  }
}

/** What an error answer says, in whatever form it came. */
export function refusalOf(
  operation: OperationId,
  status: number,
  header: (name: string) => string | undefined,
  text: string,
): ApiError {
  return new ApiError(
    operation,
    status,
    header('x-openstack-request-id'),
    text === '' ? wordless(operation, status) : readRefusal(status, text, header('content-type')),
  )
}

/** Answers to `HEAD` have no text, and some proxies have none ever. */
const wordless = (operation: OperationId, status: number): Refusal => ({
  title: '',
  message: `The server answered ${operation} with ${status}, and says no more`,
})

/** A success that something else than an image service answers. */
export function notOurs(operation: OperationId, root: string, cause?: SyntaxError): ApiError {
  const what = cause ? 'The answer is not JSON' : 'The answer says nothing of an image'
  const message = `${what}: there is no image service at ${root}, or something in between answers for it`
  const error = new ApiError(operation, 200, undefined, { title: 'OK', message })
  error.cause = cause
  return error
}

/** A failure of the connection as a `TransferError`; an abort stays what the caller gave as its reason. */
export function asTransferError(what: string, cause: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return signal.reason
  if (cause instanceof TransferError || cause instanceof LoginError) return cause
  return new TransferError(`${what}: ${reasonOf(cause)}`, { cause })
}

/** `fetch` hides the reason in causes, and a host with several addresses in an `AggregateError`. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return reasonOf(error.errors.at(-1))
  if (!(error instanceof Error)) return String(error)
  return error.cause === undefined ? error.message || error.name : reasonOf(error.cause)
}
