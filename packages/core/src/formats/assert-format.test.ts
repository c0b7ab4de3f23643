import { describe, expect, test } from 'vitest'
import { readFixture } from '../../test/formats/fixtures.ts'
import { changed, inspect } from '../../test/formats/inspect.ts'
import { assertFormat, type FormatSettings } from './assert-format.ts'

const MIB = 1024 * 1024
const STRICT: FormatSettings = { requireMatch: true, gptNonFatal: [] }

const noise = Buffer.alloc(3000, 'raw')
const polyglot = changed(readFixture('qcow2-v3'), (image) => image.write('CD001', 32 * 1024 + 1))
const badTable = changed(readFixture('gpt'), (image) => image.writeUInt8(0x7f, 446))
const badTableInVhd = changed(readFixture('vhd-fixed-gpt'), (image) => image.writeUInt8(0x7f, 446))
const badTableInIso = changed(readFixture('iso-hybrid'), (image) => image.writeUInt8(0x7f, 446))

function judge(diskFormat: string, data: Buffer, settings = STRICT, containerFormat = 'bare') {
  return assertFormat({ diskFormat, containerFormat }, inspect(data), data.length, settings)
}

const refusal = (...words: string[]) =>
  expect.objectContaining({
    code: 'formatMismatch',
    message: expect.stringMatching(words.map((word) => `(?=.*${word})`).join('')),
  })

describe('data that is what its image declares', () => {
  test.each([
    ['qcow2', 'qcow2-v3', 7 * MIB],
    ['vmdk', 'vmdk-stream', 4 * MIB],
    ['vhd', 'vhd-dynamic', 5257216],
    ['vhd', 'vhd-fixed', 256 * 1024],
    ['vhdx', 'vhdx-dynamic', 6 * MIB],
    ['vdi', 'vdi-dynamic', 4 * MIB],
    ['iso', 'iso-plain', 53248],
    ['gpt', 'gpt', 256 * 1024],
    ['luks', 'luks1', MIB],
  ])('as %s, from %s, has the virtual size of its header', (format, fixture, virtualSize) => {
    expect(judge(format, readFixture(fixture))).toEqual({ virtualSize, warnings: [] })
  })

  test('may be an ISO with a partition table', () => {
    expect(judge('iso', readFixture('iso-hybrid')).virtualSize).toBe(114688)
    expect(judge('iso', badTableInIso).virtualSize).toBe(114688)
  })

  test('may be a fixed VHD with a partition table, which is checked', () => {
    expect(judge('vhd', readFixture('vhd-fixed-gpt')).virtualSize).toBe(256 * 1024)
    expect(() => judge('vhd', badTableInVhd)).toThrow(refusal('vhd', 'boot flag'))
  })
})

describe('raw data', () => {
  test.each(['raw', 'gpt', 'mbr', 'qcow2-v3', 'vmdk-sparse', 'vhd-fixed', 'vhd-fixed-gpt', 'iso-hybrid', 'luks1'])(
    'may be %s, and has the size of its bytes',
    (fixture) => {
      const data = readFixture(fixture)
      expect(judge('raw', data)).toEqual({ virtualSize: data.length, warnings: [] })
    },
  )

  test.each([
    ['qcow2-backed', 'backing file'],
    ['qcow2-data-file', 'another file'],
    ['vmdk-flat', 'descriptor alone'],
    ['vmdk-backed', 'parent'],
    ['qed', 'always refused'],
    ['luks2', 'version'],
  ])('may not be %s (S41, S43)', (fixture, reason) => {
    expect(() => judge('raw', readFixture(fixture))).toThrow(refusal('declared raw', reason))
  })

  test('may not have a bad partition table (S43)', () => {
    expect(() => judge('raw', badTable)).toThrow(refusal('declared raw', 'gpt', 'boot flag'))
    expect(() => judge('raw', badTableInVhd)).toThrow(refusal('vhd', 'boot flag'))
  })
})

describe('formats that cannot be recognised', () => {
  test.each(['ami', 'aki', 'ari', 'ploop'])('%s is taken at its word, without a virtual size', (format) => {
    expect(judge(format, noise)).toEqual({ virtualSize: null, warnings: [] })
  })

  test.each(['ami', 'aki', 'ari', 'ploop'])('%s is refused when it is another', (format) => {
    expect(() => judge(format, readFixture('qcow2-v3'))).toThrow(refusal(`declared ${format}`, 'declare it qcow2'))
  })
})

describe('data that is something else', () => {
  test.each(['qcow2', 'vhd', 'vhdx', 'vmdk', 'vdi', 'iso'])('is refused as %s', (format) => {
    const declared = `declared ${format}`
    expect(() => judge(format, noise)).toThrow(refusal(declared, 'the data is raw', 'declare it raw'))
    expect(() => judge(format, readFixture('luks1'))).toThrow(refusal(declared, 'the data is luks', 'declare it raw'))
    expect(() => judge(format, readFixture('gpt'))).toThrow(refusal(declared, 'the data is gpt', 'declare it raw'))
  })

  test('is let pass with a warning when a match is not required', () => {
    const lenient = { ...STRICT, requireMatch: false }
    const warnings = [expect.stringMatching('declared vmdk.*the data is qcow2')]
    expect(judge('vmdk', readFixture('qcow2-v3'), lenient)).toEqual({ virtualSize: null, warnings })
    expect(judge('ami', readFixture('qcow2-v3'), lenient).warnings).toHaveLength(1)
    expect(() => judge('vmdk', readFixture('qcow2-backed'), lenient)).toThrow(refusal('backing file'))
    expect(() => judge('raw', polyglot, lenient)).toThrow(refusal('qcow2 and iso'))
  })
})

test.each(['raw', 'qcow2', 'iso', 'ami'])('data that is several formats at once is refused as %s (S43)', (format) => {
  expect(() => judge(format, polyglot)).toThrow(refusal(`declared ${format}`, 'qcow2 and iso at once'))
})

test('a partition table that does not pass may be a warning', () => {
  const verdict = judge('raw', badTable, { ...STRICT, gptNonFatal: ['mbr'] })
  expect(verdict).toEqual({ virtualSize: badTable.length, warnings: [expect.stringContaining('boot flag')] })
})

test.each(['ovf', 'ova', 'docker', 'ami', 'compressed'])('what is inside %s is not looked at', (container) => {
  expect(judge('qcow2', noise, STRICT, container)).toEqual({ virtualSize: null, warnings: [] })
})

test.each(['raw', 'qcow2', 'ami'])('an empty image is accepted as %s, without a virtual size', (format) => {
  expect(judge(format, Buffer.alloc(0))).toEqual({ virtualSize: null, warnings: [] })
})
