import { describe, expect, it } from 'vitest'
import { exactly } from './find-image.ts'

describe('a filter for an exact text', () => {
  for (const [text, want] of [
    ['debian-13', 'debian-13'],
    ['debian:13', 'in:"debian:13"'],
    ['a,b', 'in:"a,b"'],
    ['say "x"', 'eq:say "x"'],
  ] as const) {
    it(`is ${want} for ${text}`, () => expect(exactly(text)).toBe(want))
  }
})
