import type { ImageCondition, NumericCondition } from '@vitrine/core'
import { type SqlBool, sql } from 'kysely'
import { type Condition, integer, text } from './sql-fragments.ts'

const TEXT_COLUMNS = {
  id: sql`images.id`,
  name: sql`images.name`,
  status: sql`images.status`,
  disk_format: sql`images.disk_format`,
  container_format: sql`images.container_format`,
  owner: sql`images.owner`,
  checksum: sql`images.checksum`,
  os_hash_algo: sql`images.hash_algorithm`,
  os_hash_value: sql`images.hash_value`,
} as const
const TRUTH_COLUMNS = { protected: sql`images.protected`, os_hidden: sql`images.hidden` } as const
const TIME_COLUMNS = { created_at: sql`images.created_at`, updated_at: sql`images.updated_at` } as const
const NUMBER_COLUMNS = {
  size: sql`images.size`,
  virtual_size: sql`images.virtual_size`,
  min_ram: sql`images.min_ram`,
  min_disk: sql`images.min_disk`,
} as const
const NUMBER_OPERATORS = { eq: sql`=`, gte: sql`>=`, lte: sql`<=` } as const

export function holds(condition: ImageCondition): Condition {
  switch (condition.field) {
    case 'id':
    case 'name':
    case 'status':
    case 'disk_format':
    case 'container_format':
      return isOneOf(condition)
    case 'created_at':
    case 'updated_at':
      return isAtTime(condition)
    case 'changed_since':
      return sql`${TIME_COLUMNS.updated_at} >= ${integer(condition.time.getTime())}`
    case 'size':
    case 'virtual_size':
    case 'min_ram':
    case 'min_disk':
      return isWithin(condition)
    case 'owner':
    case 'checksum':
    case 'os_hash_algo':
    case 'os_hash_value':
      return sql`${TEXT_COLUMNS[condition.field]} = ${text(condition.equals)}`
    case 'protected':
    case 'os_hidden':
      return condition.is ? sql`${TRUTH_COLUMNS[condition.field]} = 1` : sql`${TRUTH_COLUMNS[condition.field]} = 0`
    case 'tag':
      return hasTag(condition.has)
    case 'property':
      return hasProperty(condition.name, condition.equals)
  }
}

function isOneOf({ field, oneOf }: Extract<ImageCondition, { oneOf: readonly string[] }>): Condition {
  const [only] = oneOf
  if (only === undefined) return sql`1 = 0`
  const column = TEXT_COLUMNS[field]
  return oneOf.length === 1 ? sql`${column} = ${text(only)}` : sql`${column} in (${sql.join(oneOf.map(text))})`
}

function isWithin({ field, operator, number, orNull }: NumericCondition): Condition {
  const column = NUMBER_COLUMNS[field]
  const within = sql<SqlBool>`${column} ${NUMBER_OPERATORS[operator]} ${integer(number)}`
  return orNull ? sql`(${within} or ${column} is null)` : within
}

/** Compares the time that answers show, which is cut to whole seconds. */
function isAtTime({
  field,
  operator,
  time,
}: Extract<ImageCondition, { field: 'created_at' | 'updated_at' }>): Condition {
  const column = TIME_COLUMNS[field]
  const second = time.getTime() / 1000
  const from = integer(Math.ceil(second) * 1000)
  const until = integer((Math.floor(second) + 1) * 1000)
  switch (operator) {
    case 'eq':
      return sql`(${column} >= ${from} and ${column} < ${until})`
    case 'neq':
      return sql`(${column} < ${from} or ${column} >= ${until})`
    case 'gt':
      return sql`${column} >= ${until}`
    case 'gte':
      return sql`${column} >= ${from}`
    case 'lt':
      return sql`${column} < ${from}`
    case 'lte':
      return sql`${column} < ${until}`
  }
}

function hasTag(tag: string): Condition {
  return sql`exists (
    select 1 from image_tags
    where image_tags.image_id = images.id and image_tags.tag = ${text(tag)}
  )`
}

function hasProperty(name: string, value: string): Condition {
  return sql`exists (
    select 1 from image_properties
    where image_properties.image_id = images.id
      and image_properties.name = ${text(name)}
      and image_properties.value = ${text(value)}
  )`
}
