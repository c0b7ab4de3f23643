import { type ImageCondition, SORT_KEYS } from '@vitrine/core'
import { sql } from 'kysely'
import { IS_DELETED, IS_LIVING } from './image-rows.ts'
import { holds } from './list-conditions.ts'
import type { Path, ReadBy } from './list-paths.ts'
import { isIn, type Part } from './list-scope.ts'
import { allOf, type Condition, text } from './sql-fragments.ts'

type OneOf = Extract<ImageCondition, { oneOf: readonly string[] }>

/** Lists are sorted by these columns: they have an index for each owner too. */
const SORTED: ReadonlySet<string> = new Set(SORT_KEYS)

/** Through the index of a column, in its order. The conditions are about this column, if there are any. */
export function pathByColumn(column: string, readBy: ReadBy, conditions: readonly Condition[] = []): Path {
  const isOwners = ({ owner }: Part) => owner !== undefined && SORTED.has(column)
  const source = (part: Part) =>
    readBy('images', `${part.deleted ? 'deleted_' : ''}images_${isOwners(part) ? 'of_owner_' : ''}by_${column}`)
  return {
    branches: (part) => [{ source: source(part), conditions: [isIn(part, 'images')] }],
    entries(part) {
      const stretch = isIn(isOwners(part) ? part : { ...part, owner: undefined }, 'images')
      const stands = allOf([part.deleted ? IS_DELETED : IS_LIVING, stretch, ...conditions])
      return sql`select 1 from ${source(part)} where ${stands}`
    },
  }
}

/** As `pathByColumn`, with a branch for each value: then age decides. */
export function pathByValues(answers: OneOf, readBy: ReadBy): Path {
  const key = answers.field
  const path = pathByColumn(key, readBy, [holds(answers)])
  const branches = (part: Part, value: string) =>
    path.branches(part).map(({ source, conditions }) => ({
      source,
      conditions: [...conditions, sql<boolean>`${sql.ref(`images.${key}`)} = ${text(value)}`],
      known: { key, value },
    }))
  return {
    ...path,
    answers,
    branches: (part) => [...new Set(answers.oneOf)].flatMap((value) => branches(part, value)),
  }
}
