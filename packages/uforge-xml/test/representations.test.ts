import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createXmlCodec, xsdOf } from '../src/index.ts'
import { createTypes } from '../src/schema/types.ts'
import { arbitraryValue } from './arbitrary-value.ts'
import { specDocument } from './spec-document.ts'
import { createValidator } from './validator.ts'

const codec = createXmlCodec<Record<string, object>>(specDocument)
const { documents, documentType } = createTypes(specDocument)
const violation = createValidator(xsdOf(specDocument))
const bytes = (text: string) => new TextEncoder().encode(text)

test('the spec has documents', () => {
  expect(documents).toContain('UForgeImages')
})

describe.each(documents)('%s', (name) => {
  const values = arbitraryValue(documentType(name).type)

  test('says the same as XML and as JSON', () => {
    fc.assert(
      fc.property(values, (value) => {
        const ofXml = codec.fromXml(name, bytes(codec.toXml(name, value)))
        const ofJson = codec.fromJson(name, JSON.parse(JSON.stringify(codec.toJson(name, value))))
        expect(ofXml).toEqual(ofJson)
        // Once read, a value comes back as it went.
        expect(codec.fromXml(name, bytes(codec.toXml(name, ofXml)))).toEqual(ofXml)
        expect(codec.fromJson(name, codec.toJson(name, ofXml))).toEqual(ofXml)
      }),
      { numRuns: 40 },
    )
  })

  test('is XML that the schema takes', () => {
    fc.assert(
      fc.property(values, (value) => {
        expect(violation(codec.toXml(name, value))).toBeUndefined()
      }),
      { numRuns: 40 },
    )
  })
})
