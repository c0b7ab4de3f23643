import { randomBytes } from 'node:crypto'
import { readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ConvertibleFormat } from '@vitrine/core'
import { describe, expect, test } from 'vitest'
import { connectQemuImg, DRIVERS, HAS_QEMU_IMG, qemuImg } from '../../test/qemu-img.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'
import { convertArguments } from './arguments.ts'

const SECRET = Buffer.alloc(1024 * 1024, 'a secret of the host ')
const SIZE = String(SECRET.length)

const FLAT = `# Disk DescriptorFile
version=1
CID=12345678
parentCID=ffffffff
createType="monolithicFlat"
RW ${SECRET.length / 512} FLAT "secret" 0
`

interface Hostile {
  readonly name: string
  readonly format: ConvertibleFormat
  /** Makes `source`, which names the file `secret` beside it. */
  make(folder: string): Promise<unknown>
}

const BACKED: readonly Hostile[] = [
  {
    name: 'a qcow2 with a backing file (S40)',
    format: 'qcow2',
    make: (folder) => qemuImg(folder, 'create', '-f', 'qcow2', '-u', '-b', 'secret', '-F', 'raw', 'source', SIZE),
  },
  {
    name: 'a qcow2 of version 2 with a backing file (S40)',
    format: 'qcow2',
    make: (folder) =>
      qemuImg(folder, 'create', '-f', 'qcow2', '-o', 'compat=0.10', '-u', '-b', 'secret', '-F', 'raw', 'source', SIZE),
  },
  {
    name: 'a vmdk with a parent (S42)',
    format: 'vmdk',
    async make(folder) {
      await qemuImg(folder, 'convert', '-f', 'raw', '-O', 'vmdk', 'secret', 'parent')
      await qemuImg(folder, 'create', '-f', 'vmdk', '-b', 'parent', '-F', 'vmdk', 'source')
    },
  },
]

const ELSEWHERE: readonly Hostile[] = [
  {
    name: 'a qcow2 with a data file (S41)',
    format: 'qcow2',
    make: (folder) =>
      qemuImg(folder, 'create', '-f', 'qcow2', '-o', 'data_file=secret,data_file_raw=on', 'source', SIZE),
  },
  {
    name: 'a vmdk that is a descriptor alone (S42)',
    format: 'vmdk',
    make: (folder) => writeFile(join(folder, 'source'), FLAT),
  },
]

async function made({ make }: Hostile): Promise<string> {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'secret'), SECRET)
  await make(folder)
  // Some of them write to what they name when they are made.
  await writeFile(join(folder, 'secret'), SECRET)
  return folder
}

describe.runIf(HAS_QEMU_IMG)('a disk that names another file (needs qemu-img, of the package qemu-utils)', () => {
  describe.for([...BACKED, ...ELSEWHERE])('$name', (hostile) => {
    test('is what it is said to be: qemu-img reads the other file', async () => {
      const folder = await made(hostile)
      await qemuImg(folder, 'convert', '-f', hostile.format, '-O', 'raw', 'source', 'leaked')
      expect((await readFile(join(folder, 'leaked'))).equals(SECRET)).toBe(true)
    })

    test.for([hostile.format, 'raw'] as const)('is refused as %s, and nothing is made of it (S43)', async (format) => {
      const folder = await made(hostile)
      const before = await readdir(folder)
      const converting = (await connectQemuImg()).convert({
        source: { path: join(folder, 'source'), format },
        target: { path: join(folder, 'target'), format: 'raw' },
        signal: new AbortController().signal,
      })
      await expect(converting).rejects.toMatchObject({ code: 'formatMismatch' })
      expect(await readdir(folder)).toStrictEqual(before)
    })
  })

  test.for(BACKED)('would not lead qemu-img there if it were let pass: $name', async (hostile) => {
    const folder = await made(hostile)
    const source = { path: join(folder, 'source'), format: hostile.format }
    await qemuImg(folder, ...convertArguments(source, { name: 'target', format: 'raw' }))
    expect((await readFile(join(folder, 'target'))).equals(Buffer.alloc(SECRET.length))).toBe(true)
  })
})

interface Cut {
  readonly name: string
  readonly format: ConvertibleFormat
  readonly making: readonly string[]
  /** Where the file is cut. */
  at(bytes: Buffer): number
}

const MIDDLE = (bytes: Buffer) => Math.floor(bytes.length / 2)

/** Where the second entry of the first table says that there is another. */
const SECOND_TABLE = (bytes: Buffer) =>
  Number(bytes.readBigUInt64BE(Number(bytes.readBigUInt64BE(40)) + 8) & 0xff_ffff_ffff_ff00n)

/** What the formats have in common is in the suite of all converters. */
const CUT: readonly Cut[] = [
  { name: 'compressed qcow2', format: 'qcow2', making: ['-c'], at: MIDDLE },
  // Of clusters so small that a table is for 2 MiB.
  { name: 'qcow2 without its second table', format: 'qcow2', making: ['-o', 'cluster_size=4096'], at: SECOND_TABLE },
  { name: 'streamOptimized vmdk', format: 'vmdk', making: ['-o', 'subformat=streamOptimized'], at: MIDDLE },
  { name: 'fixed vhd', format: 'vhd', making: ['-o', 'subformat=fixed,force_size=on'], at: MIDDLE },
  { name: 'fixed vhdx', format: 'vhdx', making: ['-o', 'subformat=fixed'], at: MIDDLE },
]

describe.runIf(HAS_QEMU_IMG)('a disk that is cut short (needs qemu-img, of the package qemu-utils)', () => {
  test.for(CUT)('is refused, and nothing is made of it: $name', async ({ format, making, at }) => {
    const folder = await temporaryFolder()
    // Can be compressed, to half of it.
    await writeFile(join(folder, 'disk'), randomBytes(2 * 1024 * 1024).toString('hex'))
    await qemuImg(folder, 'convert', '-f', 'raw', '-O', DRIVERS[format], ...making, 'disk', 'source')
    const source = { path: join(folder, 'source'), format }
    const target = { path: join(folder, 'target'), format: 'raw' } as const
    const converter = await connectQemuImg()
    const convert = () => converter.convert({ source, target, signal: new AbortController().signal })
    await convert()
    await rm(target.path)
    await truncate(source.path, at(await readFile(source.path)))
    const code = expect.stringMatching(/^(conversionFailed|formatMismatch)$/)
    await expect(convert()).rejects.toMatchObject({ code })
    expect((await readdir(folder)).sort()).toStrictEqual(['disk', 'source'])
  })
})
