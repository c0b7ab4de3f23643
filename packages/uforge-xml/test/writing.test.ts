import { expect, test } from 'vitest'
import { createXmlCodec } from '../src/index.ts'
import { specDocument } from './spec-document.ts'

const codec = createXmlCodec<Record<string, object>>(specDocument)
const status = { cancelled: false, complete: true, error: false, message: 'Done', percentage: 100 }

test.each([
  ['a number of more than 32 bits', { ...status, percentage: 2 ** 31 }, 'percentage'],
  ['a number that is not whole', { ...status, percentage: 99.5 }, 'percentage'],
  ['a time that is none', { ...status, eta: 'soon' }, 'eta'],
  ['nothing where a client reads on', { ...status, message: undefined }, 'message'],
])('%s does not leave', (_, value, name) => {
  expect(() => codec.toXml('UForgeStatus', value)).toThrow(TypeError)
  expect(() => codec.toJson('UForgeStatus', value)).toThrow(name)
})

test('characters that XML does not have leave as one that says so, in both representations', () => {
  const value = { ...status, message: 'qemu-img: \u001b[31mfailed\0' }
  expect(codec.toXml('UForgeStatus', value)).toContain('<message>qemu-img: \uFFFD[31mfailed\uFFFD</message>')
  expect(codec.toJson('UForgeStatus', value)).toMatchObject({ status: { message: 'qemu-img: \uFFFD[31mfailed\uFFFD' } })
})

test('a carriage return is not lost on the way', () => {
  expect(codec.toXml('UForgeStatus', { ...status, message: 'a\r\nb' })).toContain('<message>a&#13;\nb</message>')
})

test.each(['UForgeNothing', 'UForgeUriList', 'constructor'])('%s is not a document', (name) => {
  expect(() => codec.toXml(name, {})).toThrow(name)
})
