import { describe, expect, test } from 'vitest'
import { createXmlCodec, DocumentRefused } from '../src/index.ts'
import { specDocument } from './spec-document.ts'

interface Schemas {
  UForgeImageCreate: { compress?: boolean; targetFormat?: { name?: string }; installProfile?: Record<string, unknown> }
  UForgeApplianceCreate: { name: string; version: string; distributionUri: string; description?: string }
  UForgeDistribProfileCreate: { name: string }
  UForgeImages: { total: number; images: { image: unknown[] } }
}

const codec = createXmlCodec<Schemas>(specDocument)
const bytes = (text: string) => new TextEncoder().encode(text)
const read = (xml: string) => codec.fromXml('UForgeImageCreate', bytes(xml))
const NAMESPACE = 'http://www.usharesoft.com/uforge'

const refusal = (action: () => unknown) => {
  try {
    action()
  } catch (error) {
    if (error instanceof DocumentRefused) return error
    throw error
  }
  throw new Error('nothing was refused')
}

describe('XML', () => {
  test.each([
    ['a prefix', `<ns1:image xmlns:ns1="${NAMESPACE}"><compress>true</compress></ns1:image>`],
    ['a default namespace', `<image xmlns="${NAMESPACE}"><compress>true</compress></image>`],
    ['a prefix everywhere', `<n:image xmlns:n="${NAMESPACE}"><n:compress>true</n:compress></n:image>`],
    ['no namespace', '<image><compress>1</compress></image>'],
    [
      'a byte order mark and a declaration',
      '\uFEFF<?xml version="1.0" encoding="UTF-8"?>\r\n<image><compress>true</compress></image>',
    ],
    ['comments, CDATA and space', '<image>\n <!-- c --><compress> <![CDATA[true]]>\n</compress><?pi?></image>'],
    [
      'an element of another namespace',
      '<image><x:compress xmlns:x="urn:x">no</x:compress><compress>true</compress></image>',
    ],
    ['a prefix that its parser would mistake', '<image xmlns:__proto__="urn:x"><compress>true</compress></image>'],
    [
      'elements and attributes that are not known',
      '<image a="b"><simulated><x/></simulated><compress>true</compress></image>',
    ],
  ])('is read with %s', (_, xml) => {
    expect(read(xml)).toEqual({ compress: true })
  })

  test('is read in any order, as the types of the spec', () => {
    const xml = `<image>
      <installProfile><memorySize>512</memorySize><diskSize>+10240</diskSize><partitionAuto>0</partitionAuto></installProfile>
      <targetFormat><name> Citrix &#88;en &amp; more </name></targetFormat>
    </image>`
    expect(read(xml)).toEqual({
      targetFormat: { name: ' Citrix Xen & more ' },
      installProfile: { memorySize: 512, diskSize: 10240, partitionAuto: false },
    })
  })

  test('an empty element is an empty text', () => {
    expect(read('<image><targetFormat><name/></targetFormat></image>')).toEqual({ targetFormat: { name: '' } })
  })

  test('a list is there even when it is empty', () => {
    const xml = '<images><total>0</total><images/></images>'
    expect(codec.fromXml('UForgeImages', bytes(xml))).toEqual({ total: 0, images: { image: [] } })
  })

  test.each([
    ['nothing', '', 'malformed', 1],
    ['text that is no XML', 'compress=true', 'malformed', 1],
    ['an element that does not end', '<image>\n<compress>', 'malformed', 2],
    ['an entity that nobody knows', '<image>\n\n&nbsp;</image>', 'malformed', 3],
    ['a character that XML has not', '<image>\n<name>\u0001</name></image>', 'malformed', 2],
    ['a prefix without a namespace', '<image>\n<x:compress/></image>', 'malformed', 2],
    ['an attribute given twice', '<image a="1" a="2"/>', 'malformed', 1],
    ['another encoding', '<?xml version="1.0" encoding="ISO-8859-1"?><image/>', 'malformed', 1],
    ['a document type', '<?xml version="1.0"?>\n<!DOCTYPE image>\n<image/>', 'doctype', 2],
    ['another document', '<?xml version="1.0"?>\n<appliance/>', 'wrongRoot', 2],
    ['a document of another namespace', '<image xmlns="urn:x"/>', 'wrongRoot', 1],
    [
      'a text for a number',
      '<image><installProfile>\n<memorySize>much</memorySize></installProfile></image>',
      'wrongValue',
      2,
    ],
    [
      'a number that is not whole',
      '<image><installProfile><memorySize>0.5</memorySize></installProfile></image>',
      'wrongValue',
      1,
    ],
    ['a word for a boolean', '<image><compress>yes</compress></image>', 'wrongValue', 1],
    [
      'a word of no closed set',
      '<image><installProfile><seLinuxMode>off</seLinuxMode></installProfile></image>',
      'wrongValue',
      1,
    ],
    ['an element given twice', '<image>\n<compress>true</compress><compress>true</compress></image>', 'wrongValue', 1],
    ['a text for elements', '<image>\n<targetFormat>QCOW2</targetFormat></image>', 'wrongValue', 2],
    ['elements for a text', '<image><targetFormat>\n<name><b/></name></targetFormat></image>', 'wrongValue', 2],
  ])('is refused with %s', (_, xml, reason, line) => {
    expect(refusal(() => read(xml))).toMatchObject({ reason, line })
  })

  test('an element that has to be there is missed by its name', () => {
    const xml = '<appliance><name>web</name><version>1</version></appliance>'
    const { message } = refusal(() => codec.fromXml('UForgeApplianceCreate', bytes(xml)))
    expect(message).toBe('line 1: appliance lacks distributionUri')
  })

  test.each([
    ['XML that is broken', '<image><targetFormat><name>s3cr3t</targetFormat></image>'],
    ['a value that is wrong', '<image><compress>s3cr3t</compress></image>'],
    ['an element that is broken', '<image password="s3cr3t"><compress</image>'],
  ])('a refusal of %s does not repeat what stands there', (_, xml) => {
    const { message, cause } = refusal(() => read(xml))
    expect(message).not.toContain('s3cr3t')
    expect(cause).toBeUndefined()
  })
})

test.each(['distribProfile', 'linuxProfile', 'windowsProfile'])('a profile may be called %s', (name) => {
  const xml = `<n:${name} xmlns:n="${NAMESPACE}"><name>Minimal</name></n:${name}>`
  expect(codec.fromXml('UForgeDistribProfileCreate', bytes(xml))).toEqual({ name: 'Minimal' })
  const json = { [name]: { name: 'Minimal' } }
  expect(codec.fromJson('UForgeDistribProfileCreate', json)).toEqual({ name: 'Minimal' })
})

describe('hostile XML', () => {
  const MEGABYTE = 1024 * 1024
  const reason = (xml: string | Uint8Array) =>
    refusal(() => codec.fromXml('UForgeImageCreate', typeof xml === 'string' ? bytes(xml) : xml)).reason

  test('entities that multiply are not taken', () => {
    const lol = (n: number) => `<!ENTITY lol${n} "${`&lol${n - 1};`.repeat(10)}">`
    const entities = Array.from({ length: 9 }, (_, n) => lol(n + 1)).join('\n')
    const declared = `<!DOCTYPE image [<!ENTITY lol0 "lol">${entities}]>`
    expect(reason(`${declared}<image><targetFormat><name>&lol9;</name></targetFormat></image>`)).toBe('doctype')
    expect(reason(`${declared}<image/>`)).toBe('doctype')
  })

  test('files and servers are not asked', () => {
    const doctype = '<!DOCTYPE image [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    expect(reason(`${doctype}<image><targetFormat><name>&x;</name></targetFormat></image>`)).toBe('doctype')
    expect(reason('<!DOCTYPE image SYSTEM "http://127.0.0.1:1/uforge.dtd"><image/>')).toBe('doctype')
  })

  test('elements cannot be nested at will, those that nobody knows either', () => {
    const nested = (depth: number) => `<image>${'<a>'.repeat(depth)}${'</a>'.repeat(depth)}</image>`
    expect(read(nested(31))).toEqual({})
    expect(reason(nested(32))).toBe('tooDeep')
    expect(reason(nested(100_000))).toBe('tooDeep')
  })

  test('a document can only be so long', () => {
    const padded = (length: number) => `<image>${' '.repeat(length - '<image></image>'.length)}</image>`
    expect(read(padded(MEGABYTE))).toEqual({})
    expect(reason(padded(MEGABYTE + 1))).toBe('tooLarge')
  })

  test('bytes that are not UTF-8 are not taken', () => {
    expect(reason(new Uint8Array([0x3c, 0x61, 0xff, 0x2f, 0x3e]))).toBe('malformed')
    expect(reason(Buffer.from('\ufeff<image/>', 'utf16le'))).toBe('malformed')
  })

  // Each would take minutes if time grew with the square of its length.
  test.each([
    ['ends of lines', (size: number) => `<image>${'\r\n'.repeat(size / 2)}</image>`],
    ['declarations of namespaces', (size: number) => `<image>${'<a xmlns:b="c"/>'.repeat(size / 16)}</image>`],
    [
      'prefixes',
      (size: number) => {
        const prefixes = Array.from({ length: size / 32 }, (_, n) => `xmlns:p${n}="u"`).join(' ')
        return `<image ${prefixes}>${'<a xmlns:b="c"/>'.repeat(size / 64)}</image>`
      },
    ],
    ['elements that are not known', (size: number) => `<image>${'<a/>'.repeat(size / 4)}</image>`],
  ])('many %s take no longer than their length', (_, xml) => {
    expect(read(xml(MEGABYTE / 2))).toEqual({})
  })
})

describe('JSON', () => {
  const readJson = (json: unknown) => codec.fromJson('UForgeImageCreate', json)

  test.each([
    ['the name of the document around it', { image: { compress: true } }],
    ['nothing around it', { compress: true }],
    ['members that are not known', { compress: true, simulated: {} }],
    ['a null for what has no value', { compress: true, targetFormat: null }],
  ])('is read with %s', (_, json) => {
    expect(readJson(json)).toEqual({ compress: true })
  })

  test('a member that comes alone is not taken for the document', () => {
    expect(readJson({ targetFormat: {} })).toEqual({ targetFormat: {} })
  })

  test('a list is read with its name and without', () => {
    const list = { total: 0, images: { image: [] } }
    for (const json of [{ images: list }, list]) expect(codec.fromJson('UForgeImages', json)).toEqual(list)
    const { message } = refusal(() => codec.fromJson('UForgeImages', { images: { image: [] } }))
    expect(message).toBe('images lacks total')
  })

  test.each([
    ['a list', [], 'wrongRoot'],
    ['a text', 'image', 'wrongRoot'],
    ['nothing', null, 'wrongRoot'],
    ['another document', { appliance: { name: 'web' } }, 'wrongRoot'],
    ['a text for a boolean', { compress: 'true' }, 'wrongValue'],
    ['a value for an object', { targetFormat: 'QCOW2', compress: true }, 'wrongValue'],
    ['a list for an object', { targetFormat: [], compress: true }, 'wrongValue'],
    ['a number that is not whole', { installProfile: { memorySize: 0.5 }, compress: true }, 'wrongValue'],
  ])('is refused when it is %s', (_, json, reason) => {
    expect(refusal(() => readJson(json))).toMatchObject({ reason })
  })

  test('an object for a list is refused by its name', () => {
    const { message } = refusal(() => codec.fromJson('UForgeImages', { total: 1, images: { image: {} } }))
    expect(message).toBe('image is not a list')
  })
})
