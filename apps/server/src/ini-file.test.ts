import { describe, expect, test } from 'vitest'
import { IniSyntaxError, parseIni } from './ini-file.ts'

const read = (content: string) =>
  parseIni(content).map(({ name, options }) => [
    name,
    Object.fromEntries([...options].map(([key, { value }]) => [key, value])),
  ])

describe('an INI file', () => {
  test('keeps the order of its sections, and the lines that things stand in', () => {
    const [first, second] = parseIni('# first\n\n[b]\nx = 1\n[a]\n')
    expect(first).toMatchObject({ name: 'b', line: 3 })
    expect(first?.options.get('x')).toMatchObject({ value: '1', line: 4 })
    expect(second).toMatchObject({ name: 'a', line: 5 })
  })

  test.each(['^x_.*', '.*', '[^x_.*]', '[[a-z]+]', '^a=b;c#d:e$', '1', 'constructor', '__proto__', '(?i)^x y'])(
    'may have a section %s',
    (name) => {
      expect(read(`[${name}]\nx = 1\n[other]\n`)).toStrictEqual([
        [name, { x: '1' }],
        ['other', {}],
      ])
    },
  )

  test.each([
    { name: 'colons', content: '[a]\nx: 1\ny : 2' },
    { name: 'blanks and Windows line ends', content: '  [a]  \r\n x=1\t\r\n y   =   2\r\n' },
    { name: 'comments', content: '; one\n[a]\nx = 1\n  # two\n\n; three\ny = 2\n' },
    { name: 'capitals in the name', content: '[a]\nX = 1\nY = 2\n' },
  ])('is read with $name', ({ content }) => {
    expect(read(content)).toStrictEqual([['a', { x: '1', y: '2' }]])
  })

  test('has values that go on in lines that are indented further', () => {
    expect(read('[a]\n  x = 1,\n    2,\n\n    [3]\n  y =\n    4')).toStrictEqual([
      ['a', { x: '1,\n2,\n[3]', y: '\n4' }],
    ])
  })

  test('has values with equal signs and what begins a comment elsewhere', () => {
    expect(read('[a]\nx = 1 = 2 ; 3 # 4\ny =')).toStrictEqual([['a', { x: '1 = 2 ; 3 # 4', y: '' }]])
  })

  test.each([
    { content: '\nx = 1\n[a]', line: 2, reason: 'A [section] must come first' },
    { content: '[a]\nx = 1\n[a]\n', line: 3, reason: `Section 'a' is in line 1 already` },
    { content: '[a]\nx = 1\ny = 1\nX = 2\n', line: 4, reason: `'x' is in line 2 already` },
    { content: '[a]\nx\n', line: 2, reason: `'x' is neither [section] nor 'option = value'` },
    { content: '[a]\n= x\n', line: 2, reason: 'is neither' },
    { content: '[]\n', line: 1, reason: 'A section is [name]' },
    { content: '[a\n', line: 1, reason: 'A section is [name]' },
    { content: '[a] ; b\n', line: 1, reason: 'nothing after it' },
  ])('is refused with line and reason: $content', ({ content, line, reason }) => {
    expect(() => parseIni(content)).toThrow(IniSyntaxError)
    expect(() => parseIni(content)).toThrow(expect.objectContaining({ line, message: expect.stringContaining(reason) }))
  })
})
