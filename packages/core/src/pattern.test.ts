import { describe, expect, test } from 'vitest'
import { compilePattern } from './pattern.ts'

describe('a pattern', () => {
  test.each([
    { pattern: '^hw_', matches: 'hw_disk_bus', other: 'x_hw_disk_bus' },
    { pattern: 'disk', matches: 'hw_disk_bus', other: 'hw_cdrom_bus' },
    { pattern: '[^x_.*]', matches: 'hw', other: 'x_' },
    { pattern: '(?i)^(?P<kind>OS|img)_.+$', matches: 'IMG_a', other: 'os_' },
    { pattern: '^.$', matches: '𝒜', other: 'ab' },
  ])('$pattern is found anywhere in a text', ({ pattern, matches, other }) => {
    expect(compilePattern(pattern).test(matches)).toBe(true)
    expect(compilePattern(pattern).test(other)).toBe(false)
  })

  test('is not stalled by a text that is made for it', () => {
    // An engine that backtracks would not come back from any of these in the life of this machine.
    for (const pattern of ['^(a+)+$', '^(a|a)*$', '^(.*a){20}$']) {
      expect(compilePattern(pattern).test(`${'a'.repeat(255)}!`)).toBe(false)
    }
  })

  test.each(['[a', '*', '(', '(?!os_)', '(?<=a)b', '(a)\\1', '\\Z', '(((a{100}){100}){100})'])(
    '%s is refused, with the reason',
    (pattern) => {
      expect(() => compilePattern(pattern)).toThrow(
        expect.objectContaining({
          name: 'SyntaxError',
          message: expect.stringMatching(/^(missing|invalid).*RE2 syntax/),
        }),
      )
    },
  )
})
