import { parse } from '@rsql/parser'
import type { Scalar, ScalarValue } from '../schema/scalar.ts'
import { QueryRefused } from './query-refused.ts'
import { createMatcher } from './wildcard.ts'

type Expression = ReturnType<typeof parse>
type Comparison = Extract<Expression, { type: 'COMPARISON' }>
type Test<Tested> = (tested: Tested) => boolean

/** Fields of an item in a list: how each is read, as the spec has it. */
export type Fields = ReadonlyMap<string, Scalar>

/** Every level of an expression costs a frame of the stack. */
const MAX_LENGTH = 4096

/** Times compare as text: they are all in UTC, and of one length. */
const ORDERS: Record<string, (a: ScalarValue, b: ScalarValue) => boolean> = {
  '=lt=': (a, b) => a < b,
  '=le=': (a, b) => a <= b,
  '=gt=': (a, b) => a > b,
  '=ge=': (a, b) => a >= b,
}

const wantedValue = (scalar: Scalar, name: string, text: string): ScalarValue => {
  // Clients write True and False.
  const value = scalar.read(scalar.type === 'boolean' ? text.toLowerCase() : text)
  if (value === undefined) throw new QueryRefused(`"${name}" is compared with ${scalar.expects}`)
  return value
}

const equals = (scalar: Scalar, name: string, text: string): Test<ScalarValue> => {
  if (scalar.type === 'string' && scalar.xsd !== 'dateTime') {
    const matches = createMatcher(text)
    return (value) => matches(String(value))
  }
  const wanted = wantedValue(scalar, name, text)
  return (value) => value === wanted
}

const ordered = (scalar: Scalar, name: string, operator: string, text: string): Test<ScalarValue> => {
  const compare = ORDERS[operator]
  if (!compare || scalar.type === 'boolean') {
    throw new QueryRefused(`"${name}" cannot be compared by ${operator}`)
  }
  const wanted = wantedValue(scalar, name, text)
  return (value) => compare(value, wanted)
}

const comparison = ({ left, operator, right }: Comparison, fields: Fields): Test<Record<string, unknown>> => {
  const name = left.selector
  const scalar = fields.get(name)
  if (!scalar) throw new QueryRefused(`there is no field "${name}": there are ${[...fields.keys()].join(', ')}`)
  if (Array.isArray(right.value)) throw new QueryRefused(`"${name}" is compared with one value at a time`)
  const isEquality = operator === '==' || operator === '!='
  const test = isEquality ? equals(scalar, name, right.value) : ordered(scalar, name, operator, right.value)
  // What has no value is not equal to any, and neither less nor more.
  return (item) => {
    const value = item[name] as ScalarValue | undefined
    return (value !== undefined && test(value)) !== (operator === '!=')
  }
}

const compile = (expression: Expression, fields: Fields): Test<Record<string, unknown>> => {
  if (expression.type === 'COMPARISON') return comparison(expression, fields)
  const left = compile(expression.left, fields)
  const right = compile(expression.right, fields)
  if (expression.operator === ';') return (item) => left(item) && right(item)
  if (expression.operator === ',') return (item) => left(item) || right(item)
  throw new QueryRefused(`"${expression.operator}" is not FIQL: ";" is and, "," is or`)
}

const parseFiql = (text: string): Expression => {
  if (text.length > MAX_LENGTH) throw new QueryRefused(`the query has more than ${MAX_LENGTH} characters`)
  try {
    return parse(text)
  } catch (error) {
    // What the parser says ends with the whole query.
    const [said = ''] = (error as Error).message.split(' in "')
    throw new QueryRefused(`the query is not FIQL: ${said.slice(0, 200)}`)
  }
}

/** A FIQL expression, such as `name=='web*';revision=gt=2`, as a test of the items of a list. */
export const parseQuery = (text: string, fields: Fields): ((item: object) => boolean) => {
  const test = compile(parseFiql(text), fields)
  return (item) => test(item as Record<string, unknown>)
}
