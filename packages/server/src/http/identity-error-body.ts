import { STATUS_CODES } from 'node:http'
import type { ErrorBodyText } from './error-body.ts'

/** Media type and text of an error answer of the Identity API: JSON whatever `Accept` says (client-visible contract). */
export function identityErrorBody(status: number, message: string): ErrorBodyText {
  const error = { code: status, message, title: STATUS_CODES[status] ?? 'Error' }
  return { type: 'application/json', text: JSON.stringify({ error }) }
}
