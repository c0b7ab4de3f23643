import fc, { type Arbitrary } from 'fast-check'
import type { Value } from '../src/schema/read.ts'
import type { Scalar, ScalarValue } from '../src/schema/scalar.ts'
import type { Member, ObjectType } from '../src/schema/types.ts'

/** Every character there is, those among them that XML cannot carry or that mean something in it. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({ unit: fc.constantFrom(...'<>&"\' \t\r\n]', '\0', '\ud800', '\uffff', 'é', '😀'), maxLength: 12 }),
)

const BY_XSD: Record<string, Arbitrary<ScalarValue>> = {
  string: text,
  anyURI: fc.webPath().map((path) => `users${path}`),
  dateTime: fc
    .date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true })
    .map((date) => date.toISOString()),
  int: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  long: fc.maxSafeInteger(),
  boolean: fc.boolean(),
}

const arbitraryScalar = ({ words, xsd }: Scalar): Arbitrary<ScalarValue> => {
  const arbitrary = words ? fc.constantFrom(...words) : BY_XSD[xsd]
  if (!arbitrary) throw new Error(`no values of ${xsd}`)
  return arbitrary
}

const arbitraryMember = ({ type, isList }: Member): Arbitrary<unknown> => {
  const item: Arbitrary<unknown> = type.kind === 'object' ? arbitraryValue(type) : arbitraryScalar(type)
  return isList ? fc.array(item, { maxLength: 3 }) : item
}

/** Any value that a type of the spec has. */
export const arbitraryValue = ({ members }: ObjectType): Arbitrary<Value> => {
  const required = [...members].filter(([, { isRequired }]) => isRequired).map(([name]) => name)
  const arbitraries = [...members].map(([name, member]) => [name, arbitraryMember(member)] as const)
  return fc.record<Value>(Object.fromEntries(arbitraries), { requiredKeys: required, noNullPrototype: true })
}
