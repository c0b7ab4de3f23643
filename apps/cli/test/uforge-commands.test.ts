import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { Interrupted } from '../src/terminal.ts'
import { startServer, type TestServer } from './server.ts'
import { type Outcome, runCommand } from './terminal.ts'

const DISK = Buffer.alloc(2 ** 20, 'a disk')
const RAW = 'Raw Virtual Disk'
/** In this one nothing is ever complete. */
const STUCK = 'QCOW2'
const FAILING = 'VMware Server'

// One server for all, and appliances for each test.
let server: TestServer
let imageId: string
beforeAll(async () => {
  server = await startServer({ auth: 'none' })
  imageId = (await record('image', 'create', 'base', '--file', '-')).id
})
afterAll(() => server.end())

let appliance: string
let appliances = 0
beforeEach(async () => {
  appliances += 1
  appliance = `appliance-${appliances}`
  await record('appliance', 'create', appliance, '--image', imageId)
})

type Surroundings = Parameters<typeof runCommand>[1]

const run = (words: string[], surroundings: Surroundings = {}): Promise<Outcome> =>
  runCommand(words, { stdin: DISK, environment: { VITRINE_URL: server.url }, ...surroundings })

async function done(...words: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await run(words)
  expect([exitCode, stderr]).toEqual([0, ''])
  return stdout
}

async function refused(...words: string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await run(words)
  expect([exitCode, stdout]).toEqual([1, ''])
  return stderr
}

const record = async (...words: string[]) => JSON.parse(await done(...words, '-f', 'json'))
const generate = (format: string, ...words: string[]) =>
  record('machine-image', 'generate', appliance, '--target-format', format, ...words)
const stateOf = async (id: number) => (await record('machine-image', 'status', String(id))).status

describe('appliance', () => {
  it('create takes the name of an image, and what is made is shown by id and by name', async () => {
    const created = await record(
      'appliance',
      'create',
      'web',
      '--image',
      'base',
      '--version',
      '1.2',
      '--description',
      'A',
    )
    expect(created).toEqual({
      ...{ id: expect.any(Number), name: 'web', version: '1.2', description: 'A', architecture: null },
      ...{ image_id: imageId, image_name: 'base' },
      ...{ created_at: expect.any(String), updated_at: expect.any(String) },
    })
    expect(await record('appliance', 'show', 'web')).toEqual(created)
    expect(await record('appliance', 'show', String(created.id))).toEqual(created)
    expect(await record('appliance', 'list', '-c', 'id', '-c', 'name')).toContainEqual({ id: created.id, name: 'web' })
  })

  it('of a name that several have is named by its id', async () => {
    const { id: one } = await record('appliance', 'show', appliance)
    const { id: other } = await record('appliance', 'create', appliance, '--image', imageId, '--version', '2.0')
    expect(await refused('appliance', 'show', appliance)).toBe(
      `vitrine: 2 appliances are named '${appliance}', so use an id:\n${one}  (version 1.0)\n${other}  (version 2.0)\n`,
    )
  })

  it('delete goes on after a failure, and wants force for what is in use', async () => {
    const { id } = await generate(STUCK)
    expect(await refused('appliance', 'delete', 'nothing', appliance)).toMatch(
      /^vitrine: nothing: There is no appliance .*\nvitrine: appliance-\d+: 409 .*cancel that, or use force/,
    )
    await done('appliance', 'delete', appliance, '--force')
    expect(await refused('machine-image', 'show', String(id))).toContain(`There is no machine image ${id}`)
    expect(await refused('appliance', 'show', appliance)).toContain(`no appliance with the id or name '${appliance}'`)
  })
})

describe('machine-image', () => {
  it('generate --wait makes an archive that save verifies', async () => {
    const made = await generate(RAW, '--wait')
    expect(made).toMatchObject({
      status: 'complete',
      percentage: 100,
      packed: true,
      revision: 1,
      disk_size: DISK.length,
    })
    const file = join(server.directory, 'saved.tar.gz')
    expect(await done('machine-image', 'save', String(made.id), '--file', file)).toBe('')
    const saved = await readFile(file)
    expect([saved.length, createHash('sha256').update(saved).digest('hex')]).toEqual([made.size, made.sha256])
    expect(gunzipSync(saved).includes(DISK)).toBe(true)
    expect(await readdir(server.directory)).not.toContain('saved.tar.gz.part')
    expect((await done('machine-image', 'save', String(made.id))).charCodeAt(0)).toBe(0x1f)
  })

  it('generate --no-compress makes an image, and nothing to save', async () => {
    const { id, packed, size } = await generate(RAW, '--no-compress', '--wait')
    expect([packed, size]).toEqual([false, DISK.length])
    const file = join(server.directory, 'nothing')
    expect(await refused('machine-image', 'save', String(id), '--file', file)).toContain("generated without 'compress'")
    expect(existsSync(file)).toBe(false)
    const images = await record('image', 'list', '--property', `uforge_machine_image=${id}`)
    expect(images).toMatchObject([{ status: 'active', size: DISK.length }])
  })

  it('generate shows people how far it is', async () => {
    const words = ['machine-image', 'generate', appliance, '--target-format', RAW, '--wait']
    const { exitCode, stderr } = await run(words, { isTTY: true })
    expect([exitCode, stderr]).toEqual([0, expect.stringMatching(/Generating █{30} 100% {2}Done, created on /)])
  })

  it('generate names the formats that there are', async () => {
    const names = (await done('target-format', 'list', '-f', 'value', '-c', 'name')).trimEnd().split('\n')
    expect(names).toContain(RAW)
    const refusal = await refused('machine-image', 'generate', appliance, '--target-format', 'nothing')
    expect(refusal).toContain(`There is no target format 'nothing': use ${names.join(', ')}`)
  })

  it('generate --wait fails with the generation, and says why', async () => {
    const stderr = await refused('machine-image', 'generate', appliance, '--target-format', FAILING, '--wait')
    const [image] = await record('machine-image', 'list', appliance)
    const { message } = await record('machine-image', 'status', String(image.id))
    expect([image.status, stderr]).toEqual([
      'failed',
      `vitrine: The generation of machine image ${image.id} failed: ${message}\n`,
    ])
  })

  it('generate --wait can be interrupted, and the server goes on until that is cancelled', async () => {
    const interruption = new AbortController()
    const { exitCode, stderr } = await run(
      ['machine-image', 'generate', appliance, '--target-format', STUCK, '--wait'],
      {
        isTTY: true,
        signal: interruption.signal,
        onStderr: (text) => {
          if (text.includes('Converting')) interruption.abort(new Interrupted('Interrupted', 130))
        },
      },
    )
    const [{ id }] = await record('machine-image', 'list', appliance)
    const hint =
      `vitrine: the server goes on: 'vitrine machine-image status ${id} --watch' waits, ` +
      `'vitrine machine-image cancel ${id}' ends it\nvitrine: Interrupted\n`
    expect([exitCode, stderr.slice(-hint.length)]).toEqual([130, hint])
    expect(await stateOf(id)).toBe('generating')
    await done('machine-image', 'cancel', String(id))
    expect(await stateOf(id)).toBe('cancelled')
    expect(await refused('machine-image', 'status', String(id), '--watch')).toContain(
      `machine image ${id} was cancelled`,
    )
  })

  it('status --watch ends with the generation', async () => {
    const { id } = await generate(RAW)
    expect(await record('machine-image', 'status', String(id), '--watch')).toEqual({
      ...{ status: 'complete', percentage: 100, message: expect.stringContaining('Done, created on') },
    })
  })

  it('regenerate makes another one, and wants force while the first is not complete', async () => {
    const { id } = await generate(STUCK)
    const again = ['machine-image', 'regenerate', String(id)]
    expect(await refused(...again)).toContain('cancel it, or use force')
    const other = await record(...again, '--force')
    expect(other).toMatchObject({ revision: 2, target_format: STUCK, status: 'generating' })
    expect(await stateOf(id)).toBe('cancelled')
    await done('machine-image', 'cancel', String(other.id))
  })

  it('list has those of all appliances, or of one', async () => {
    const other = await generate(RAW, '--wait')
    const { id } = await record('appliance', 'create', 'alone', '--image', imageId)
    expect(await record('machine-image', 'list')).toContainEqual(expect.objectContaining({ id: other.id }))
    expect(await record('machine-image', 'list', String(id))).toEqual([])
  })

  it('show has a link by which anybody saves it once', async () => {
    const { id, sha256, download_url: url } = await generate(RAW, '--wait')
    const file = join(server.directory, 'linked.tar.gz')
    expect(await done('image', 'link', 'save', url, '--file', file)).toBe('')
    expect(
      createHash('sha256')
        .update(await readFile(file))
        .digest('hex'),
    ).toBe(sha256)
    expect(await refused('image', 'link', 'save', url)).toMatch(/^vitrine: 401 /)
    expect((await record('machine-image', 'show', String(id))).download_url).not.toBe(url)
  })

  it('delete takes the image that it is with it, and goes on after a failure', async () => {
    const { id } = await generate(RAW, '--wait')
    expect(await refused('machine-image', 'delete', 'none', String(id))).toBe(
      "vitrine: none: There is no machine image none: 'vitrine machine-image list' has those that there are\n",
    )
    expect(await record('machine-image', 'list', appliance)).toEqual([])
    expect(await record('image', 'list', '--property', `uforge_machine_image=${id}`)).toEqual([])
  })
})

describe('api-key', () => {
  it('create prints the secret, and nothing else does', async () => {
    const { secret_key, ...key } = await record('api-key', 'create', 'nightly', '--description', 'Builds')
    expect(key).toMatchObject({ name: 'nightly', description: 'Builds', public_key: expect.any(String) })
    expect(await record('api-key', 'list')).toEqual([key])
    expect(await done('api-key', 'list')).not.toContain(secret_key)
    await done('api-key', 'delete', String(key.id))
    expect(await record('api-key', 'list')).toEqual([])
  })
})
