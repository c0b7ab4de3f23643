import type { Request } from 'express'
import { type ErrorBodyText, errorBody } from './error-body.ts'

/** As in v2, but for data that comes at the wrong time: clients get the bare sentence, whatever they accept. */
export function v1ErrorBody(
  status: number,
  message: string,
  { method, headers }: Pick<Request, 'method' | 'headers'>,
): ErrorBodyText {
  if (status === 409 && method === 'PUT') return { type: 'text/plain; charset=UTF-8', text: message }
  return errorBody(status, message, headers.accept)
}
