import type { ImageCondition } from '@vitrine/core'
import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { CatalogTables } from './schema.ts'

type Images = ExpressionBuilder<CatalogTables, 'images'>

const TEXT_COLUMNS = {
  owner: 'images.owner',
  checksum: 'images.checksum',
  os_hash_algo: 'images.hash_algorithm',
  os_hash_value: 'images.hash_value',
} as const
const TRUTH_COLUMNS = { protected: 'images.protected', os_hidden: 'images.hidden' } as const
const NUMBER_OPERATORS = { eq: '=', gte: '>=', lte: '<=' } as const

export function holds(eb: Images, condition: ImageCondition): Expression<SqlBool> {
  switch (condition.field) {
    case 'id':
    case 'name':
    case 'status':
    case 'disk_format':
    case 'container_format':
      return isOneOf(eb, condition.field, condition.oneOf)
    case 'created_at':
    case 'updated_at':
      return isAtTime(eb, condition)
    case 'size':
    case 'virtual_size':
    case 'min_ram':
    case 'min_disk':
      return eb(`images.${condition.field}`, NUMBER_OPERATORS[condition.operator], condition.number)
    case 'owner':
    case 'checksum':
    case 'os_hash_algo':
    case 'os_hash_value':
      return eb(TEXT_COLUMNS[condition.field], '=', condition.equals)
    case 'protected':
    case 'os_hidden':
      return eb(TRUTH_COLUMNS[condition.field], '=', condition.is ? 1 : 0)
    case 'tag':
      return hasTag(eb, condition.has)
    case 'property':
      return hasProperty(eb, condition.name, condition.equals)
  }
}

function isOneOf(
  eb: Images,
  field: 'id' | 'name' | 'status' | 'disk_format' | 'container_format',
  values: readonly string[],
): Expression<SqlBool> {
  const [only] = values
  if (only === undefined) return eb.lit(false)
  // An unknown status matches nothing, like an unknown name.
  const column = eb.ref(`images.${field}`).$castTo<string | null>()
  return values.length === 1 ? eb(column, '=', only) : eb(column, 'in', values)
}

/** Compares the time that answers show, which is cut to whole seconds. */
function isAtTime(eb: Images, { field, operator, time }: Extract<ImageCondition, { time: Date }>): Expression<SqlBool> {
  const column = `images.${field}` as const
  const from = Math.ceil(time.getTime() / 1000) * 1000
  const until = Math.floor(time.getTime() / 1000) * 1000 + 1000
  switch (operator) {
    case 'eq':
      return eb.and([eb(column, '>=', from), eb(column, '<', until)])
    case 'neq':
      return eb.or([eb(column, '<', from), eb(column, '>=', until)])
    case 'gt':
      return eb(column, '>=', until)
    case 'gte':
      return eb(column, '>=', from)
    case 'lt':
      return eb(column, '<', from)
    case 'lte':
      return eb(column, '<', until)
  }
}

function hasTag(eb: Images, tag: string): Expression<SqlBool> {
  return eb.exists(
    eb
      .selectFrom('image_tags')
      .select('image_tags.tag')
      .whereRef('image_tags.image_id', '=', 'images.id')
      .where('image_tags.tag', '=', tag),
  )
}

function hasProperty(eb: Images, name: string, value: string): Expression<SqlBool> {
  return eb.exists(
    eb
      .selectFrom('image_properties')
      .select('image_properties.name')
      .whereRef('image_properties.image_id', '=', 'images.id')
      .where('image_properties.name', '=', name)
      .where('image_properties.value', '=', value),
  )
}
