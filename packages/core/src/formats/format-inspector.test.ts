import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { FIXTURES, readFixture, virtualSizeOf } from '../../test/formats/fixtures.ts'
import { inspect, inspectPieces, verdict } from '../../test/formats/inspect.ts'

const PAGE = 4096

/** What real tools made: formats, and the checks that fail. */
const VERDICTS: Readonly<Record<string, readonly string[]>> = {
  raw: [],
  'qcow2-v2': ['qcow2'],
  'qcow2-v3': ['qcow2'],
  'qcow2-small-clusters': ['qcow2'],
  'qcow2-extended-l2': ['qcow2'],
  'qcow2-lazy-refcounts': ['qcow2'],
  'qcow2-zstd': ['qcow2'],
  'qcow2-metadata': ['qcow2'],
  'qcow2-64-tib': ['qcow2'],
  'qcow2-aes': ['qcow2'],
  'qcow2-luks': ['qcow2'],
  'qcow2-base': ['qcow2'],
  'qcow2-backed': ['qcow2 backing_file'],
  'qcow2-backed-v2': ['qcow2 backing_file'],
  'qcow2-data-file': ['qcow2 data_file'],
  'vmdk-sparse': ['vmdk'],
  'vmdk-stream': ['vmdk'],
  'vmdk-stream-converted': ['vmdk'],
  'vmdk-compat6': ['vmdk'],
  'vmdk-zeroed-grain': ['vmdk'],
  'vmdk-flat': ['vmdk extents'],
  'vmdk-split-flat': ['vmdk extents'],
  'vmdk-split-sparse': ['vmdk extents'],
  'vmdk-split-extent': ['vmdk descriptor'],
  'vmdk-backed': ['vmdk parent'],
  'vhd-dynamic': ['vhd'],
  'vhd-fixed': ['vhd'],
  'vhd-fixed-gpt': ['vhd', 'gpt'],
  'vhdx-dynamic': ['vhdx'],
  'vhdx-fixed': ['vhdx'],
  'vdi-dynamic': ['vdi'],
  'vdi-static': ['vdi'],
  qed: ['qed banned'],
  'iso-plain': ['iso'],
  'iso-udf-bridge': ['iso'],
  'iso-hybrid': ['iso', 'gpt'],
  gpt: ['gpt'],
  'gpt-hybrid': ['gpt mbr'],
  mbr: ['gpt'],
  'luks-qemu': ['luks'],
  luks1: ['luks'],
  luks2: ['luks version'],
}

test('each image that a tool made is expected to be something', () => {
  expect(Object.keys(VERDICTS).sort()).toEqual(FIXTURES.toSorted())
})

describe.each(Object.entries(VERDICTS))('%s', (name, wanted) => {
  const image = readFixture(name)
  const whole = inspect(image)

  test(`is ${wanted.join(' and ') || 'raw'}`, () => {
    expect(verdict(whole)).toEqual(wanted)
  })

  test('is the same in single bytes', () => {
    expect(inspectPieces(inSteps(image))).toEqual(whole)
  })

  test('is the same in pieces of any size', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(image.length), { maxLength: 20 }), (cuts) => {
        expect(inspectPieces(cutAt(image, cuts))).toEqual(whole)
      }),
      { numRuns: 10 },
    )
  })
})

// Descriptors are alone here: the files that their sizes are about are missing.
const SIZED = Object.entries(VERDICTS).filter(([, formats]) => formats.length > 0 && !formats.includes('vmdk extents'))

test.each(SIZED.filter(([name]) => virtualSizeOf(name) !== undefined))('%s has the size that its tool says', (name) => {
  expect(inspect(readFixture(name)).formats[0]?.virtualSize).toBe(virtualSizeOf(name))
})

/** Single bytes where there is anything, and the zeros in between as they come. */
function* inSteps(image: Buffer): Generator<Uint8Array> {
  for (let at = 0; at < image.length; at += PAGE) {
    const page = image.subarray(at, at + PAGE)
    if (page.every((byte) => byte === 0)) yield page
    else for (let index = 0; index < page.length; index++) yield page.subarray(index, index + 1)
  }
}

function cutAt(image: Buffer, cuts: readonly number[]): Uint8Array[] {
  const ends = [...cuts, image.length].sort((a, b) => a - b)
  return ends.map((end, index) => image.subarray(ends[index - 1] ?? 0, end))
}
