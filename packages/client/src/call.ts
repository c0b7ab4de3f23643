import type { OperationId } from '@vitrine/api-types'
import { asTransferError, notOurs, refusalOf } from './errors.ts'

export interface CallOptions {
  readonly signal?: AbortSignal | undefined
}

export type Answer<T> = { data?: T; error?: unknown; response: Response }

/** Sends a request of an operation; a refusal, and no answer at all, reject. */
export type Call = <T>(
  operation: OperationId,
  options: CallOptions,
  send: (init: { signal?: AbortSignal }) => Promise<Answer<T>>,
) => Promise<T>

/** Calls the service at `root`. */
export function createCall(root: string): Call {
  return async <T>(
    operation: OperationId,
    { signal }: CallOptions,
    send: (init: { signal?: AbortSignal }) => Promise<Answer<T>>,
  ): Promise<T> => {
    const { data, error, response } = await send(signal ? { signal } : {}).catch((error: unknown) => {
      if (error instanceof SyntaxError) throw notOurs(operation, root, error)
      throw asTransferError(`No answer from ${root}`, error, signal)
    })
    // Of what has not changed there is no data.
    if (response.ok || response.status === 304) return data as T
    const text = typeof error === 'object' ? JSON.stringify(error) : String(error ?? '')
    throw refusalOf(operation, response.status, (name) => response.headers.get(name) ?? undefined, text)
  }
}
