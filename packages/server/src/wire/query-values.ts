import { Problem } from '@vitrine/core'

const DEFAULT_LIMIT = 25
const MAX_LIMIT = 1000

/** Of a name that is repeated the last counts, as clients of this API know it; only tags and sort terms add up. */
export function last(search: URLSearchParams, name: string): string | undefined {
  return search.getAll(name).at(-1)
}

export function parseLimit(text: string | undefined): number {
  if (text === undefined) return DEFAULT_LIMIT
  if (!/^\d+$/.test(text)) throw invalid(`'limit' must be an integer from 0, not '${text}'`)
  return Math.min(Number(text), MAX_LIMIT)
}

export function parseOneOf<T extends string>(
  name: string,
  value: string | undefined,
  values: readonly T[],
): T | undefined {
  if (value === undefined) return undefined
  const known = values.find((one) => one === value)
  if (known !== undefined) return known
  throw invalid(`'${name}' must be one of ${values.join(', ')}, not '${value}'`)
}

export function invalid(message: string): Problem {
  return new Problem('queryInvalid', message)
}
