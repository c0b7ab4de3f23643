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

export function parseInteger(name: string, value: string): number {
  if (!/^-?\d+$/.test(value)) throw invalid(`'${name}' must be an integer, not '${value}'`)
  return Number(value)
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

const ISO_TIME = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(?:Z|([+-]\d{2})(?::?(\d{2}))?)?)?$/

/** Without a zone a time is UTC; Date would take it for local time, and 30 February for 2 March. */
export function isoTime(text: string): Date | undefined {
  const match = ISO_TIME.exec(text)
  if (!match) return undefined
  const [, day, clock = '00:00', hours, minutes = '00'] = match
  const time = new Date(`${day}T${clock}${hours ? `${hours}:${minutes}` : 'Z'}`)
  const midnight = new Date(`${day}T00:00Z`)
  if (Number.isNaN(time.getTime()) || !midnight.toISOString().startsWith(`${day}T`)) return undefined
  return time
}

/** More than anybody asks for by hand; each is work for the catalogue, during which it answers nobody else. */
const MAX_CONDITIONS = 64

export function assertFew(conditions: readonly unknown[]): void {
  if (conditions.length <= MAX_CONDITIONS) return
  throw invalid(`A list takes up to ${MAX_CONDITIONS} filters, not ${conditions.length}`)
}

export function invalid(message: string): Problem {
  return new Problem('queryInvalid', message)
}
