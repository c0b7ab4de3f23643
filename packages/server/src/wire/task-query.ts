import { TASK_SORT_KEYS, TASK_STATUSES, type TaskQuery } from '@vitrine/core'
import { last, parseLimit, parseOneOf } from './query-values.ts'

/** What the query string of a list of tasks says; what it does not know means nothing. */
export function parseTaskQuery(search: URLSearchParams): TaskQuery {
  const given = (name: string) => last(search, name)
  return {
    type: parseOneOf('type', given('type'), ['import']),
    status: parseOneOf('status', given('status'), TASK_STATUSES),
    owner: given('owner'),
    sort: {
      key: parseOneOf('sort_key', given('sort_key'), TASK_SORT_KEYS) ?? 'created_at',
      direction: parseOneOf('sort_dir', given('sort_dir'), ['asc', 'desc']) ?? 'desc',
    },
    marker: given('marker'),
    limit: parseLimit(given('limit')),
  }
}
