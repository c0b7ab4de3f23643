import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { CONVERTIBLE_FORMATS, type Conversion, type ConvertibleFormat, type DiskConverter } from '@vitrine/core'
import { describeDiskConverter } from '@vitrine/testkit'
import { describe, expect, test } from 'vitest'
import { connectQemuImg, DRIVERS, HAS_QEMU_IMG, LIMITS, qemuImg } from '../../test/qemu-img.ts'
import { temporaryFolder } from '../../test/temporary-folder.ts'

const run = promisify(execFile)
const MIB = 1024 * 1024

/** A folder with a raw disk, and its conversion. */
async function rawDisk(bytes = randomBytes(2 * MIB), name = 'source') {
  const folder = await temporaryFolder()
  await writeFile(join(folder, name), bytes)
  return { folder, conversion: conversionIn(folder, name) }
}

function conversionIn(folder: string, name: string, to: ConvertibleFormat = 'qcow2'): Conversion {
  return {
    source: { path: join(folder, name), format: 'raw' },
    target: { path: join(folder, to), format: to },
    signal: new AbortController().signal,
  }
}

const of = (format: ConvertibleFormat, conversion: Conversion): Conversion => ({
  ...conversion,
  source: { ...conversion.source, format },
})

/** Stands in for qemu-img: says a version, and does this in place of a conversion. */
async function standIn(script: string): Promise<string> {
  const program = join(await temporaryFolder(), 'qemu-img')
  await writeFile(
    program,
    `#!/bin/sh\nif [ "$1" = --version ]; then echo qemu-img version 1.2.3; exit; fi\n${script}\n`,
  )
  await chmod(program, 0o755)
  return program
}

/** What anybody may know of the failure, after a look at what is left of it: nothing. */
async function failureOf(converter: DiskConverter, conversion: Conversion, folder: string): Promise<string> {
  const before = await readdir(folder)
  const error = await converter.convert(conversion).catch((reason: unknown) => reason)
  expect(error).toMatchObject({ name: 'Problem', code: 'conversionFailed', cause: expect.any(Error) })
  expect(await readdir(folder)).toStrictEqual(before)
  const { message } = error as Error
  expect(message).not.toContain(folder)
  return message
}

describe.runIf(HAS_QEMU_IMG)('qemu-img (needs the program, of the package qemu-utils)', () => {
  describeDiskConverter(connectQemuImg)

  test('says which version it is', async () => {
    expect((await connectQemuImg()).version).toMatch(/^\d+\.\d+/)
  })

  test.for(CONVERTIBLE_FORMATS)('finds no fault with the %s that it has made', async (format) => {
    const { folder } = await rawDisk(Buffer.concat([randomBytes(MIB), Buffer.alloc(3 * MIB), randomBytes(512)]))
    await (await connectQemuImg()).convert(conversionIn(folder, 'source', format))
    const driver = DRIVERS[format]
    expect(await qemuImg(folder, 'compare', '-f', 'raw', '-F', driver, 'source', format)).toMatch('identical')
    // Not all formats have anything to check.
    if (format !== 'raw' && format !== 'vhd') await qemuImg(folder, 'check', '-f', driver, format)
  })

  test.for(['a,file.filename=b', 'nbd:localhost:1', '--help', '"quoted" \\ ünïcode', 'json:{}', '$(id) `id`'])(
    'takes the name %j for the name of a file, and nothing else (S30)',
    async (name) => {
      const bytes = randomBytes(MIB)
      const { folder, conversion } = await rawDisk(bytes, name)
      const target = { path: join(folder, `${name}, ${name}`), format: 'raw' } as const
      await (await connectQemuImg()).convert({ ...conversion, target })
      expect((await readFile(target.path)).equals(bytes)).toBe(true)
    },
  )

  test('tells what it goes without when it finds nothing that confines it', async () => {
    const { stdout } = await run('sh', ['-c', 'command -v qemu-img'])
    const converter = await connectQemuImg({ program: stdout.trim(), searchPath: '/nowhere' })
    expect(converter.available).toBe(true)
    expect(converter.missing).toHaveLength(4)
    const { conversion } = await rawDisk()
    await converter.convert(conversion)
  })

  test('rounds a raw disk up to whole sectors', async () => {
    const { folder, conversion } = await rawDisk(randomBytes(MIB + 1))
    await (await connectQemuImg()).convert(conversion)
    expect(await qemuImg(folder, 'info', '--output', 'json', 'qcow2')).toContain(`"virtual-size": ${MIB + 512}`)
  })

  test.for([
    ['aes', 'encrypt.format=aes'],
    ['LUKS', 'encrypt.format=luks,encrypt.iter-time=1'],
  ])('fails with a disk that is encrypted with %s, and says so', async ([, encryption]) => {
    const folder = await temporaryFolder()
    const options = `${encryption},encrypt.key-secret=key`
    await qemuImg(folder, 'create', '-f', 'qcow2', '--object', 'secret,id=key,data=key', '-o', options, 'source', '1M')
    expect(
      await failureOf(await connectQemuImg(), of('qcow2', conversionIn(folder, 'source', 'vmdk')), folder),
    ).toMatch('from qcow2 to vmdk: it is encrypted, and nobody has told the key')
  })

  test('fails when the result is larger than allowed', async () => {
    const { folder, conversion } = await rawDisk()
    const converter = await connectQemuImg({ limits: { ...LIMITS, targetBytes: 2 * MIB } })
    expect(await failureOf(converter, conversion, folder)).toMatch(`result would be larger than the ${2 * MIB} bytes`)
  })

  test('fails before it runs when a guest sees more than allowed', async () => {
    const folder = await temporaryFolder()
    await qemuImg(folder, 'create', '-f', 'qcow2', 'source', '4T')
    const converter = await connectQemuImg({ program: await standIn('echo was run > disk') })
    await expect(converter.convert(of('qcow2', conversionIn(folder, 'source', 'vmdk')))).rejects.toMatchObject({
      code: 'conversionFailed',
      message: expect.stringContaining(
        `${4 * 1024 ** 4} bytes of it, which is more than the ${LIMITS.targetBytes} bytes`,
      ),
    })
    expect(await readdir(folder)).toStrictEqual(['source'])
  })

  test('fails when there is no place to work in', async () => {
    const { folder, conversion } = await rawDisk()
    const target = { ...conversion.target, path: join(folder, 'missing', 'qcow2') }
    expect(await failureOf(await connectQemuImg(), { ...conversion, target }, folder)).toMatch('no place')
  })

  // A full disk cannot be had for less than a file system of its own.
  const mayMount = process.platform === 'linux' && process.getuid?.() === 0
  test.runIf(mayMount)(
    'fails when the disk is full (only as root, who may mount one)',
    async ({ skip, onTestFinished }) => {
      const { folder, conversion } = await rawDisk()
      const small = join(folder, 'small')
      await mkdir(small)
      await run('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', small]).catch(() => skip('mount is not permitted'))
      onTestFinished(async () => void (await run('umount', [small])))
      const target = { ...conversion.target, path: join(small, 'qcow2') }
      expect(await failureOf(await connectQemuImg(), { ...conversion, target }, folder)).toMatch('no space left')
      expect(await readdir(small)).toStrictEqual([])
    },
  )
})

describe('a qemu-img that', () => {
  test('does not come to an end fails after the time allowed', async () => {
    const { folder, conversion } = await rawDisk()
    const converter = await connectQemuImg({
      program: await standIn('echo half > disk; exec sleep 1000'),
      limits: { ...LIMITS, seconds: 0.2 },
    })
    expect(await failureOf(converter, conversion, folder)).toMatch('longer than the 0.2 seconds allowed')
  })

  test('is killed by somebody fails', async () => {
    const { folder, conversion } = await rawDisk()
    const converter = await connectQemuImg({ program: await standIn('echo half > disk; kill -KILL $$') })
    expect(await failureOf(converter, conversion, folder)).toMatch('qemu-img was killed')
  })

  test.for([
    ['XCPU', 'longer than the 600 seconds'],
    ['XFSZ', 'larger than the 1073741824 bytes'],
  ])('meets a limit of the system, SIG%s, fails', async ([signal, reason]) => {
    const { folder, conversion } = await rawDisk()
    const converter = await connectQemuImg({ program: await standIn(`kill -${signal} $$`) })
    expect(await failureOf(converter, conversion, folder)).toMatch(reason ?? '')
  })

  test('has much to say of it fails in words without it, which are for the log', async () => {
    const { folder, conversion } = await rawDisk()
    const converter = await connectQemuImg({ program: await standIn('echo "secret $PWD" >&2; exit 1') })
    expect(await failureOf(converter, conversion, folder)).not.toMatch('secret')
    const cause = expect.objectContaining({ message: expect.stringMatching(`status 1: secret ${folder}`) })
    await expect(converter.convert(conversion)).rejects.toMatchObject({ cause })
  })

  test('hangs is killed by an abort, and nothing is left', async () => {
    const { folder, conversion } = await rawDisk()
    const abort = new AbortController()
    const converter = await connectQemuImg({
      program: await standIn('echo half > disk; printf "(1.00/100%%)\\r"; exec sleep 1000'),
    })
    const onProgress = () => abort.abort(new Error('stopping'))
    await expect(converter.convert({ ...conversion, signal: abort.signal, onProgress })).rejects.toThrow('stopping')
    expect(await readdir(folder)).toStrictEqual(['source'])
  })

  test.for([
    ['is not there', 'no-such-program'],
    ['is something else', 'true'],
    ['cannot be run', '/dev/null'],
  ] as const)('%s makes the converter unavailable, in clear words', async ([, program]) => {
    const { folder, conversion } = await rawDisk()
    const converter = await connectQemuImg({ program })
    expect(converter).toMatchObject({ available: false, version: undefined })
    await expect(converter.convert(conversion)).rejects.toMatchObject({
      code: 'converterMissing',
      message: expect.stringContaining('has no qemu-img'),
    })
    expect(await readdir(folder)).toStrictEqual(['source'])
  })
})
