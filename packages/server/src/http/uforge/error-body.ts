import type { ErrorBodyText } from '../error-body.ts'
import type { Refused } from '../error-handler.ts'
import { XML } from './documents.ts'
import { messageIdOf } from './message-ids.ts'
import { acceptedType } from './negotiate.ts'
import { writeAs } from './write-document.ts'

/** Parameters that let in whoever has them. */
const SECRET = new Set(['apikey', 'downloadid', 'signature'])

/** A `uforgeError`, in the type that the client likes best, and in XML to those who like neither. */
export function uforgeErrorBody({ status, message, error, request, baseUrl }: Refused): ErrorBodyText {
  const type = acceptedType(request) ?? XML
  const body = {
    localizedErrorMsg: { message, messageId: messageIdOf(error, status) },
    requestMethod: request.method,
    requestUri: baseUrl + withoutSecrets(request.originalUrl),
    statusCode: status,
    timestamp: new Date().toISOString(),
  }
  return { type, text: writeAs(type, 'UForgeError', body), vary: 'Accept', language: 'en' }
}

function withoutSecrets(url: string): string {
  const [path = '', ...rest] = url.split('?')
  const kept = rest
    .join('?')
    .split('&')
    .filter((parameter) => ![...new URLSearchParams(parameter).keys()].some((name) => SECRET.has(name.toLowerCase())))
  return kept.join('&') === '' ? path : `${path}?${kept.join('&')}`
}
