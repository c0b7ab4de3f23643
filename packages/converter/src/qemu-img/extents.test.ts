import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createExtentReader } from './extents.ts'

/** As qemu-img 7.2 prints it: data, data that is compressed, a hole, and a cluster of zeros that has a place. */
const OUTPUT = `[{ "start": 0, "length": 65536, "depth": 0, "present": true, "zero": false, "data": true, "offset": 327680},
{ "start": 65536, "length": 65536, "depth": 0, "present": true, "zero": false, "data": true, "offset": 65536},
{ "start": 131072, "length": 65536, "depth": 0, "present": true, "zero": false, "data": true},
{ "start": 196608, "length": 30343168, "depth": 0, "present": false, "zero": true, "data": false},
{ "start": 30539776, "length": 65536, "depth": 0, "present": true, "zero": true, "data": false, "offset": 9961472}]
`

test('the data ends where the last of it in the file ends, however the output is cut', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(OUTPUT.length), { maxLength: 8 }), (cuts) => {
      const extents = createExtentReader()
      const ends = [...cuts, OUTPUT.length].sort((a, b) => a - b)
      for (const [index, end] of ends.entries()) extents.read(OUTPUT.slice(ends[index - 1] ?? 0, end))
      expect(extents.dataEnd()).toBe(327680 + 65536)
    }),
  )
})
