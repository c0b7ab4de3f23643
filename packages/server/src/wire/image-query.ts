import {
  type ImageCondition,
  type ListQuery,
  MEMBER_STATUSES,
  type SortTerm,
  type TimeOperator,
  VISIBILITIES,
  type Visibility,
} from '@vitrine/core'
import { sortTerm, totalOrder } from './image-order.ts'
import { assertFew, invalid, isoTime, last, parseInteger, parseLimit, parseOneOf } from './query-values.ts'

/** Names that are not filters, and those that need no condition of their own. */
const CONTROLS = new Set(['limit', 'marker', 'sort', 'sort_key', 'sort_dir', 'visibility', 'member_status', 'deleted'])

/** What the query string of a list says; which images a caller may see is not its business. */
export function parseImageQuery(search: URLSearchParams): ListQuery {
  if (search.has('changes-since')) throw invalid(`'changes-since' is not supported: filter by 'updated_at' instead`)
  const marker = last(search, 'marker')
  return {
    visibilities: visibilitiesOf(parseOneOf('visibility', last(search, 'visibility'), [...VISIBILITIES, 'all'])),
    memberStatus: parseOneOf('member_status', last(search, 'member_status'), [...MEMBER_STATUSES, 'all']),
    limit: parseLimit(last(search, 'limit')),
    ...(marker !== undefined && { marker }),
    sort: parseSort(search),
    conditions: parseConditions(search),
  }
}

function visibilitiesOf(asked: Visibility | 'all' | undefined): readonly Visibility[] | undefined {
  if (asked === undefined) return undefined
  return asked === 'all' ? VISIBILITIES : [asked]
}

function parseSort(search: URLSearchParams): SortTerm[] {
  const sort = last(search, 'sort')
  const keys = search.getAll('sort_key')
  const directions = search.getAll('sort_dir')
  if (sort !== undefined && keys.length + directions.length > 0) {
    throw invalid(`'sort' cannot be combined with 'sort_key' and 'sort_dir'`)
  }
  return totalOrder(sort === undefined ? classicSort(keys, directions) : newSort(sort))
}

/** `key[:dir],key[:dir]` */
function newSort(sort: string): SortTerm[] {
  return sort.split(',').map((term) => {
    const [key = '', direction = 'desc', ...more] = term.trim().split(':')
    if (more.length > 0) throw invalid(`'sort' has '${term}', which is not 'key' or 'key:direction'`)
    return sortTerm(key, direction)
  })
}

/** One direction goes for all keys; otherwise each key needs its own. */
function classicSort(keys: readonly string[], directions: readonly string[]): SortTerm[] {
  const used = keys.length > 0 ? keys : ['created_at']
  if (directions.length > 1 && directions.length !== used.length) {
    throw invalid(`${used.length} 'sort_key' and ${directions.length} 'sort_dir' do not fit together`)
  }
  return used.map((key, index) => sortTerm(key, directions[index] ?? directions[0] ?? 'desc'))
}

function parseConditions(search: URLSearchParams): ImageCondition[] {
  const names = new Set(search.keys())
  const conditions = [...names]
    .filter((name) => !CONTROLS.has(name))
    .flatMap((name) => {
      const values = search.getAll(name)
      return (name === 'tag' ? values : values.slice(-1)).map((value) => condition(name, value))
    })
  assertFew(conditions)
  // Hidden images are left out of every list that does not ask for them.
  return search.has('os_hidden') ? conditions : [...conditions, { field: 'os_hidden', is: false }]
}

function condition(name: string, value: string): ImageCondition {
  switch (name) {
    case 'id':
    case 'name':
    case 'status':
    case 'disk_format':
    case 'container_format':
      return { field: name, oneOf: parseTexts(name, value) }
    case 'created_at':
    case 'updated_at':
      return { field: name, ...parseTime(name, value) }
    case 'size':
    case 'virtual_size':
    case 'min_ram':
    case 'min_disk':
      return { field: name, operator: 'eq', number: parseInteger(name, value) }
    case 'owner':
    case 'checksum':
    case 'os_hash_algo':
    case 'os_hash_value':
      return { field: name, equals: value }
    case 'protected':
      if (value !== 'true' && value !== 'false') throw invalid(`'protected' must be true or false, not '${value}'`)
      return { field: name, is: value === 'true' }
    case 'os_hidden':
      if (!/^(true|false)$/i.test(value)) throw invalid(`'os_hidden' must be true or false, not '${value}'`)
      return { field: name, is: value.toLowerCase() === 'true' }
    case 'tag':
      return { field: name, has: value }
    default:
      return boundary(name, value) ?? { field: 'property', name, equals: value }
  }
}

/** `size_min`, `min_ram_max`, …: inclusive bounds of the numeric fields; of anything else they mean nothing. */
function boundary(name: string, value: string): ImageCondition | undefined {
  const match = /^(.+)_(min|max)$/.exec(name)
  if (!match) return undefined
  const field = (['size', 'virtual_size', 'min_ram', 'min_disk'] as const).find((known) => known === match[1])
  if (!field) throw invalid(`'${name}' is no filter: '${match[1]}' has no order`)
  return { field, operator: match[2] === 'min' ? 'gte' : 'lte', number: parseInteger(name, value) }
}

/** `in:a,"b,c"`, `eq:text`, or the text itself: an unknown prefix is part of the text (fault C19). */
function parseTexts(name: string, value: string): string[] {
  if (value.startsWith('eq:')) return [value.slice(3)]
  if (!value.startsWith('in:')) return [value]
  const items = value.slice(3)
  const matches = [...items.matchAll(/(?:^|,)(?:"([^"]*)"|([^",]*))(?=,|$)/g)]
  const consumed = matches.reduce((length, [text]) => length + text.length, 0)
  if (consumed !== items.length) throw invalid(`'${name}' has unbalanced quotes: ${items}`)
  return matches.map(([, quoted, bare]) => quoted ?? bare ?? '')
}

const TIME_OPERATORS: readonly TimeOperator[] = ['gt', 'gte', 'eq', 'neq', 'lt', 'lte']

function parseTime(name: string, value: string): { operator: TimeOperator; time: Date } {
  const [, prefix = 'eq', text = ''] = /^(?:([a-z]+):)?(.*)$/s.exec(value) ?? []
  const operator = TIME_OPERATORS.find((known) => known === prefix)
  if (!operator) throw invalid(`'${name}' has the operator '${prefix}': use ${TIME_OPERATORS.join(', ')}`)
  const time = isoTime(text)
  if (!time) throw invalid(`'${name}' must be an ISO 8601 time, not '${text}'`)
  return { operator, time }
}
