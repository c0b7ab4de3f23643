import { type Document, type Response, type Route, resolve, routes } from './document.ts'

const oneLine = (text: string) => text.trim().replaceAll(/\s+/g, ' ')

const meanings = (responses: Record<string, Response>) =>
  Object.fromEntries(Object.entries(responses).map(([status, { description }]) => [status, oneLine(description)]))

/** Of the first answer that has a body and is no refusal. */
const answerTypes = (responses: Record<string, Response>) => {
  const answers = Object.entries(responses).filter(([status, { content }]) => Number(status) < 400 && content)
  return Object.keys(answers[0]?.[1].content ?? {})
}

/** One of several requirements is enough, and an empty one asks for nothing. */
const credentials = (requirements: Record<string, unknown>[]) => ({
  authenticated: requirements.length > 0 && requirements.every((schemes) => Object.keys(schemes).length > 0),
  credentials: [...new Set(requirements.flatMap((schemes) => Object.keys(schemes)))],
})

const entry = (document: Document, { method, path, operation }: Route) => {
  const responses = Object.fromEntries(
    Object.entries(operation.responses).map(([status, response]) => [status, resolve<Response>(document, response)]),
  )
  const isOurs = operation['x-vitrine'] ?? false
  return {
    method,
    path,
    tag: operation.tags[0],
    summary: operation.summary,
    since: operation['x-since'],
    needs: operation['x-needs'] ?? [],
    source: operation.externalDocs.url,
    requestBody: operation['x-request-body'],
    requestTypes: Object.keys(operation.requestBody?.content ?? {}),
    answerTypes: answerTypes(responses),
    ...credentials(operation.security ?? document.security),
    statuses: meanings(responses),
    extensions: Object.keys(responses)
      .filter((status) => isOurs || responses[status]?.['x-vitrine'])
      .map(Number),
  }
}

/** A value as TypeScript: names and numbers as keys stay bare, so that a status is a number in the types too. */
const print = (value: unknown, indent = ''): string => {
  const deeper = `${indent}  `
  if (typeof value === 'string') return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  if (Array.isArray(value)) return `[${value.map((item) => print(item, deeper)).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  const lines = Object.entries(value).map(([key, item]) => {
    const name = /^([1-9][0-9]*|[A-Za-z_]\w*)$/.test(key) ? key : print(key)
    return `${deeper}${name}: ${print(item, deeper)},\n`
  })
  return `{\n${lines.join('')}${indent}}`
}

const VERSION_DEFAULTS = { status: 'SUPPORTED', path: 'v2', fields: [], behaviour: '' }

export const operationTable = (document: Document): string => {
  const operations = Object.fromEntries(
    routes(document).map((route) => [route.operation.operationId, entry(document, route)]),
  )
  const versions = document['x-api-versions'].map((version) => ({ ...VERSION_DEFAULTS, ...version }))
  return `/**
 * Every operation of the document. \`needs\` is what a server has to be set up with to serve it; \`credentials\` are looked
 * at, and without good ones \`authenticated\` operations are refused; \`extensions\` are the statuses that the published
 * reference does not have.
 */
export const operations = ${print(operations)} as const

/** What any operation can answer besides its own statuses. */
export const commonStatuses = ${print(meanings(document['x-common-responses']))} as const

/** Newest first. A version may be advertised when all operations under \`adds\` are served; the newest is CURRENT. */
export const apiVersions = [
${versions.map((version) => `  ${print(version, '  ')},\n`).join('')}] as const
`
}
