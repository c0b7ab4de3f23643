import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { FIXTURES, readFixture, virtualSizeOf } from '../../test/formats/fixtures.ts'
import { changed, inspect, inspectStill, verdict } from '../../test/formats/inspect.ts'

const KIB = 1024
const SECTOR = 512
const BEYOND_SIZES = 2n ** 63n

afterEach(() => vi.restoreAllMocks())

type Row = readonly [title: string, change: (image: Buffer) => void, wanted: readonly string[]]

/** Each row is an image that a tool made, with one change. */
function describeChanges(fixture: string, rows: readonly Row[]) {
  const image = readFixture(fixture)
  test.each(rows)(`${fixture} %s`, (_, change, wanted) => {
    expect(verdict(inspect(changed(image, change)))).toEqual(wanted)
  })
}

describe('qcow2', () => {
  describeChanges('qcow2-v3', [
    ['of version 1', (image) => image.writeUInt32BE(1, 4), ['qcow2 version']],
    ['of version 4', (image) => image.writeUInt32BE(4, 4), ['qcow2 version']],
    ['with a backing file (S40)', (image) => image.writeBigUInt64BE(200n, 8), ['qcow2 backing_file']],
    ['with an external data file (S41)', (image) => image.writeBigUInt64BE(4n, 72), ['qcow2 data_file']],
    ['that is dirty, corrupt and compressed', (image) => image.writeBigUInt64BE(0b1011n, 72), ['qcow2']],
    ['with a feature that is not known', (image) => image.writeBigUInt64BE(0b100000n, 72), ['qcow2 unknown_features']],
    ['with the highest feature', (image) => image.writeBigUInt64BE(2n ** 63n, 72), ['qcow2 unknown_features']],
    ['with too short a header', (image) => image.writeUInt32BE(72, 100), ['qcow2 structure']],
    ['that claims 2^63 bytes', (image) => image.writeBigUInt64BE(BEYOND_SIZES, 24), ['qcow2 size']],
    ['that claims 2^63 - 1 bytes', (image) => image.writeBigUInt64BE(BEYOND_SIZES - 1n, 24), ['qcow2 size']],
    ['with a giant table (S44)', (image) => image.writeUInt32BE(0xffff_ffff, 36), ['qcow2']],
  ])
  describeChanges('qcow2-v2', [
    ['with a backing file (S40)', (image) => image.writeBigUInt64BE(200n, 8), ['qcow2 backing_file']],
    ['has no features', (image) => image.writeBigUInt64BE(2n ** 64n - 1n, 72), ['qcow2']],
  ])
})

describe('data that ends within a header', () => {
  // They have their magic in a footer; what is left of them is a raw disk.
  const atTheEnd = ['vhd-fixed', 'vhd-fixed-gpt']
  const places = new Map([
    ['vdi-dynamic', 0x44],
    ['vdi-static', 0x44],
    ['iso-plain', 32 * KIB + 6],
    ['iso-udf-bridge', 32 * KIB + 6],
    ...['iso-hybrid', 'gpt', 'gpt-hybrid', 'mbr'].map((name) => [name, SECTOR] as const),
    ...['vhd-dynamic', 'vhdx-dynamic', 'vhdx-fixed'].map((name) => [name, 8] as const),
    ...['luks-qemu', 'luks1', 'luks2'].map((name) => [name, 6] as const),
  ])

  test.each(FIXTURES.filter((name) => name !== 'raw' && !atTheEnd.includes(name)))('%s is never raw', (name) => {
    const image = readFixture(name)
    const magicEnd = places.get(name) ?? (/^(?:vmdk-flat|vmdk-split-(?:flat|sparse))$/.test(name) ? 21 : 4)
    const lengths = Array.from({ length: name.startsWith('iso') ? 2048 : SECTOR }, (_, index) => magicEnd + index)
    expect(lengths.filter((length) => inspect(image.subarray(0, length)).formats.length === 0)).toEqual([])
  })

  /** Names its backing file right behind the header. */
  const backed = (version: number, headerBytes: number) => {
    const image = Buffer.alloc(headerBytes + 11)
    image.write('QFI\xfb', 'latin1')
    image.writeUInt32BE(version, 4)
    image.writeBigUInt64BE(BigInt(headerBytes), 8)
    image.writeUInt32BE(11, 16)
    image.write('/etc/passwd', headerBytes)
    return image
  }

  test.each([
    ['qcow2 of 83 bytes with a backing file (S40)', backed(2, 72), 'qcow2 structure backing_file'],
    ['qcow of 59 bytes with a backing file (S40)', backed(1, 48), 'qcow2 structure version backing_file'],
    ['luks', readFixture('luks1').subarray(0, 100), 'luks structure'],
    ['vdi', readFixture('vdi-dynamic').subarray(0, 500), 'vdi structure'],
    ['vhd', readFixture('vhd-dynamic').subarray(0, 500), 'vhd structure'],
    ['vhdx', readFixture('vhdx-dynamic').subarray(0, 500), 'vhdx structure'],
    ['iso', readFixture('iso-plain').subarray(0, 34 * KIB - 1), 'iso structure'],
    ['vmdk', readFixture('vmdk-sparse').subarray(0, 500), 'vmdk structure descriptor'],
  ])('%s is refused', (_, image, wanted) => {
    expect(verdict(inspect(image))).toEqual([wanted])
  })
})

describe('a descriptor of vmdk in a file of its own (S42)', () => {
  const type = 'createType="monolithicFlat"\n'
  const ids = 'CID=1\nparentCID=ffffffff\n'
  const extent = 'RW 4 FLAT "/etc/passwd" 0\n'
  const head = `version=1\n${ids}`
  /** Moves the type out of what programs look at to guess a format. */
  const far = `#${'x'.repeat(600)}\n`
  const rest = `${far}${type}${extent}`

  test.each<readonly [title: string, text: string]>([
    ['with a CR in a comment', `#\rx\n${head}${rest}`],
    ['with several CRs in comments', `# a\rb\rc\n#\r\r\n${head}${rest}`],
    ['with bytes that are not text in a comment', `#\xff\xfe\n${head}${rest}`],
    ['with a NUL in a comment', `#\0x\n${head}${rest}`],
    ['with blank lines of spaces', `   \n \r\n${head}${rest}`],
    ['with blank lines of other white space', `\r\n\t\n\v\n\n${head}${rest}`],
    ['with white space before a comment', `  #\n${head}${rest}`],
    ['with white space before the version', ` \n ${head}${rest}`],
    ['with line ends of DOS', `#\r\n${head}${rest}`.replaceAll(/\r?\n/g, '\r\n')],
    ['with line ends of CR', `#x\n${head}${type}${extent}`.replaceAll('\n', '\r')],
    ['of version 2', `version=2\n${ids}${rest}`],
    ['of version 3', `version=3\r\n${ids}${rest}`],
    ['of another version', `version=10\n${ids}${rest}`],
    ['with spaces around its version', `version = 1 \n${ids}${rest}`],
    ['whose type has a colon', `${ids}createType:"monolithicFlat"\n${extent}`],
    ['whose type has spaces', `${ids}createType = "monolithicFlat"\n${extent}`],
    ['whose type stands behind a BOM', `\xef\xbb\xbf${ids}${type}${extent}`],
    ['whose type stands after a NUL', `${ids}\0${type}${extent}`],
    ['whose type stands behind a comment', `${ids}${rest}`],
    ['whose type stands behind 1000 lines', `${ids}${'\n'.repeat(1000)}${type}${extent}`],
    ['whose type stands at the end of 1 MiB', `${ids}${far.repeat(1700)}${type}${extent}`],
    ...[502, 507, 511, 16 * KIB + 507].map(
      (at) => [`whose type begins at ${at}`, `${ids}${'x'.repeat(at - ids.length)}${type}${extent}`] as const,
    ),
  ])('%s is refused', (_, text) => {
    expect(verdict(inspect(Buffer.from(text, 'latin1')))).toEqual(['vmdk extents'])
  })
})

describe('vhd', () => {
  describeChanges('vhd-dynamic', [
    ['that keeps changes to another', (image) => image.writeUInt32BE(4, 60), ['vhd parent footer']],
    ['whose footer names a parent', (image) => image.writeUInt32BE(4, image.length - 452), ['vhd parent footer']],
    ['with another size in its footer', (image) => image.writeUInt32BE(7, image.length - 460), ['vhd footer']],
    ['that claims 2^63 bytes', (image) => image.writeBigUInt64BE(BEYOND_SIZES, 48), ['vhd footer size']],
    ['without its footer', (image) => image.fill(0, image.length - SECTOR), ['vhd']],
  ])
  test('vhd-dynamic that was resized is as large as it is now', () => {
    const resized = changed(readFixture('vhd-dynamic'), (image) => image.writeBigUInt64BE(1n, 40))
    expect(inspect(resized).formats[0]?.virtualSize).toBe(virtualSizeOf('vhd-dynamic'))
  })

  const typeAt = (image: Buffer) => image.length - 452
  describeChanges('vhd-fixed', [
    ['with a wrong checksum is raw', (image) => image.writeUInt8(1, image.length - 1), []],
    [
      'with the footer of a dynamic disk is raw',
      (image) => {
        image.writeUInt32BE(3, typeAt(image))
        image.writeUInt32BE(image.readUInt32BE(typeAt(image) + 4) - 1, typeAt(image) + 4)
      },
      [],
    ],
  ])
  test('vhd-fixed behind more than its disk is raw', () => {
    expect(verdict(inspect(Buffer.concat([Buffer.alloc(SECTOR), readFixture('vhd-fixed')])))).toEqual([])
  })
})

describe('vhdx', () => {
  const REGIONS = 192 * KIB
  const METADATA = 3072 * KIB

  /** Puts as many strange entries before those of a table as fit, and then some. */
  const crowd = (image: Buffer, entriesAt: number, entries: number, crowd: number) => {
    image.copy(image, entriesAt + crowd * 32, entriesAt, entriesAt + entries * 32)
    image.fill(0xab, entriesAt, entriesAt + crowd * 32)
  }
  /** The place of the table's entry that begins with these bytes of a GUID. */
  const entryAt = (image: Buffer, table: number, guid: string) => image.indexOf(Buffer.from(guid, 'hex'), table)
  const region = (image: Buffer) => entryAt(image, REGIONS, '06a27c8b')
  const sizeItem = (image: Buffer) => entryAt(image, METADATA, '2442a52f')
  const sizeAt = (image: Buffer) => METADATA + image.readUInt32LE(sizeItem(image) + 16)

  const both =
    (change: (image: Buffer) => void): Row[1] =>
    (image) => {
      change(image)
      image.copyWithin(REGIONS + 64 * KIB, REGIONS, REGIONS + 64 * KIB)
    }
  const rows: Row[] = [
    [
      'with 2047 regions (S44)',
      (image) => {
        crowd(image, REGIONS + 16, 2, 2045)
        image.writeUInt32LE(2047, REGIONS + 8)
      },
      ['vhdx'],
    ],
    ['with 2048 regions (S44)', (image) => image.writeUInt32LE(2048, REGIONS + 8), ['vhdx structure']],
    ['with 2^32 - 1 regions (S44)', (image) => image.writeUInt32LE(0xffff_ffff, REGIONS + 8), ['vhdx structure']],
    ['without regions', (image) => image.writeUInt32LE(0, REGIONS + 8), ['vhdx structure']],
    ['without a region table', (image) => image.fill(0, REGIONS, REGIONS + 4), ['vhdx structure']],
    [
      'with metadata beyond its end',
      (image) => image.writeBigUInt64LE(2n ** 64n - 1n, region(image) + 16),
      ['vhdx structure'],
    ],
    ['with metadata before its tables', (image) => image.writeBigUInt64LE(0n, region(image) + 16), ['vhdx structure']],
    ['with 65535 items', (image) => image.writeUInt16LE(0xffff, METADATA + 10), ['vhdx structure']],
    ['without items', (image) => image.writeUInt16LE(0, METADATA + 10), ['vhdx structure']],
    [
      'with its size beyond its end',
      (image) => image.writeUInt32LE(0xffff_ffff, sizeItem(image) + 16),
      ['vhdx structure'],
    ],
    ['with its size in a table', (image) => image.writeUInt32LE(32, sizeItem(image) + 16), ['vhdx structure']],
    ['that claims 2^63 bytes', (image) => image.writeBigUInt64LE(BEYOND_SIZES, sizeAt(image)), ['vhdx size']],
    [
      'that names a parent',
      (image) => image.write('2d5fd3a80bb34d45abf7d3d84834ab0c', entryAt(image, METADATA, '3767a1ca'), 'hex'),
      ['vhdx parent'],
    ],
  ]
  describeChanges(
    'vhdx-dynamic',
    rows.map(([title, change, wanted]) => [title, both(change), wanted]),
  )
  describeChanges('vhdx-dynamic', [
    ['whose first region table is damaged', (image) => image.writeUInt8(1, REGIONS + 4), ['vhdx structure']],
    [
      'whose second region table leads elsewhere',
      (image) => image.writeUInt8(1, region(image) + 64 * KIB + 16),
      ['vhdx structure'],
    ],
  ])
})

describe('vdi', () => {
  describeChanges('vdi-dynamic', [
    ['that keeps changes to another', (image) => image.writeUInt32LE(4, 0x4c), ['vdi parent']],
    ['that can undo changes', (image) => image.writeUInt32LE(3, 0x4c), ['vdi parent']],
    ['that claims 2^63 bytes', (image) => image.writeBigUInt64LE(BEYOND_SIZES, 0x170), ['vdi size']],
  ])
})

describe('iso', () => {
  const DESCRIPTOR = 32 * KIB
  describeChanges('iso-plain', [['without its identifier is raw', (image) => image.write('CD002', DESCRIPTOR + 1), []]])

  test.each([
    ['begins with another volume', (image: Buffer) => image.writeUInt8(0, DESCRIPTOR)],
    ['is UDF alone', (image: Buffer) => image.write('BEA01', DESCRIPTOR + 1)],
  ])('that %s does not tell its size', (_, change) => {
    const [format] = inspect(changed(readFixture('iso-plain'), change)).formats
    expect([format?.name, format?.virtualSize]).toEqual(['iso', null])
  })
})

describe('gpt', () => {
  const ENTRY = 446
  describeChanges('gpt', [
    ['with an odd boot flag', (image) => image.writeUInt8(0x7f, ENTRY + 16), ['gpt mbr']],
    ['with a bootable partition', (image) => image.writeUInt8(0x80, ENTRY), ['gpt']],
    ['that begins at the wrong place', (image) => image.writeUInt8(1, ENTRY + 1), ['gpt mbr']],
    ['that begins at the wrong sector', (image) => image.writeUInt32LE(2, ENTRY + 8), ['gpt mbr']],
    ['with another partition in its MBR', (image) => image.writeUInt8(0x83, ENTRY + 20), ['gpt mbr']],
    ['without partitions', (image) => image.fill(0, ENTRY, ENTRY + 64), ['gpt mbr']],
    [
      'whose second entry protects it',
      (image) => image.copyWithin(ENTRY + 16, ENTRY, ENTRY + 16).fill(0, ENTRY, ENTRY + 16),
      ['gpt mbr'],
    ],
    ['whose boot code has a byte of FAT', (image) => image.fill(0xf8, 0x15, 0x16), ['gpt']],
    ['that is a FAT file system is raw', (image) => image.fill(2, 0x10, 0x11).fill(0xf8, 0x15, 0x16), []],
    ['that is an NTFS file system is raw', (image) => image.write('NTFS    ', 3), []],
  ])
})

describe('luks', () => {
  describeChanges('luks1', [
    ['of version 2', (image) => image.writeUInt16BE(2, 6), ['luks version']],
    ['with data beyond its end', (image) => image.writeUInt32BE(0xffff_ffff, 104), ['luks']],
  ])
})

describe('data that is several formats at once (S43)', () => {
  const partitions = (image: Buffer) => image.writeUInt16LE(0xaa55, 510)
  const volume = (image: Buffer) => image.write('CD001', 32 * KIB + 1)
  describeChanges('qcow2-v3', [
    ['and an ISO', volume, ['qcow2', 'iso']],
    ['and a partition table', partitions, ['qcow2', 'gpt mbr']],
    ['and both', (image) => partitions(image) && volume(image), ['qcow2', 'iso', 'gpt mbr']],
  ])
  describeChanges('vmdk-sparse', [['and an ISO', volume, ['vmdk', 'iso']]])
  describeChanges('vhd-dynamic', [['and a partition table', partitions, ['vhd', 'gpt mbr']]])
  describeChanges('luks1', [['and an ISO', volume, ['iso', 'luks']]])
  describeChanges('gpt', [['and a VDI', (image) => image.writeUInt32LE(0xbeda107f, 0x40), ['vdi', 'gpt']]])
  describeChanges('vhd-fixed', [['and a qcow2', (image) => readFixture('qcow2-v3').copy(image), ['qcow2', 'vhd']]])
})

test('whatever stands in a header, there is one verdict, and little is remembered (S44)', async () => {
  const images = FIXTURES.map((name) => readFixture(name).subarray(0, 4096 * KIB))
  const places = fc.oneof(
    fc.nat(1100),
    fc.integer({ min: 192 * KIB, max: 193 * KIB }),
    fc.integer({ min: 3072 * KIB, max: 3073 * KIB }),
  )
  const damage = fc.record({
    at: places,
    bytes: fc.oneof(fc.uint8Array({ maxLength: 16 }), fc.constant(Buffer.alloc(8, 0xff))),
  })
  const alloc = vi.spyOn(Buffer, 'alloc')
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...images),
      fc.array(damage, { maxLength: 6 }),
      fc.nat(4096 * KIB),
      async (image, damages, end) => {
        const copy = changed(image, (data) => {
          for (const { at, bytes } of damages) if (at + bytes.length <= data.length) data.set(bytes, at)
        })
        alloc.mockClear()
        const { formats } = inspect(copy.subarray(0, end))
        expect(
          formats.every(({ virtualSize }) => virtualSize === null || (virtualSize >= 0 && virtualSize < 2 ** 63)),
        ).toBe(true)
        expect(alloc.mock.calls.reduce((total, [size]) => total + size, 0)).toBeLessThan(256 * KIB)
        expect((await inspectStill(copy.subarray(0, end))).formats).toEqual(formats)
      },
    ),
    { numRuns: 500 },
  )
})
