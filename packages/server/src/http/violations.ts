import type { ValidationErrorItem } from 'express-openapi-validator/dist/framework/types.js'

/** One sentence for people from what the validator found: each offender once, named as the client wrote it. */
export function describeViolations(items: readonly ValidationErrorItem[]): string {
  const sentences = items.map(({ path, message }) => `${offender(path)} ${message}`)
  return [...new Set(sentences)].join('; ')
}

/** `/body/name` → `'name'`; `/query/limit` → query parameter 'limit'. */
function offender(path: string): string {
  const [, place, ...rest] = path.split('/')
  const name = rest.join('/')
  switch (place) {
    case 'body':
      return name ? `'${name}'` : 'The body'
    case 'query':
      return `Query parameter '${name}'`
    case 'headers':
      return `Header '${name}'`
    default:
      return path
  }
}
