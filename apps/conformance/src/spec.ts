import type { OperationId } from '@vitrine/api-types'
import { commonStatuses, openapiDocument, operations } from '@vitrine/api-types'
import type { ValidateFunction } from 'ajv/dist/2020.js'
import { Ajv2020 } from 'ajv/dist/2020.js'
import formats from 'ajv-formats'
import { apiOf } from './apis.ts'
import { refusalDeviations } from './refusals.ts'
import { ServerFailure } from './status.ts'
import type { Answer, Exchange } from './target.ts'
import { type DocumentName, JSON_TYPE, readDocument, XML } from './uforge-documents.ts'
import { structureFault } from './uforge-xsd.ts'

export type { OperationId }

export interface Operation {
  readonly method: string
  readonly path: string
  readonly tag: string
  readonly summary: string
  readonly authenticated: boolean
  /** Names of security schemes. */
  readonly credentials: readonly string[]
  readonly statuses: Readonly<Record<number, string>>
  readonly extensions: readonly number[]
}

export const OPERATIONS: Readonly<Record<OperationId, Operation>> = operations
export const COMMON_STATUSES: Readonly<Record<number, string>> = commonStatuses

/** A way in which an answer differs from what the spec says of it. */
export interface Deviation {
  /** Stable, for naming a known difference. */
  readonly key: string
  readonly message: string
}

// biome-ignore lint/suspicious/noExplicitAny: an OpenAPI document is walked by pointers
type Node = any

const ajv = new Ajv2020({ strict: false, allErrors: true, validateFormats: true })
// The plugin's types know only CommonJS.
;(formats as unknown as (ajv: Ajv2020) => void)(ajv)
ajv.addSchema(openapiDocument, 'spec')

const pointer = (...parts: readonly (string | number)[]): string =>
  parts.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

const pointTo = (at: string): Node =>
  at
    .split('/')
    .slice(1)
    .reduce<Node>(
      (value, part) => value?.[part.replaceAll('~1', '/').replaceAll('~0', '~')],
      openapiDocument as unknown as Node,
    )

/** Follows `$ref`s at one place of the document; answers with the place that holds the real thing. */
const resolve = (at: string): { at: string; node: Node } => {
  const node = pointTo(at)
  return typeof node?.$ref === 'string' ? resolve(node.$ref.replace(/^#/, '')) : { at, node }
}

const validators = new Map<string, ValidateFunction>()
const validatorAt = (at: string): ValidateFunction => {
  const present = validators.get(at)
  if (present) return present
  const made = ajv.compile({ $ref: `spec#${encodeURI(at)}` })
  validators.set(at, made)
  return made
}

const responseOf = (id: OperationId, status: number) => {
  const { method, path } = OPERATIONS[id]
  const own = resolve(pointer('paths', path, method.toLowerCase(), 'responses', status))
  return own.node ? own : resolve(pointer('x-common-responses', status))
}

/** One that the published API does not have at all. */
export const isExtension = ({ statuses, extensions }: Operation): boolean =>
  Object.keys(statuses).every((status) => extensions.includes(Number(status)))

const countPlaceholders = (path: string): number => path.split('{').length

/** Those with few placeholders first: `/v1/images/detail` is no image. */
const patterns = [...new Set(Object.values(OPERATIONS).map(({ path }) => path))]
  .toSorted((a, b) => countPlaceholders(a) - countPlaceholders(b))
  .map((path) => ({ path, pattern: new RegExp(`^${path.replace(/\{[^}]+\}/g, '[^/]+')}$`) }))

export const isPathOf = (id: OperationId, path: string): boolean => {
  const [pathname = ''] = path.split('?')
  return patterns.find(({ pattern }) => pattern.test(pathname))?.path === OPERATIONS[id].path
}

/** The operation a request is for; another method of its path counts for it when the operation is the case's own. */
export const isRequestFor = (id: OperationId, { method, path }: Pick<Exchange, 'method' | 'path'>): boolean =>
  method === OPERATIONS[id].method && isPathOf(id, path)

const listedHeaderDeviations = (answer: Answer, at: string, name: string): Deviation[] => {
  const header = resolve(`${at}${pointer('headers', name)}`)
  const value = answer.header(name)
  const key = `header ${name.toLowerCase()}`
  if (value === undefined)
    return header.node.required && !header.node['x-vitrine'] ? [{ key, message: `the header ${name} is missing` }] : []
  const { schema } = header.node
  const typed = schema?.type === 'integer' && /^\d+$/.test(value) ? Number(value) : value
  return schema && !validatorAt(`${header.at}/schema`)(typed)
    ? [{ key, message: `the header ${name} is ${JSON.stringify(value)}, which the spec does not allow` }]
    : []
}

/** What version 1 says of an image is all listed: another header of that kind tells what nobody is to know. */
const IMAGE_HEADER = /^x-image-meta-/i

/** A `*` at the end of a listed name stands for any text. */
const isListed = (name: string, listed: readonly string[]): boolean =>
  listed.some((one) =>
    one.endsWith('*') ? name.toLowerCase().startsWith(one.slice(0, -1)) : name.toLowerCase() === one.toLowerCase(),
  )

const headerDeviations = (answer: Answer, at: string, node: Node): Deviation[] => {
  const listed = Object.keys(node.headers ?? {})
  const unlisted = answer.headerList.filter(([name]) => IMAGE_HEADER.test(name) && !isListed(name, listed))
  return [
    ...listed.flatMap((name) => listedHeaderDeviations(answer, at, name)),
    ...unlisted.map(([name]) => ({
      key: `header ${name.toLowerCase()}`,
      message: `the header ${name} is none that the spec lists`,
    })),
  ]
}

const bodyDeviations = (answer: Answer, at: string, node: Node): Deviation[] => {
  const media = (answer.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase() ?? ''
  const types = Object.keys(node.content ?? {})
  if (types.length === 0)
    return answer.body.length > 0
      ? [{ key: 'body', message: `the ${answer.status} answer has a body of ${answer.body.length} bytes` }]
      : []
  if (!types.includes(media))
    return [{ key: 'content-type', message: `Content-Type is ${JSON.stringify(media)}, not ${types.join(' or ')}` }]
  const schema = `${at}${pointer('content', media, 'schema')}`
  if (media === XML) return documentDeviations(answer, schema)
  return media === JSON_TYPE ? valueDeviations(answer.json(), schema) : []
}

/** The schema of the document that an operation answers with a status; undefined where that is no document. */
export const documentNameOf = (id: OperationId, status: number): DocumentName | undefined =>
  responseOf(id, status).node?.content?.[XML]?.schema?.$ref?.split('/').at(-1)

/** What is written as XML has a structure that JSON lacks; apart from that it is held against the same kind of schema. */
const documentDeviations = (answer: Answer, schema: string): Deviation[] => {
  const fault = structureFault(answer.body)
  if (fault !== undefined) return [{ key: 'body /', message: `the structure of the XML breaks the spec: ${fault}` }]
  const { $ref } = pointTo(schema)
  try {
    return valueDeviations(readDocument($ref.split('/').at(-1) as DocumentName, answer), schema)
  } catch (error) {
    if (!(error instanceof ServerFailure)) throw error
    return [{ key: 'body /', message: error.message }]
  }
}

const valueDeviations = (value: unknown, schema: string): Deviation[] => {
  const validate = validatorAt(schema)
  if (validate(value)) return []
  const errors = (validate.errors ?? []).slice(0, 5)
  return errors.map((error) => ({
    key: `body ${error.instancePath || '/'}`,
    message: `the body breaks the spec at ${error.instancePath || '/'}: ${error.message}${
      error.params.unevaluatedProperty ? ` (${error.params.unevaluatedProperty})` : ''
    }`,
  }))
}

/** Clients of UForge compare the whole value. */
const mediaTypeDeviations = (answer: Answer, operation: Operation): Deviation[] => {
  const type = answer.header('content-type')
  if (apiOf(operation) !== 'UForge' || !type?.includes(';')) return []
  return [{ key: 'content-type', message: `Content-Type is ${JSON.stringify(type)}, with a parameter` }]
}

const REQUEST_ID = /^req-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

const requestIdDeviations = (answer: Answer, operation: Operation): Deviation[] => {
  const value = answer.header('x-openstack-request-id')
  const key = 'header x-openstack-request-id'
  if (value === undefined)
    return operation.authenticated ? [{ key, message: 'the header X-Openstack-Request-Id is missing' }] : []
  return REQUEST_ID.test(value) ? [] : [{ key, message: `X-Openstack-Request-Id is ${JSON.stringify(value)}` }]
}

/** All ways in which an answer differs from what the spec says of this operation and status. */
export const deviations = (id: OperationId, exchange: Exchange): Deviation[] => {
  const { answer } = exchange
  if (!answer) return []
  const operation = OPERATIONS[id]
  const { at, node } = responseOf(id, answer.status)
  if (!node) return [{ key: `status ${answer.status}`, message: `the spec gives ${id} no status ${answer.status}` }]
  const accept = exchange.requestHeaders.find(([name]) => name.toLowerCase() === 'accept')?.[1]
  const headless = exchange.method === 'HEAD'
  return [
    ...requestIdDeviations(answer, operation),
    ...headerDeviations(answer, at, node),
    ...mediaTypeDeviations(answer, operation),
    ...(headless ? [] : bodyDeviations(answer, at, node)),
    ...(answer.status >= 400 && !headless
      ? refusalDeviations(answer, accept, operation, Object.keys(node.content ?? {}))
      : []),
  ]
}
