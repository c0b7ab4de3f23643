import { STATUS_CODES } from 'node:http'

/** Media type and text of an error answer of the Identity API: JSON whatever `Accept` says (client-visible contract). */
export function identityErrorBody(status: number, message: string): { readonly type: string; readonly text: string } {
  const error = { code: status, message, title: STATUS_CODES[status] ?? 'Error' }
  return { type: 'application/json', text: JSON.stringify({ error }) }
}
