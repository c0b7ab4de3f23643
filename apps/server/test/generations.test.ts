import { execFile } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type RunningServer, serve } from '../src/index.ts'
import { holdQemuImg } from './held-qemu-img.ts'
import { qcow2OfLength } from './qcow2.ts'
import { startChild } from './server-child.ts'
import { PATIENTLY, userOf } from './uforge-user.ts'

const run = promisify(execFile)
const MIB = 2 ** 20
/** What a process that was killed was doing waits for a while. */
const OVER_RESTARTS = { timeout: 180_000 }

let dataDir: string
let started: RunningServer[]
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'vitrine-generations-'))
  started = []
})
afterEach(async () => {
  await stopAll()
  await rm(dataDir, { recursive: true })
})

const defaults = () => ({ listen: '127.0.0.1:0', auth: 'none', data_dir: dataDir, log_level: 'silent' })

async function start(flags: Record<string, string>): Promise<RunningServer> {
  const server = await serve({ flags: { ...defaults(), ...flags }, environment: {} })
  started.push(server)
  return server
}

async function stopAll(): Promise<void> {
  for (const server of started) server.stop('end of test')
  await Promise.all(started.map(({ stopped }) => stopped))
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(join(dataDir, folder), { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}

/** Only the source of the appliance, and its data. */
async function expectOnlySource(server: RunningServer): Promise<void> {
  expect(await userOf(server).images()).toHaveLength(1)
  await expect.poll(() => filesIn('images'), PATIENTLY).toHaveLength(1)
  expect(await filesIn('scratch')).toStrictEqual([])
}

describe.for(['SIGTERM', 'SIGKILL'] as const)('a generation that %s ends with its server', OVER_RESTARTS, (signal) => {
  /** Is done once the server is there again. */
  async function expectComplete(flags: Record<string, string>, uri: string): Promise<void> {
    const { url, end } = await startChild(flags)
    const { ended, images, download } = userOf({ url })
    expect(await ended(uri)).toMatchObject({ complete: true, percentage: 100 })
    expect(await images()).toHaveLength(2)
    await expect.poll(() => filesIn('images'), PATIENTLY).toHaveLength(2)
    expect(await filesIn('scratch')).toStrictEqual([])
    const { bytes, sha256 } = await download(uri)
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256)
    await end('SIGTERM')
  }

  test('while it converts goes on at the next start', async () => {
    const qemuImg = await holdQemuImg()
    const flags = { ...defaults(), qemu_img: qemuImg.program }
    const { url, end } = await startChild(flags)
    const { generate, appliance } = userOf({ url })
    const { uri } = (await generate(await appliance(qcow2OfLength(MIB), 'qcow2'), 'Raw Virtual Disk')).json.image
    await qemuImg.begun()
    await end(signal)
    await qemuImg.letGo()
    await expectComplete(flags, uri)
  })

  test('while it stores goes on at the next start', async () => {
    const { url, end } = await startChild(defaults())
    const { generate, appliance } = userOf({ url })
    // Nothing that could be packed and stored before anybody looks.
    const disk = randomBytes(64 * MIB)
    const { uri } = (await generate(await appliance(disk, 'raw'), 'Raw Virtual Disk')).json.image
    await expect.poll(() => filesIn('images/incoming'), PATIENTLY).toHaveLength(1)
    await end(signal)
    await expectComplete(defaults(), uri)
  })
})

describe('a generation', () => {
  test('whose qemu-img is killed has failed, says so, and leaves nothing', async () => {
    const qemuImg = await holdQemuImg()
    const server = await start({ qemu_img: qemuImg.program })
    const { generate, appliance, ended } = userOf(server)
    const { uri } = (await generate(await appliance(qcow2OfLength(MIB), 'qcow2'), 'Raw Virtual Disk')).json.image
    process.kill(await qemuImg.begun(), 'SIGKILL')
    expect(await ended(uri)).toMatchObject({
      error: true,
      errorMessage: expect.stringContaining('qemu-img was killed'),
    })
    await expectOnlySource(server)
  })

  describe('without qemu-img', () => {
    test('makes what needs none, and refuses the rest', async () => {
      const server = await start({ qemu_img: join(dataDir, 'nothing') })
      const { generate, appliance, ended } = userOf(server)
      const ofRaw = await appliance(Buffer.alloc(MIB), 'raw')
      const { uri } = (await generate(ofRaw, 'Raw Virtual Disk')).json.image
      expect(await ended(uri)).toMatchObject({ complete: true })
      const refused = await generate(ofRaw, 'QCOW2')
      expect(refused.status).toBe(400)
      expect(refused.json.uforgeError.localizedErrorMsg).toMatchObject({
        messageId: 'converter.missing',
        message: expect.stringContaining('Raw Virtual Disk only'),
      })
    })
  })

  // A full disk cannot be had for less than a file system of its own.
  const mayMount = process.platform === 'linux' && process.getuid?.() === 0
  describe.runIf(mayMount)('on a small disk (only as root, who may mount one)', () => {
    test.for([
      { folder: 'scratch', source: qcow2OfLength(3 * MIB), diskFormat: 'qcow2', full: 'no space left for disks' },
      {
        folder: 'images',
        source: Buffer.alloc(MIB + 4096),
        diskFormat: 'raw',
        full: 'The file store has no space left',
      },
    ])(
      'for $folder has failed, says so, and leaves nothing',
      async ({ folder, source, diskFormat, full }, { skip }) => {
        const qemuImg = await holdQemuImg()
        await mkdir(join(dataDir, folder))
        await run('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', join(dataDir, folder)]).catch(() =>
          skip('mount is not permitted'),
        )
        try {
          const server = await start({ qemu_img: qemuImg.program })
          const { appliance, call, ended } = userOf(server)
          const wanted = { image: { compress: false, targetFormat: { name: 'Raw Virtual Disk' } } }
          const { uri } = (await call(`${await appliance(source, diskFormat)}/images`, wanted)).json.image
          expect(await ended(uri)).toMatchObject({ error: true, errorMessage: expect.stringContaining(full) })
          await expectOnlySource(server)
        } finally {
          await stopAll()
          await run('umount', [join(dataDir, folder)])
        }
      },
    )
  })
})
