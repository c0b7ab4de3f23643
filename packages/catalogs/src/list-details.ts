import type { ImageCondition } from '@vitrine/core'
import { sql } from 'kysely'
import type { Path, ReadBy } from './list-paths.ts'
import { isIn, type Part } from './list-scope.ts'
import { branchBy } from './list-sources.ts'
import { allOf, type Condition, text } from './sql-fragments.ts'

type Detail = Extract<ImageCondition, { field: 'tag' | 'property' }>

/** The rows of a tag or a property: `stands` is where in the index, `is` what that does not tell. */
interface DetailRows {
  readonly table: 'image_tags' | 'image_properties'
  readonly index: string
  readonly stands: Condition
  readonly is: readonly Condition[]
}

export function isDetail(condition: ImageCondition): condition is Detail {
  return condition.field === 'tag' || condition.field === 'property'
}

/** Through what has the tag or the property, in the order of age. */
export function pathByDetail(detail: Detail, readBy: ReadBy): Path {
  const { table, index, stands, is } = rowsOf(detail)
  const source = (part: Part) => readBy(table, `${table}_${part.owner === undefined ? '' : 'of_owner_'}by_${index}`)
  const stretch = (part: Part) => allOf([isIn(part, table), stands])
  return {
    answers: detail,
    branches: (part) => [
      branchBy({ table, source: source(part), condition: allOf([stretch(part), ...is]) }, part, readBy),
    ],
    entries: (part) => sql`select 1 from ${source(part)} where ${stretch(part)}`,
  }
}

function rowsOf(detail: Detail): DetailRows {
  if (detail.field === 'tag') {
    return { table: 'image_tags', index: 'tag', stands: sql`image_tags.tag = ${text(detail.has)}`, is: [] }
  }
  const value = text(detail.equals)
  return {
    table: 'image_properties',
    index: 'value',
    stands: sql`image_properties.name = ${text(detail.name)}
      and substr(image_properties.value, 1, 64) = substr(${value}, 1, 64)`,
    is: [sql`image_properties.value = ${value}`],
  }
}
