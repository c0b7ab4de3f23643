import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzipSync } from 'node:zlib'
import type { PackedFile } from '@vitrine/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../test/temporary-folder.ts'
import { packTarGz } from './pack.ts'
import { tarOf } from './tar.ts'

const run = promisify(execFile)
const MIB = 1024 * 1024
const modifiedAt = new Date('2026-03-04T05:06:07Z')

/** Lends its bytes in pieces through one buffer, which is overwritten before the next. */
function fileOf(name: string, bytes: Uint8Array, pieceBytes = 100_000): PackedFile {
  async function* lent() {
    const buffer = Buffer.alloc(Math.min(pieceBytes, bytes.length))
    for (let offset = 0; offset < bytes.length; offset += pieceBytes) {
      const piece = bytes.subarray(offset, offset + pieceBytes)
      buffer.set(piece)
      yield buffer.subarray(0, piece.length)
      buffer.fill(0xee)
    }
  }
  return { name, size: bytes.length, open: async () => lent() }
}

async function packed(...files: PackedFile[]): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of packTarGz(files, { modifiedAt })) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** What `tar` makes of it, in a folder of its own. */
async function unpacked(archive: Buffer, folder: string): Promise<string> {
  const into = join(folder, 'unpacked')
  await mkdir(into)
  await writeFile(join(folder, 'archive.tar.gz'), archive)
  await run('tar', ['xzf', '../archive.tar.gz'], { cwd: into })
  return into
}

const anyName = fc
  .array(fc.constantFrom('a', 'Z', '0', '.', '_', '-', ' ', 'ü', '映'), { minLength: 1, maxLength: 85 })
  .map((letters) => `n${letters.join('')}`)
const anySize = fc.oneof(fc.constantFrom(0, 1, 511, 512, 513, 1024), fc.nat(300_000))

test('files are unpacked by tar as they were, whatever their names and sizes', async () => {
  const folder = await temporaryFolder()
  const anyFile = fc.record({ name: anyName, size: anySize, pieceBytes: fc.integer({ min: 1000, max: 400_000 }) })
  const anyFiles = fc.uniqueArray(anyFile, { selector: ({ name }) => name, maxLength: 4 })
  let runs = 0
  await fc.assert(
    fc.asyncProperty(anyFiles, async (wanted) => {
      const files = wanted.map((file) => ({ ...file, bytes: randomBytes(file.size) }))
      const here = join(folder, String(runs++))
      await mkdir(here)
      const archive = await packed(...files.map(({ name, bytes, pieceBytes }) => fileOf(name, bytes, pieceBytes)))
      const into = await unpacked(archive, here)
      expect((await readdir(into)).sort()).toStrictEqual(files.map(({ name }) => name).sort())
      for (const { name, bytes } of files) expect((await readFile(join(into, name))).equals(bytes)).toBe(true)
    }),
    { numRuns: 30 },
  )
})

test('a file may be larger than the old format of archives can say', async () => {
  const size = 9 * 1024 * MIB
  const nothing = async function* (): AsyncGenerator<Uint8Array> {}
  const { value: header } = await tarOf([{ name: 'disk.raw', size, open: async () => nothing() }], modifiedAt).next()
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'beginning.tar'), header ?? '')
  // It complains of the missing rest when it has listed the file.
  const { stdout } = await run('tar', ['tvf', 'beginning.tar'], { cwd: folder }).catch((error) => error)
  expect(stdout).toMatch(new RegExp(` ${size} .* disk.raw`))
})

test('an archive says of a file no more than name, size and time, and is the same each time', async () => {
  const bytes = randomBytes(MIB)
  const archive = await packed(fileOf('disk.raw', bytes, 70_000))
  expect((await packed(fileOf('disk.raw', bytes, 300_000))).equals(archive)).toBe(true)
  const into = await unpacked(archive, await temporaryFolder())
  const { mtime, mode } = await stat(join(into, 'disk.raw'))
  expect({ mtime, mode: mode & 0o777 }).toStrictEqual({ mtime: modifiedAt, mode: 0o644 })
  const list = await run('tar', ['tvzf', 'archive.tar.gz', '--numeric-owner'], { cwd: join(into, '..') })
  expect(list.stdout).toMatch(/^-rw-r--r-- 0\/0 /)
})

test('no files are an archive too', async () => {
  expect(gunzipSync(await packed()).equals(Buffer.alloc(1024))).toBe(true)
})

describe('packing', () => {
  test.for([
    { name: 'shorter', declared: 1001 },
    { name: 'longer', declared: 999 },
  ])('fails when a file is $name than it was said to be', async ({ name, declared }) => {
    const file = { ...fileOf('disk.raw', randomBytes(1000)), size: declared }
    await expect(packed(file)).rejects.toThrow(`disk.raw is ${name} than the ${declared} bytes`)
  })

  test('fails as a file does that cannot be read, or opened', async () => {
    const failure = new Error('the disk is gone')
    async function* failing() {
      yield randomBytes(MIB)
      throw failure
    }
    await expect(packed({ name: 'a', size: 2 * MIB, open: async () => failing() })).rejects.toBe(failure)
    await expect(packed({ name: 'a', size: 2, open: () => Promise.reject(failure) })).rejects.toBe(failure)
  })

  test('reads no further than what is taken of it needs', async () => {
    let read = 0
    async function* counted() {
      for (; read < 64 * MIB; read += MIB) yield randomBytes(MIB)
    }
    const archive = packTarGz([{ name: 'a', size: 64 * MIB, open: async () => counted() }], { modifiedAt })
    await archive.next()
    // Whatever would go on by itself gets its turn.
    for (let turn = 0; turn < 100; turn++) await new Promise((resolve) => setImmediate(resolve))
    expect(read).toBeLessThan(4 * MIB)
    await archive.return(undefined)
  })

  test.for([0, 1, 3])(
    'that is given up after %i chunks closes what is open, and opens nothing more',
    async (chunks) => {
      const log: string[] = []
      async function* watched(name: string) {
        try {
          for (let count = 0; count < 8; count++) yield randomBytes(MIB)
        } finally {
          log.push(`${name} closed`)
        }
      }
      const fileNamed = (name: string): PackedFile => ({
        name,
        size: 8 * MIB,
        async open() {
          log.push(`${name} opened`)
          return watched(name)
        },
      })
      const archive = packTarGz([fileNamed('a'), fileNamed('b')], { modifiedAt })
      for (let count = 0; count < chunks; count++) await archive.next()
      await archive.return(undefined)
      expect(log).toStrictEqual(chunks === 0 ? [] : ['a opened', 'a closed'])
    },
  )
})
