import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createXmlCodec } from '../src/index.ts'
import { createTypes } from '../src/schema/types.ts'
import { arbitraryValue } from './arbitrary-value.ts'
import { specDocument } from './spec-document.ts'
import { createValidator } from './validator.ts'

const codec = createXmlCodec<Record<string, object>>(specDocument)
const { documents, documentType } = createTypes(specDocument)

/** What the reference says, not the spec: the two were typed in apart. */
const violation = createValidator(readFileSync(join(import.meta.dirname, 'facts/uforge.xsd'), 'utf8'))

/** The reference has no table for it. */
const UNKNOWN = ['UForgeDistribProfile', 'UForgeDistribProfileCreate']

test.each(documents.filter((name) => !UNKNOWN.includes(name)))('%s is what the reference says', (name) => {
  fc.assert(
    fc.property(arbitraryValue(documentType(name).type), (value) => {
      expect(violation(codec.toXml(name, value))).toBeUndefined()
    }),
    { numRuns: 25 },
  )
})

const NAMESPACE = 'xmlns:u="http://www.usharesoft.com/uforge"'

test.each([
  ['no namespace', '<status><complete>true</complete></status>'],
  ['a default namespace', '<status xmlns="http://www.usharesoft.com/uforge"><complete>true</complete></status>'],
  ['another order', `<u:status ${NAMESPACE}><error>false</error><complete>true</complete></u:status>`],
  ['a list without its wrapper', `<u:images ${NAMESPACE}><total>1</total><image/></u:images>`],
  ['a word of no closed set', `<u:image ${NAMESPACE}><format><name>floppy</name></format></u:image>`],
])('the reference refuses %s', (_, xml) => {
  expect(violation(xml)).toBeTruthy()
})

describe('samples', () => {
  const status = {
    cancelled: false,
    complete: false,
    error: false,
    message: 'Converting <disk> & more',
    percentage: 47,
  }

  test('a list is in a wrapper of its own name, and only the outermost element has a prefix', () => {
    expect(codec.toXml('UForgeStatuses', { statuses: { status: [status] }, total: 1 })).toBe(
      '<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n' +
        '<uforge:statuses xmlns:uforge="http://www.usharesoft.com/uforge"><total>1</total><statuses><status>' +
        '<cancelled>false</cancelled><complete>false</complete><error>false</error>' +
        '<message>Converting &lt;disk&gt; &amp; more</message><percentage>47</percentage>' +
        '</status></statuses></uforge:statuses>',
    )
    expect(codec.toJson('UForgeStatuses', { statuses: { status: [status] }, total: 1 })).toEqual({
      statuses: { total: 1, statuses: { status: [status] } },
    })
  })

  test('an empty list keeps its wrapper', () => {
    const none = { total: 0, images: { image: [] } }
    expect(codec.toXml('UForgeImages', none)).toContain('<total>0</total><images></images></uforge:images>')
    expect(codec.toJson('UForgeImages', none)).toEqual({ images: none })
  })

  test('what is inherited comes first, and what has no value is left out', () => {
    const key = {
      uri: 'users/john/apikeys/3',
      publicKey: 'PUB',
      name: 'laptop',
      description: undefined,
      dbId: 3,
      created: '2024-05-01T12:30:00+02:00',
    }
    expect(codec.toXml('UForgeApiKeyPair', key)).toContain(
      '"><created>2024-05-01T10:30:00.000Z</created><dbId>3</dbId><name>laptop</name><publicKey>PUB</publicKey>' +
        '<uri>users/john/apikeys/3</uri></uforge:apiKeyPair>',
    )
  })

  test('an error is one that clients can read, whatever the request was', () => {
    const error = {
      localizedErrorMsg: { message: 'No.', messageId: 'query.field', parameters: { parameter: ['a', 'b'] } },
      requestMethod: 'GET',
      requestUri: 'http://host/api/users/john/images?a=1&b=<2>',
      statusCode: 400,
      timestamp: '2024-05-01T10:30:00.000Z',
    }
    expect(codec.toXml('UForgeError', error)).toContain(
      '<localizedErrorMsg><message>No.</message><messageId>query.field</messageId>' +
        '<parameters><parameter>a</parameter><parameter>b</parameter></parameters></localizedErrorMsg>' +
        '<requestMethod>GET</requestMethod><requestUri>http://host/api/users/john/images?a=1&amp;b=&lt;2&gt;</requestUri>' +
        '<statusCode>400</statusCode><timestamp>2024-05-01T10:30:00.000Z</timestamp>',
    )
  })
})
