import type { OperationId } from '@vitrine/api-types'
import type { CallOptions } from './client.ts'

export type Answer<T> = { data?: T; error?: unknown; response: Response }

/** Sends a request of an operation; a refusal, and no answer at all, reject. */
export type Call = <T>(
  operation: OperationId,
  options: CallOptions,
  send: (init: { signal?: AbortSignal }) => Promise<Answer<T>>,
) => Promise<T>
