import { describe, expect, test } from 'vitest'
import { readFixture } from '../../test/formats/fixtures.ts'
import { changed, inspect, verdict } from '../../test/formats/inspect.ts'

const SECTOR = 512
const ROOM = 20 * SECTOR
const sparse = readFixture('vmdk-sparse')
const descriptor = sparse.toString('latin1', SECTOR, sparse.indexOf(0, SECTOR))
const extent = /^RW .*$/m

function withDescriptor(text: string): Buffer {
  return changed(sparse, (image) => image.fill(0, SECTOR, SECTOR + ROOM).write(text, SECTOR, 'latin1'))
}

describe('a descriptor is accepted', () => {
  test.each([
    ['as it is', descriptor],
    ['in capitals', descriptor.toUpperCase()],
    ['with line ends of DOS', descriptor.replaceAll('\n', '\r\n')],
    ['with what VMware adds', descriptor.replace('createType', 'isNativeSnapshot="no"\nencoding="UTF-8"\ncreateType')],
    ['that can only be read', descriptor.replace('RW ', 'RDONLY ')],
    ['without the id of a parent', descriptor.replace(/^parentCID=.*$/m, '')],
  ])('%s', (_, text) => {
    expect(verdict(inspect(withDescriptor(text)))).toEqual(['vmdk'])
  })
})

describe('a descriptor is refused (S42)', () => {
  test.each([
    ['of another type', descriptor.replace('monolithicSparse', 'monolithicFlat'), 'descriptor'],
    ['of another type in capitals', descriptor.replace('monolithicSparse', 'TWOGBMAXEXTENTFLAT'), 'descriptor'],
    ['of two types', descriptor.replace('createType', '# createType="vmfs"\ncreateType'), 'descriptor'],
    ['of no type', descriptor.replace(/^createType.*$/m, ''), 'descriptor'],
    ['with a line that means nothing', descriptor.replace('createType', 'junk\ncreateType'), 'descriptor'],
    ['with text that is not plain', descriptor.replace('createType', '# \xe9\ncreateType'), 'descriptor'],
    ['without any text', '', 'descriptor'],
    ['with a flat extent that is a path', descriptor.replace(extent, 'RW 8192 FLAT "/etc/passwd" 0'), 'extents'],
    ['with a flat extent', descriptor.replace(extent, 'RW 8192 FLAT "passwd" 0'), 'extents'],
    ['with a sparse extent that is a path', descriptor.replace(extent, 'RW 8192 SPARSE "../a.vmdk"'), 'extents'],
    ['with a path of Windows', descriptor.replace(extent, 'RW 8192 SPARSE "..\\a.vmdk"'), 'extents'],
    ['with two extents', descriptor.replace(extent, (line) => `${line}\n${line}`), 'extents'],
    ['with an extent behind a comment', descriptor.replace(extent, (line) => `${line}\n# \r${line}`), 'extents'],
    ['without extents', descriptor.replace(extent, ''), 'extents'],
    ['with a parent', descriptor.replace('parentCID=ffffffff', 'parentCID=12345678'), 'parent'],
    ['with a second parent', descriptor.replace('createType', 'parentCID=12345678\ncreateType'), 'parent'],
    ['that names a parent', descriptor.replace('createType', 'parentFileNameHint="/a"\ncreateType'), 'parent'],
    [
      'that names a parent in a comment',
      descriptor.replace('createType', '#PARENTFILENAMEHINT="a"\ncreateType'),
      'parent',
    ],
  ])('%s', (_, text, check) => {
    expect(verdict(inspect(withDescriptor(text)))).toEqual([`vmdk ${check}`])
  })
})

describe('a header is refused', () => {
  test.each<[string, (image: Buffer) => void, string]>([
    ['of version 0', (image) => image.writeUInt32LE(0, 4), 'version'],
    ['of version 4', (image) => image.writeUInt32LE(4, 4), 'version'],
    ['that claims 2^63 bytes', (image) => image.writeBigUInt64LE(2n ** 54n, 12), 'size'],
    ['that claims 2^64 - 1 sectors', (image) => image.writeBigUInt64LE(2n ** 64n - 1n, 12), 'size'],
    ['that claims nothing', (image) => image.writeBigUInt64LE(0n, 12), 'size'],
    ['without a descriptor', (image) => image.writeBigUInt64LE(0n, 28), 'descriptor'],
    ['whose descriptor is somewhere else', (image) => image.writeBigUInt64LE(2n, 28), 'descriptor'],
    ['without room for a descriptor', (image) => image.writeBigUInt64LE(0n, 36), 'descriptor'],
    ['whose descriptor goes on after the end', (image) => image.writeBigUInt64LE(128n, 36), 'descriptor'],
    ['of an older kind', (image) => image.write('COWD'), 'descriptor'],
  ])('%s', (_, change, check) => {
    expect(verdict(inspect(changed(sparse, change)))).toEqual([`vmdk ${check}`])
  })

  test('with room for 2^64 - 1 sectors of descriptor (S44)', () => {
    const image = Buffer.concat([sparse, Buffer.alloc(64 * 1024)])
    image.writeBigUInt64LE(2n ** 64n - 1n, 36)
    expect(verdict(inspect(image))).toEqual(['vmdk descriptor'])
  })

  test('with a descriptor that does not end (S44)', () => {
    const endless = Buffer.concat([sparse, Buffer.alloc(1024 * 1024)]).fill('# \n', SECTOR)
    endless.writeBigUInt64LE(2048n, 36)
    expect(verdict(inspect(endless))).toEqual(['vmdk descriptor'])
  })
})

/** As VMware streams disks: the header leaves the place of the data to a footer, which comes with two markers. */
function streamed(change: (image: Buffer, footer: Buffer) => void = () => {}): Buffer {
  const start = readFixture('vmdk-stream')
  const image = Buffer.concat([start, Buffer.alloc(3 * SECTOR)])
  const end = image.subarray(start.length)
  end.writeUInt32LE(3, 12)
  start.copy(end, SECTOR, 0, SECTOR)
  image.fill(0xff, 56, 64)
  change(image, end)
  return image
}

describe('a footer', () => {
  test('that repeats the header is accepted', () => {
    expect(inspect(streamed()).formats).toEqual([{ name: 'vmdk', virtualSize: 4 * 1024 * 1024, faults: [] }])
  })

  test.each<[string, (image: Buffer, end: Buffer) => void]>([
    ['has no marker', (_, end) => end.writeUInt32LE(0, 12)],
    ['has a marker of another size', (_, end) => end.writeUInt32LE(1, 8)],
    ['is missing', (_, end) => end.fill(0)],
    ['is no VMDK', (_, end) => end.write('XXXX', SECTOR)],
    ['is of another version', (_, end) => end.writeUInt32LE(2, SECTOR + 4)],
    ['has another size', (_, end) => end.writeUInt32LE(1, SECTOR + 12)],
    ['has its descriptor somewhere else', (_, end) => end.writeUInt32LE(7, SECTOR + 28)],
    ['refers to another', (_, end) => end.fill(0xff, SECTOR + 56, SECTOR + 64)],
    ['goes on', (_, end) => end.writeUInt8(1, 2 * SECTOR)],
  ])('that %s is refused', (_, change) => {
    expect(verdict(inspect(streamed(change)))[0]).toContain('vmdk footer')
  })

  test('that is not at the end of a sector is refused', () => {
    const image = streamed()
    const shifted = Buffer.concat([image.subarray(0, -3 * SECTOR), Buffer.alloc(1), image.subarray(-3 * SECTOR)])
    expect(verdict(inspect(shifted))).toEqual(['vmdk footer'])
  })
})

describe('a descriptor in a file of its own', () => {
  test.each([
    ['as VMware writes it', '# Disk DescriptorFile\nversion=1\n', ['vmdk extents']],
    ['in capitals', '# DISK DESCRIPTORFILE\n', ['vmdk extents']],
    ['without a title', ' # anything\r\n\nversion=3\n', ['vmdk extents']],
    ['without a version', 'CID=1\ncreateType="vmfs"\n', ['vmdk extents']],
    ['of a type that elsewhere is safe', '# Disk DescriptorFile\ncreateType="monolithicSparse"\n', ['vmdk extents']],
  ])('%s is refused (S42)', (_, text, wanted) => {
    expect(verdict(inspect(Buffer.from(text)))).toEqual(wanted)
  })

  test('is no other text', () => {
    expect(verdict(inspect(Buffer.from('version of 2026\nnot a disk image\n')))).toEqual([])
  })
})
