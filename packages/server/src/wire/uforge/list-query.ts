import type { QueryParams } from '@vitrine/api-types'
import { Problem } from '@vitrine/core'
import { type Fields, parseQuery, QueryRefused } from '@vitrine/uforge-xml'

/** How clients say which items of a list they want. */
export type ListQuery = QueryParams<'listMachineImages'>

/** How items look to clients: filters and orders are about that. */
export interface Looks<T> {
  readonly fields: Fields
  describe(item: T): object
}

export interface Selection<T> {
  /** How many there are, those of other pages included. */
  readonly total: number
  readonly page: T[]
}

/** The items that a query asks for, in its order. Throws `queryInvalid`. */
export function selectItems<T>(
  items: readonly T[],
  { query, orderBy = 'dbId', descending, count, offset = '0' }: ListQuery,
  { fields, describe }: Looks<T>,
): Selection<T> {
  if (!fields.has(orderBy)) throw invalid(`'orderBy' must be one of ${[...fields.keys()].join(', ')}`)
  const matches = query === undefined ? () => true : readQuery(query, fields)
  const sign = toFlag('descending', descending) ? -1 : 1
  const start = readCount('offset', offset)
  const end = count === undefined ? undefined : start + readCount('count', count)
  const found = items
    .map((item) => ({ item, looks: describe(item) as Looked }))
    .filter(({ looks }) => matches(looks))
    .sort((a, b) => sign * compare(a.looks[orderBy], b.looks[orderBy]))
  return { total: found.length, page: found.slice(start, end).map(({ item }) => item) }
}

type Looked = Readonly<Record<string, string | number | boolean | undefined>>

/** What has no value comes first. */
function compare(a: Looked[string], b: Looked[string]): number {
  if (a === b) return 0
  if (a === undefined || b === undefined) return a === undefined ? -1 : 1
  return a < b ? -1 : 1
}

/** Clients write booleans as their language does: `True`. */
export function toFlag(name: string, text = 'false'): boolean {
  const word = text.toLowerCase()
  if (word === 'true' || word === 'false') return word === 'true'
  throw invalid(`'${name}' must be true or false`)
}

/** Ids that are repeated or separated by commas; everything where none is named. */
export function toIdFilter(img: readonly string[] = []): (item: { readonly id: number }) => boolean {
  const ids = new Set(img.flatMap((text) => text.split(',')))
  return ({ id }) => ids.size === 0 || ids.has(String(id))
}

function readQuery(text: string, fields: Fields) {
  try {
    return parseQuery(text, fields)
  } catch (error) {
    throw error instanceof QueryRefused ? invalid(error.message, error) : error
  }
}

function readCount(name: string, text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  throw invalid(`'${name}' must be an integer from 0`)
}

function invalid(message: string, cause?: unknown): Problem {
  return new Problem('queryInvalid', message, { cause })
}
