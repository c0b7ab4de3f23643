import { type ImageCondition, type ListQuery, VISIBILITIES, type Visibility } from '@vitrine/core'
import { isTrue } from './image-description-v1.ts'
import { sortTerm, totalOrder } from './image-order.ts'
import { statusesSeenAs } from './image-v1.ts'
import { assertFew, invalid, isoTime, last, parseInteger, parseLimit } from './query-values.ts'

const PROPERTY = 'property-'

/** What the query string of a list of the Image API v1 says; names that it does not know mean nothing. */
export function parseImageQueryV1(search: URLSearchParams, { isAdmin }: { isAdmin: boolean }): ListQuery {
  const marker = last(search, 'marker')
  return {
    ...parseVisibility(last(search, 'is_public'), isAdmin),
    // Nobody is asked to accept what is shared.
    memberStatus: 'all',
    deleted: parseDeleted(search, isAdmin),
    killed: true,
    limit: parseLimit(last(search, 'limit')),
    ...(marker !== undefined && { marker }),
    sort: totalOrder([sortTerm(last(search, 'sort_key') ?? 'created_at', last(search, 'sort_dir') ?? 'desc')]),
    conditions: parseConditions(search),
  }
}

/** True is the default, and for everybody but administrators the only choice: they are refused nonsense all the same. */
function parseVisibility(text = 'True', isAdmin: boolean): Pick<ListQuery, 'visibilities' | 'asAnybody'> {
  const isPublic = parseTernary('is_public', text)
  if (!isAdmin || isPublic === true) return { asAnybody: true }
  return { visibilities: isPublic === false ? NOT_PUBLIC : VISIBILITIES }
}

const NOT_PUBLIC: readonly Visibility[] = VISIBILITIES.filter((one) => one !== 'public')

function parseDeleted(search: URLSearchParams, isAdmin: boolean): ListQuery['deleted'] {
  const asked = isAdmin ? last(search, 'deleted') : undefined
  if (asked !== undefined) return isTrue(asked) ? 'only' : undefined
  return search.has('changes-since') ? 'too' : undefined
}

function parseConditions(search: URLSearchParams): ImageCondition[] {
  const conditions = [...new Set(search.keys())].flatMap((name) => condition(name, last(search, name) ?? '') ?? [])
  assertFew(conditions)
  // This API is older than hiding.
  return [...conditions, { field: 'os_hidden', is: false }]
}

function condition(name: string, value: string): ImageCondition | undefined {
  switch (name) {
    case 'name':
    case 'disk_format':
    case 'container_format':
      return { field: name, oneOf: [value] }
    case 'status':
      return { field: name, oneOf: statusesSeenAs(value) }
    case 'min_ram':
    case 'min_disk':
      return { field: name, operator: 'eq', number: parseInteger(name, value) }
    // What has no data is of size 0 here, and of none in the domain.
    case 'size_min': {
      const number = parseBound(name, value)
      return number > 0 ? { field: 'size', operator: 'gte', number } : undefined
    }
    case 'size_max':
      return { field: 'size', operator: 'lte', number: parseBound(name, value), orNull: true }
    case 'changes-since':
      return { field: 'changed_since', time: parseTime(name, value) }
    case 'protected': {
      const is = parseTernary(name, value)
      return is === undefined ? undefined : { field: name, is }
    }
    default:
      return name.startsWith(PROPERTY)
        ? { field: 'property', name: name.slice(PROPERTY.length), equals: value }
        : undefined
  }
}

const TERNARY = new Map([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
  ['none', undefined],
])

function parseTernary(name: string, value: string): boolean | undefined {
  const known = value.toLowerCase()
  if (!TERNARY.has(known)) throw invalid(`'${name}' must be True, False, None, 1 or 0, not '${value}'`)
  return TERNARY.get(known)
}

function parseBound(name: string, value: string): number {
  const bound = parseInteger(name, value)
  if (bound < 0) throw invalid(`'${name}' must be an integer from 0, not '${value}'`)
  return bound
}

function parseTime(name: string, value: string): Date {
  const time = isoTime(value)
  if (!time) throw invalid(`'${name}' must be an ISO 8601 time, not '${value}'`)
  return time
}
