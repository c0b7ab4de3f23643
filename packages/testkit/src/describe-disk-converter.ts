import { readdirSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  CONVERTIBLE_FORMATS,
  type Conversion,
  type ConvertibleFormat,
  createFormatInspector,
  type DiskConverter,
  type DiskFile,
} from '@vitrine/core'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { KIB, pattern } from './store-bytes.ts'

const MIB = KIB * KIB
/** With a hole, and an end that is no whole number of anything but sectors. */
const DISK = Buffer.concat([pattern(MIB), Buffer.alloc(2 * MIB), pattern(MIB + 512, 7)])

/** Every promise of the port. `connect` answers a converter that is available, with limits that small disks do not meet. */
export function describeDiskConverter(connect: () => Promise<DiskConverter>): void {
  let folder: string
  let converter: DiskConverter
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'disk-converter-'))
    converter = await connect()
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  const disk = (format: ConvertibleFormat, name: string = format): DiskFile => ({ path: join(folder, name), format })

  async function raw(bytes: Buffer, name = 'source'): Promise<DiskFile> {
    const file = disk('raw', name)
    await writeFile(file.path, bytes)
    return file
  }

  const convert = (source: DiskFile, target: DiskFile, more: Partial<Conversion> = {}) =>
    converter.convert({ source, target, signal: new AbortController().signal, ...more })

  async function expectDisk(file: DiskFile): Promise<void> {
    const bytes = await readFile(file.path)
    const inspector = createFormatInspector()
    inspector.update(bytes)
    const { formats } = inspector.finish()
    const found = formats.map(({ name, virtualSize, faults }) => ({ name, virtualSize, faults }))
    const isRaw = file.format === 'raw'
    expect(found).toStrictEqual(isRaw ? [] : [{ name: file.format, virtualSize: DISK.length, faults: [] }])
    if (isRaw) expect(bytes.equals(DISK)).toBe(true)
  }

  test('is available', () => {
    expect(converter.available).toBe(true)
  })

  test.for(CONVERTIBLE_FORMATS)(
    'makes a %s into the same disk in each format, and leaves it as it was',
    async (format) => {
      const source = disk(format, 'source')
      await convert(await raw(DISK, 'original'), source)
      const before = await readFile(source.path)
      for (const wanted of CONVERTIBLE_FORMATS) {
        await convert(source, disk(wanted))
        await expectDisk(disk(wanted))
        await convert(disk(wanted), disk('raw', 'again'))
        await expectDisk(disk('raw', 'again'))
      }
      expect((await readFile(source.path)).equals(before)).toBe(true)
      expect((await readdir(folder)).sort()).toStrictEqual(
        ['again', 'original', 'source', ...CONVERTIBLE_FORMATS].sort(),
      )
    },
  )

  test.for([
    { name: 'with data', bytes: DISK },
    { name: 'of nothing but zeros', bytes: Buffer.alloc(8 * MIB) },
    { name: 'without any bytes', bytes: Buffer.alloc(0) },
  ])('tells how far it is with a disk $name', async ({ bytes }) => {
    const heard: number[] = []
    await convert(await raw(bytes), disk('qcow2'), { onProgress: (percent) => heard.push(percent) })
    expect(heard.at(-1)).toBe(100)
    expect(heard.every((percent, index) => Number.isInteger(percent) && percent > (heard[index - 1] ?? -1))).toBe(true)
  })

  test('does several at once', async () => {
    const source = await raw(DISK)
    const targets = CONVERTIBLE_FORMATS.map((format) => disk(format))
    await Promise.all(targets.map((target) => convert(source, target)))
    for (const target of targets) await expectDisk(target)
  })

  test('takes raw bytes for raw bytes, whatever they look like', async () => {
    const inner = disk('qcow2', 'inner')
    await convert(await raw(DISK), inner)
    const bytes = await readFile(inner.path)
    await convert({ ...inner, format: 'raw' }, disk('vmdk'))
    await convert(disk('vmdk'), disk('raw', 'again'))
    expect((await readFile(disk('raw', 'again').path)).equals(bytes)).toBe(true)
  })

  describe('a target', () => {
    test('is not there before it is whole', async () => {
      const seen: string[] = []
      const onProgress = () => seen.push(...readdirSync(folder))
      await convert(await raw(DISK), disk('qcow2'), { onProgress })
      expect(seen).toContain('source')
      expect(seen).not.toContain('qcow2')
    })

    test.for(['before it began', 'while it runs'])('leaves nothing when it is aborted %s', async (when) => {
      const abort = new AbortController()
      const reason = new Error('stopping')
      if (when === 'before it began') abort.abort(reason)
      const onProgress = () => abort.abort(reason)
      const converting = convert(await raw(DISK), disk('qcow2'), { signal: abort.signal, onProgress })
      await expect(converting).rejects.toBe(reason)
      expect(await readdir(folder)).toStrictEqual(['source'])
    })

    test.for(CONVERTIBLE_FORMATS.filter((format) => format !== 'raw'))(
      'leaves nothing when its source is no %s',
      async (format) => {
        const source = { ...(await raw(DISK)), format }
        await expect(convert(source, disk('raw'))).rejects.toMatchObject({ code: 'formatMismatch' })
        expect(await readdir(folder)).toStrictEqual(['source'])
      },
    )

    test.for(
      CONVERTIBLE_FORMATS.filter((format) => format !== 'raw').flatMap((format) => [
        { format, end: 'half of it', lost: 4 * MIB },
        { format, end: 'its last bytes', lost: 2000 },
      ]),
    )('leaves nothing when its source is a $format that has lost $end', async ({ format, lost }) => {
      const source = disk(format)
      // As long as a block is in the formats that have the largest: behind the data there is nothing to lose.
      await convert(await raw(pattern(8 * MIB)), source)
      await truncate(source.path, (await stat(source.path)).size - lost)
      await expect(convert(source, disk('raw', 'target'))).rejects.toMatchObject({
        code: expect.stringMatching(/^(conversionFailed|formatMismatch)$/),
      })
      expect((await readdir(folder)).sort()).toStrictEqual([format, 'source'].sort())
    })
  })
}
