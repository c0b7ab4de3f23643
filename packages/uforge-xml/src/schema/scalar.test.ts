import { describe, expect, test } from 'vitest'
import { inOneSpelling, scalarOf } from './scalar.ts'

describe('times', () => {
  const { read } = scalarOf({ type: 'string', format: 'date-time' })

  test.each([
    ['2024-05-01T10:30:00Z', '2024-05-01T10:30:00.000Z'],
    ['2024-05-01T10:30:00.5+02:00', '2024-05-01T08:30:00.500Z'],
    ['2024-05-01T10:30:00.123456789', '2024-05-01T10:30:00.123Z'],
    [' 2024-02-29T23:59:59-10:00\n', '2024-03-01T09:59:59.000Z'],
  ])('%s is one', (text, time) => {
    expect(read(text)).toBe(time)
  })

  test.each(['', '2024-05-01', '2024-02-30T00:00:00Z', '2024-13-01T00:00:00Z', '0000-01-01T00:00:00Z', 'tomorrow'])(
    '"%s" is none',
    (text) => {
      expect(read(text)).toBeUndefined()
    },
  )

  test('one that leaves the years of four digits is none', () => {
    expect(read('9999-12-31T23:59:59-01:00')).toBeUndefined()
  })
})

describe('whole numbers', () => {
  test.each([
    ['int32', '2147483647', 2147483647],
    ['int32', '-2147483648', -2147483648],
    ['int32', '2147483648', undefined],
    ['int32', '-2147483649', undefined],
    ['int64', '2147483648', 2147483648],
    ['int64', '9007199254740991', Number.MAX_SAFE_INTEGER],
    ['int64', '9007199254740992', undefined],
    ['int64', '1e3', undefined],
    ['int64', '0x10', undefined],
    ['int64', '', undefined],
    ['int64', '9'.repeat(400), undefined],
  ])('of %s: %s', (format, text, value) => {
    expect(scalarOf({ type: 'integer', format }).read(text)).toBe(value)
  })

  test.each([1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31, '1', 1n])('%s is none of 32 bits', (value) => {
    expect(inOneSpelling(scalarOf({ type: 'integer', format: 'int32' }), value)).toBeUndefined()
  })
})

test('text is what XML can carry', () => {
  const { read } = scalarOf({ type: 'string' })
  expect(read('a\0b\u001bc\ud800d\uffff')).toBe('a\uFFFDb\uFFFDc\uFFFDd\uFFFD')
  expect(read('\ttab\r\n é 😀 ')).toBe('\ttab\r\n é 😀 ')
})

test('a schema that documents cannot carry is an error of the spec', () => {
  expect(() => scalarOf({ type: 'number' })).toThrow('"number"')
})
