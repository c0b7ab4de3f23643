import { STATUS_CODES } from 'node:http'

export interface ErrorBodyText {
  /** Media type. */
  readonly type: string
  readonly text: string
  /** The request header that it goes by, for caches; undefined where none is told. */
  readonly vary?: string
  readonly language?: string
}

/** Media type and text of an error answer: a matter of the request's `Accept` alone (client-visible contract). */
export function errorBody(status: number, message: string, accept: string | undefined): ErrorBodyText {
  const title = STATUS_CODES[status] ?? 'Error'
  const code = `${status} ${title}`
  if (accept?.includes('application/json')) {
    return { type: 'application/json', text: JSON.stringify({ message, code, title }) }
  }
  if (accept?.includes('text/html') || accept?.includes('*/*')) {
    const page = `<html>
 <head>
  <title>${code}</title>
 </head>
 <body>
  <h1>${code}</h1>
  ${escapeHtml(message)}<br /><br />
 </body>
</html>
`
    return { type: 'text/html; charset=UTF-8', text: page }
  }
  return { type: 'text/plain; charset=UTF-8', text: `${code}\n\n${message}\n` }
}

/** Quotes need none outside attributes, and command line clients show the text of the page as it is. */
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

function escapeHtml(text: string): string {
  return text.replace(/[&<>]/g, (character) => ENTITIES[character] ?? character)
}
