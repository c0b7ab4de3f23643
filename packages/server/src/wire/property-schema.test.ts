import { describe, expect, test } from 'vitest'
import { readPropertySchema } from './property-schema.ts'

describe('the schema of a custom property', () => {
  test.each<[unknown, object]>([
    [{}, { type: 'string' }],
    [
      { type: 'string', title: 'A', description: 'b' },
      { type: 'string', title: 'A', description: 'b' },
    ],
    [
      { type: ['null', 'string'], enum: ['a', null] },
      { type: ['null', 'string'], enum: ['a', null] },
    ],
    [
      { type: ['string'], pattern: '^(a+)+$', minLength: 1, maxLength: 9 },
      { type: ['string'], pattern: '^(a+)+$', minLength: 1, maxLength: 9 },
    ],
  ])('%j is one: a text, unless it says that null will do', (schema, want) => {
    expect(readPropertySchema('tier', schema)).toStrictEqual(want)
  })

  test.each<{ name: string; property?: string; schema?: unknown; reason: string }>([
    { name: 'an attribute of every image', property: 'min_disk', reason: 'an attribute that every image has' },
    { name: 'an attribute that is read-only', property: 'checksum', reason: 'an attribute that every image has' },
    { name: 'an attribute that never changes', property: 'id', reason: 'an attribute that every image has' },
    { name: 'a reserved name', property: 'os_glance_x', reason: 'or reserved' },
    { name: 'a name that validation passes over', property: '__proto__', reason: 'or reserved' },
    { name: 'the reserved name stores', property: 'stores', reason: 'or reserved' },
    { name: 'no schema', schema: true, reason: 'A schema is an object' },
    { name: 'a list', schema: [], reason: 'A schema is an object' },
    {
      name: 'a type that is no text',
      schema: { type: 'integer' },
      reason: 'Its type is "integer", but a custom property is a text',
    },
    {
      name: 'a type that need not be a text',
      schema: { type: ['string', 'boolean'] },
      reason: 'is a text: "string", or',
    },
    { name: 'an unknown type', schema: { type: 'text' }, reason: 'Its type is "text"' },
    { name: 'a choice of numbers', schema: { enum: ['1', 2] }, reason: 'Its enum has something else than texts' },
    { name: 'a choice that is none', schema: { enum: [] }, reason: 'It is no JSON Schema: ' },
    { name: 'a length that is none', schema: { maxLength: -1 }, reason: 'It is no JSON Schema: ' },
    { name: 'a pattern that is none', schema: { pattern: '(a' }, reason: 'missing closing )' },
    {
      name: 'a pattern that takes no bounded time',
      schema: { pattern: '(?=a)' },
      reason: 'RE2 syntax: it has no lookaround',
    },
    { name: 'a misspelt keyword', schema: { patern: 'a' }, reason: `'patern' is none of title, description, type` },
    { name: 'a way out of the schema', schema: { $ref: 'https://example.com/x' }, reason: `'$ref' is none of` },
  ])('is refused, with the reason: $name', ({ property = 'tier', schema = { type: 'string' }, reason }) => {
    expect(() => readPropertySchema(property, schema)).toThrow(
      expect.objectContaining({ name: 'PropertySchemaError', property, message: expect.stringContaining(reason) }),
    )
  })
})
