import type { ValidationErrorItem } from 'express-openapi-validator/dist/framework/types.js'

/** One sentence for people from what the validator found: each offender once, named as the client wrote it. */
export function describeViolations(items: readonly ValidationErrorItem[]): string {
  // That of the whole body repeats what the one of the name has said.
  const telling = items.filter(({ errorCode }) => errorCode !== 'propertyNames.openapi.validation')
  const sentences = telling.map(({ path, message, errorCode }) => {
    // In its own words it would name the offender twice.
    const fault = errorCode === 'required.openapi.validation' ? 'is missing' : message
    return `${offender(path, errorCode)} ${fault}`
  })
  return [...new Set(sentences)].join('; ')
}

/** `/body/name` → `'name'`; `/query/limit` → query parameter 'limit'. */
function offender(path: string, errorCode: string | undefined): string {
  const [, place, ...rest] = path.split('/')
  const name = rest.join('/').replaceAll('~1', '/').replaceAll('~0', '~')
  switch (place) {
    case 'body':
      if (name) return `'${name}'`
      // The body is no text: a length that is wrong is that of a property's name.
      return errorCode?.includes('Length') ? 'A property name' : 'The body'
    case 'query':
      return `Query parameter '${name}'`
    case 'headers':
      return `Header '${name}'`
    default:
      return path
  }
}
