import { SORT_KEYS, type SortDirection, type SortTerm } from '@vitrine/core'
import { invalid } from './query-values.ts'

export function sortTerm(key: string, direction: string): SortTerm {
  const known = SORT_KEYS.find((name) => name === key)
  if (!known) throw invalid(`Cannot sort by '${key}': use ${SORT_KEYS.join(', ')}`)
  if (direction !== 'asc' && direction !== 'desc') throw invalid(`A sort direction is asc or desc, not '${direction}'`)
  return { key: known, direction }
}

/** A list that ends in the same key everywhere has its pages in one order only. */
export function totalOrder(terms: readonly SortTerm[]): SortTerm[] {
  const direction: SortDirection = terms.at(-1)?.direction ?? 'desc'
  const missing = (['created_at', 'id'] as const).filter((key) => !terms.some((term) => term.key === key))
  return [...terms, ...missing.map((key) => ({ key, direction }))]
}
