import { describe, expect, test } from 'vitest'
import { FIXTURES, readFixture } from '../../test/formats/fixtures.ts'
import { changed, inspect, inspectStill } from '../../test/formats/inspect.ts'

describe('data that lies still', () => {
  test.each(FIXTURES)('is what it is when it flows by: %s', async (name) => {
    const image = readFixture(name)
    expect(await inspectStill(image)).toEqual(inspect(image))
  })

  test('is read in places only', async () => {
    let bytes = 0
    await inspectStill(readFixture('vhdx-fixed'), (length) => {
      bytes += length
    })
    expect(bytes).toBeLessThan(256 * 1024)
  })

  test('may have a header that leads to no bytes', async () => {
    const image = changed(readFixture('vmdk-sparse'), (copy) => copy.writeBigUInt64LE(0n, 36))
    expect(await inspectStill(image)).toEqual(inspect(image))
  })

  test('may be empty', async () => {
    expect(await inspectStill(Buffer.alloc(0))).toEqual({ formats: [] })
  })
})
