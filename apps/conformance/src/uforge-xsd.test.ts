import { describe, expect, it } from 'vitest'
import { structureFault } from './uforge-xsd.ts'

const NAMESPACE = 'http://www.usharesoft.com/uforge'
const inRoot = (content: string, start = `u:images xmlns:u="${NAMESPACE}"`, end = 'u:images') =>
  Buffer.from(`<${start}>${content}</${end}>`)

describe('the structure of a document', () => {
  it.each([
    ['one of the spec', inRoot('<total>0</total><images/>')],
    [
      'one with another prefix',
      inRoot('<total>0</total><images/>', `ns1:images xmlns:ns1="${NAMESPACE}"`, 'ns1:images'),
    ],
  ])('is right in %s', (_, xml) => {
    expect(structureFault(xml)).toBeUndefined()
  })

  it.each([
    ['without a namespace', inRoot('<total>0</total>', 'images', 'images')],
    ['with a default namespace', inRoot('<total>0</total>', `images xmlns="${NAMESPACE}"`, 'images')],
    ['in another order', inRoot('<images/><total>0</total>')],
    ['with an unknown element', inRoot('<total>0</total><pages>1</pages>')],
    ['with a value that is none', inRoot('<total>many</total>')],
    ['with an attribute', inRoot('<total n="1">0</total>')],
    ['that is not well-formed', Buffer.from('<images>')],
    ['of nothing', Buffer.alloc(0)],
  ])('is wrong in one %s', (_, xml) => {
    expect(structureFault(xml)).toEqual(expect.any(String))
  })
})
