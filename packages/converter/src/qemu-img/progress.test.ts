import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createProgressReader } from './progress.ts'

/** As qemu-img 7.2 prints it. */
const OUTPUT = '    (0.00/100%)\r    (1.14/100%)\r    (1.99/100%)\r    (57.14/100%)\r    (100.00/100%)\r\n'

function heardOf(pieces: readonly string[]): number[] {
  const heard: number[] = []
  const read = createProgressReader((percent) => heard.push(percent))
  for (const piece of pieces) read(piece)
  return heard
}

test('progress is told in whole percent, each once, however the output is cut', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(OUTPUT.length), { maxLength: 8 }), (cuts) => {
      const ends = [...cuts, OUTPUT.length].sort((a, b) => a - b)
      expect(heardOf(ends.map((end, index) => OUTPUT.slice(ends[index - 1] ?? 0, end)))).toStrictEqual([0, 1, 57, 100])
    }),
  )
})

test('what goes back, and what is no progress, is not told', () => {
  expect(heardOf(['    (40.00/100%)\r', 'a word\r', '    (39.00/100%)\r', '    (41.00/100%)'])).toStrictEqual([40])
})
