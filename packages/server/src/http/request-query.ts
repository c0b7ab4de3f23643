import { type OperationId, operations } from '@vitrine/api-types'
import type { Request, RequestHandler } from 'express'
import { contextOf } from './request-context.ts'
import { parametersOf } from './spec-parameters.ts'

/** The query as it was written: repeated names and custom properties included. */
export function searchOf({ url }: Pick<Request, 'url'>): URLSearchParams {
  const at = url.indexOf('?')
  return new URLSearchParams(at < 0 ? '' : url.slice(at + 1))
}

/**
 * Gives the validator and the handlers those parameters that the spec names, as it types them: lists keep every value,
 * of other repeated names the last counts. Whatever else a query has (`a[b]=c`, `__proto__`) is data, and only in
 * `searchOf`.
 */
export const readQuery: RequestHandler = (request, _response, next) => {
  const { operation } = contextOf(request)
  const value: Record<string, string | string[]> = {}
  const search = searchOf(request)
  for (const { name, isList } of operation ? (parameters.get(operation) ?? []) : []) {
    const values = search.getAll(name)
    const last = values.at(-1)
    if (last !== undefined) value[name] = isList ? values : last
  }
  // Express has a getter here, which would parse anew for everyone who asks.
  Object.defineProperty(request, 'query', { value, writable: true, configurable: true, enumerable: true })
  next()
}

interface QueryParameter {
  readonly name: string
  readonly isList: boolean
}

const parameters = new Map((Object.keys(operations) as OperationId[]).map((id) => [id, queryOf(id)] as const))

function queryOf(id: OperationId): QueryParameter[] {
  return parametersOf(id)
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, schema }) => ({ name, isList: schema.type === 'array' }))
}
